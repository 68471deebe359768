package io.tickwire.client;

/**
 * What is done where a program does not take what is queued for it.
 * Thread: any
 */
public enum Overflow
{
    /** The oldest leaves, and is counted. */
    DROP_OLDEST,

    /** Nothing more is read: the server's own rules for slow clients hold, and say what is missing. */
    STOP_READING
}
