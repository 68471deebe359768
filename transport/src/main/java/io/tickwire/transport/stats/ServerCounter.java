package io.tickwire.transport.stats;

import java.util.Locale;

/**
 * What the server counts. Each has a test that makes it move.
 * Thread: any
 */
public enum ServerCounter
{
    /** WebSocket connections that were taken. */
    CONNECTIONS_OPENED,

    /** WebSocket connections that ended, for whatever reason; by reason: {@link ServerCounters#closes}. */
    CONNECTIONS_CLOSED,

    /** Handshakes that were refused: malformed, or a version or encoding that is not spoken. */
    HANDSHAKES_REFUSED,

    /** Connections that were refused, since there are as many as there may be. */
    CONNECTIONS_REFUSED_LIMIT,

    /** Connections that were refused because of their address. */
    CONNECTIONS_REFUSED_ADDRESS,

    /** Connection attempts that were refused, since there were too many. */
    ATTEMPTS_REFUSED,

    /** Messages from clients. */
    MESSAGES_RECEIVED,

    /** Bytes of them. */
    BYTES_RECEIVED,

    /** Messages that were answered with an error. */
    MESSAGES_REJECTED,

    /** Messages that were too many, and answered so. */
    MESSAGES_RATE_LIMITED,

    /** Frames of market data that were handed to connections. */
    FRAMES_DELIVERED,

    /** Control messages that were handed to connections. */
    REPLIES_SENT,

    /** Bytes that sockets took. */
    BYTES_WRITTEN,

    /** Writes to sockets. */
    WRITES,

    /** Writes of which a socket took only a part, or nothing. */
    WRITES_PARTIAL,

    /** Frames that a connection will not get, since a newer one of the same stream takes their place. */
    FRAMES_CONFLATED,

    /** Events that a connection will not get, and that a gap tells it of. */
    EVENTS_DROPPED,

    /** Gaps that connections were told because they were slow. */
    GAPS_TOLD,

    /** Changes of books that a connection will not get, since a snapshot takes their place. */
    DELTAS_DROPPED,

    /** Snapshots that were asked for because a connection was slow. */
    SNAPSHOTS_FOR_SLOW,

    /** {@code slow} messages. */
    SLOW_TOLD,

    /** Messages of publishers that a connection will not get. */
    BROADCASTS_DROPPED,

    /** Streams that connections subscribed to. */
    STREAMS_OPENED,

    /** Streams that were gone on with from where the client's last connection ended. */
    STREAMS_RECOVERED,

    /** Streams for which that was no longer possible. */
    STREAMS_UNRECOVERED,

    /** Tasks that found a shard's queue full, and came later. */
    TASKS_DEFERRED,

    /** Shards that failed, and began anew. */
    SHARD_FAILURES;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * What it is called in metrics.
     */
    public String label()
    {
        return label;
    }
}
