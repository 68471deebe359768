package io.tickwire.transport.access;

import java.util.Locale;

/**
 * What a principal may do at all. None includes another.
 * Thread: any
 */
public enum Role
{
    /** Subscribes, asks, and reads what HTTP tells of the market. */
    READER,

    /** Publishes: ticks at {@code /ws/ingest}, and what {@code publish} tells others. */
    PUBLISHER,

    /** Lists and disconnects clients, sets log levels, drains. */
    ADMIN;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName()
    {
        return wireName;
    }
}
