package io.tickwire.transport.stream.journal;

/**
 * What must have reached the disk to count as recorded; in the order of Aeron Archive's levels.
 * Thread: any
 */
public enum Sync
{
    /** Nothing: it outlives the process, but not the machine's power. */
    NONE,

    /** What was written. */
    DATA,

    /** And what the file system knows of it. */
    ALL
}
