package io.tickwire.transport.protocol;

/**
 * What a {@link MessageCursor} stands on.
 * Thread: any
 */
public enum Token
{
    /** A map begins: names and values follow in turn. */
    MAP,

    /** A map ends. */
    MAP_END,

    /** A list begins. */
    LIST,

    /** A list ends. */
    LIST_END,

    /** The name of a map's next value. */
    NAME,

    /** A text. */
    TEXT,

    /** A whole number that a {@code long} can hold. */
    INTEGER,

    /** A whole number that it can not hold. */
    HUGE,

    /** A number with a fraction or a power of ten; in msgpack any float, one that is no number too. */
    DECIMAL,

    /** Yes. */
    TRUE,

    /** No. */
    FALSE,

    /** Nothing. */
    NULL,

    /** What only msgpack has: bytes and extensions. */
    OPAQUE,

    /** The message is over. */
    END
}
