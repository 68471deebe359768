package io.tickwire.transport.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a {@code request} can ask for.
 * Thread: any
 */
public enum RequestMethod
{
    /** The server's state; what a request without a method asks for. */
    STATUS,

    /** The state of a stream, once. */
    SNAPSHOT,

    /** The symbols that there are. */
    SYMBOLS,

    /** What this connection is subscribed to. */
    SUBSCRIPTIONS,

    /** Figures of the server, as one object. */
    METRICS,

    /** How the server's parts are. */
    HEALTH,

    /** Candles of the past. */
    HISTORY,

    /** How long the stages of the path take, and this connection's own figures. */
    STATS;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName()
    {
        return wireName;
    }

    /**
     * All there are, for people.
     */
    static String allNames()
    {
        return Arrays.stream(values()).map(RequestMethod::wireName).collect(Collectors.joining(", "));
    }
}
