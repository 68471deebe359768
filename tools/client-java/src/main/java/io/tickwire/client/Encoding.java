package io.tickwire.client;

import java.util.Locale;

/**
 * How messages are written. {@link #COMPACT} and {@link #SBE} are the fastest to read.
 * Thread: any
 */
public enum Encoding
{
    /** Texts, for people; numbers are exact. */
    JSON,

    /** The same maps in binary form. */
    MSGPACK,

    /** Arrays in msgpack. */
    COMPACT,

    /** SBE; what is no market data is JSON. */
    SBE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** As the protocol has it. */
    public String wireName()
    {
        return wireName;
    }

    /** What is offered as {@code Sec-WebSocket-Protocol}. */
    public String subprotocol()
    {
        return "tickwire.v1." + wireName;
    }

    /** Whether data says of which stream it is, and so of which view of a book. */
    boolean isNumbered()
    {
        return this == COMPACT || this == SBE;
    }

    /** Whether what the client says is msgpack, and not JSON. */
    boolean isBinary()
    {
        return this == MSGPACK || this == COMPACT;
    }
}
