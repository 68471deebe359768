package io.tickwire.transport.feed.connect;

import java.util.Locale;

/**
 * What a connector counts; what came by its connections is counted by their decoders.
 * Thread: any
 */
public enum ConnectCounter
{
    /** Connections that were opened, and groups that were joined. */
    CONNECTS("connections to the venue that were opened, and groups that were joined"),

    /** Attempts to connect that failed. */
    CONNECT_FAILURES("attempts to connect to the venue that failed"),

    /** Connections that ended, but for those that were to end. */
    DISCONNECTS("connections to the venue that were lost"),

    /** Connections that were replaced, since messages were missing or the venue asked for it. */
    REPLACED("connections to the venue that were given up for a new one"),

    /** Connections that were given up, and lines of multicast that were believed no more, as nothing came by them. */
    SILENT("connections to the venue that were given up, and lines of groups called stale, as nothing came by them"),

    /** Streams that the venue does not give. */
    REFUSED_STREAMS("streams that the venue refused"),

    /** Answers that something was asked for too fast. */
    TOO_FAST("answers of the venue that something was asked for too fast"),

    /** Streams that were asked for again, as they were not answered. */
    UNANSWERED("streams that were asked for again, as the venue did not answer"),

    /** Errors of the venue that name no stream. */
    VENUE_ERRORS("errors that the venue told of no stream in particular"),

    /** Snapshots that were asked for. */
    SNAPSHOT_REQUESTS("snapshots of books that were asked for"),

    /** Those that were not to be had. */
    SNAPSHOT_FAILURES("snapshots of books that were asked for and not to be had"),

    /** Books that used to change, and did not. */
    SILENT_BOOKS("books that were asked for anew, as they did not change any more"),

    /** Books that lost ticks on the way through the engine. */
    ENGINE_RESYNCS("books that were asked for anew, as the engine lost ticks of them");

    private final String help;

    ConnectCounter(final String help)
    {
        this.help = help;
    }

    /** As metrics call it. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String help()
    {
        return help;
    }
}
