package io.tickwire.transport.protocol;

import io.tickwire.engine.schema.Encoding;

/**
 * The form of messages that concern one connection: commands, answers, errors.
 * Thread: any
 */
public enum WireForm
{
    /** JSON in text frames. */
    JSON,

    /** msgpack maps in binary frames. */
    MSGPACK;

    /**
     * The form that goes with an encoding of market data.
     */
    public static WireForm of(final Encoding encoding)
    {
        return switch (encoding)
        {
            case JSON, JSON_STRING, SBE -> JSON;
            case MSGPACK, MSGPACK_SCALED, COMPACT, COMPACT_SCALED -> MSGPACK;
        };
    }

    public boolean isText()
    {
        return this == JSON;
    }
}
