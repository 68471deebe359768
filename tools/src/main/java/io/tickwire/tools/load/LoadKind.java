package io.tickwire.tools.load;

/**
 * How a client behaves.
 * Thread: any
 */
enum LoadKind
{
    /** Reads what comes. */
    READING,

    /** Reads for a moment, once a second. */
    SLOW,

    /** Reads nothing once it is subscribed. */
    STALLED,

    /** Goes without a word every few seconds, and comes again. */
    RECONNECTING
}
