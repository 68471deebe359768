package io.tickwire.transport.session;

import io.tickwire.engine.schema.Encoding;

/**
 * A path that WebSocket clients come to, and what holds there for those who say nothing else.
 * Thread: any
 */
public enum Endpoint
{
    /** The broadcast profile: who stays silent is sent the whole market. */
    BROADCAST("/", Encoding.JSON),

    /** The general endpoint. */
    GENERAL("/ws", Encoding.JSON),

    /** The binary endpoint. */
    LIVE("/ws/live", Encoding.MSGPACK),

    /** A replay of a client's own. */
    REPLAY("/ws/replay", Encoding.JSON),

    /** Where publishers send ticks. */
    INGEST("/ws/ingest", Encoding.JSON);

    private final String path;
    private final Encoding encoding;

    Endpoint(final String path, final Encoding encoding)
    {
        this.path = path;
        this.encoding = encoding;
    }

    public String path()
    {
        return path;
    }

    /**
     * What clients are sent that say nothing of encodings.
     */
    public Encoding encoding()
    {
        return encoding;
    }

    /**
     * The endpoint of a path, or null.
     */
    public static Endpoint ofPath(final String path)
    {
        for (final Endpoint endpoint : values())
        {
            if (endpoint.path.equals(path))
            {
                return endpoint;
            }
        }

        return null;
    }
}
