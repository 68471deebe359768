package io.tickwire.client;

import java.util.Locale;

/**
 * Whether a stream can be trusted.
 * Thread: any
 */
public enum StreamStatus
{
    /** It can. */
    LIVE,

    /** Its source or the connection is away: it shows what was last known. */
    STALE,

    /** Its state comes anew. */
    RECOVERING;

    /** In lower case. */
    public String wireName()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
