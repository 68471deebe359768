package io.tickwire.transport.stats;

import java.util.Locale;

/**
 * What the server counts. Each has a test that makes it move.
 * Thread: any
 */
public enum ServerCounter
{
    CONNECTIONS_OPENED("WebSocket connections that were taken"),

    CONNECTIONS_CLOSED("WebSocket connections that ended, for whatever reason; by reason: see closes"),

    HANDSHAKES_REFUSED("handshakes that were refused: malformed, or a version or encoding that is not spoken"),

    CONNECTIONS_REFUSED_LIMIT("connections that were refused, since there are as many as there may be"),

    SOCKETS_REFUSED("sockets that were closed at once, since there are as many as there may be"),

    REQUESTS_OVERDUE("sockets that were closed since their first request had not come in time"),

    PROXY_HEADERS_REFUSED("sockets that were closed since what they began with is no PROXY header"),

    ADDRESSES_REFUSED("requests from addresses that may not come"),

    ORIGINS_REFUSED("handshakes from pages that may not connect"),

    ATTEMPTS_REFUSED("connection attempts that were refused, since there were too many"),

    TOKENS_REFUSED("tokens that opened nothing, in handshakes, messages and requests"),

    AUTH_TIMEOUTS("connections that ended since they did not say in time who they are"),

    TOKENS_EXPIRED("connections that ended since their token was no longer valid"),

    TOKENS_WITHDRAWN("connections that ended since the key behind their token was taken away, or changed"),

    MESSAGES_RECEIVED("messages from clients"),

    BYTES_RECEIVED("bytes of them"),

    MESSAGES_REJECTED("messages that were answered with an error"),

    MESSAGES_RATE_LIMITED("messages that were too many, and answered so"),

    BYTES_RATE_LIMITED("messages that were answered so since too many bytes had come"),

    CONTROL_RATE_LIMITED("pings and pongs that were too many, and answered so"),

    MESSAGES_WITHOUT_ROOM("messages for which there was no room before they were whole; their connections ended"),

    MESSAGES_OVERDUE("messages that were begun and not ended in time, with which their connections ended"),

    SUBSCRIPTIONS_WITHOUT_ROOM("subscriptions that were refused, since too much is held until others are answered"),

    FRAMES_DELIVERED("frames of market data that were handed to connections"),

    REPLIES_SENT("control messages that were handed to connections"),

    BYTES_WRITTEN("bytes that sockets took"),

    WRITES("writes to sockets"),

    WRITES_PARTIAL("writes of which a socket took only a part, or nothing"),

    FRAMES_DEFLATED("frames that were deflated, once for all connections of a shard that get them so"),

    FRAMES_NOT_DEFLATED("frames that went as they are, since their shard had deflated enough in its turn"),

    BYTES_BEFORE_DEFLATE("bytes of messages that were deflated"),

    BYTES_AFTER_DEFLATE("bytes that they became"),

    FRAMES_CONFLATED("frames that a connection will not get, since a newer one of the same stream takes their place"),

    EVENTS_DROPPED("events that a connection will not get, and that a gap tells it of"),

    GAPS_TOLD("gaps that connections were told because they were slow"),

    DELTAS_DROPPED(
        "changes of books or of the market that a connection will not get, since a snapshot takes their place"),

    SNAPSHOTS_FOR_SLOW("snapshots that were asked for because a connection was slow"),

    SLOW_TOLD("slow messages"),

    CLIENTS_OUT_OF_ROOM("connections that ended since all slow ones together had more queued than there is room for"),

    BROADCASTS_DROPPED("messages of publishers that a connection will not get"),

    STREAMS_OPENED("streams that connections subscribed to"),

    STREAMS_RECOVERED("streams that were gone on with from where the client's last connection ended"),

    STREAMS_UNRECOVERED("streams for which that was no longer possible"),

    TASKS_DEFERRED("tasks that found a shard's queue full, and came later"),

    SHARD_ERRORS("turns of shards that failed, and were survived"),

    SHARD_FAILURES("shards that failed, and with them their connections"),

    CONNECTIONS_REFUSED_BUSY("connections that a shard was too busy to take"),

    TLS_HANDSHAKES("TLS handshakes that came to their end"),

    TLS_HANDSHAKES_FAILED("TLS handshakes that failed: no TLS, none that is spoken here, no certificate, or given up"),

    TLS_HANDSHAKES_TIMED_OUT("TLS handshakes that took too long"),

    TLS_RENEGOTIATIONS_REFUSED("TLS connections that ended since the client began the handshake anew"),

    TLS_RELOADS("times that new certificates were taken"),

    TLS_RELOADS_FAILED("times that new certificates could not be used, and those of before stayed"),

    INGEST_FRAMES("frames of publishers that were applied"),

    INGEST_TICKS("ticks of publishers that went into the ring"),

    INGEST_TICKS_REFUSED("ticks of publishers that were refused, and answered so"),

    INGEST_DUPLICATES("frames of publishers that had been applied before, and were acknowledged again"),

    INGEST_GAPS("frames of publishers whose number was too high"),

    INGEST_STALLS("times that a publisher was told that the ring has no room, at most once a second"),

    PUBLISHERS_SUPERSEDED("publishers' connections that ended since another one came under their name");

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String help;

    ServerCounter(final String help)
    {
        this.help = help;
    }

    /**
     * What it is called in metrics.
     */
    public String label()
    {
        return label;
    }

    /**
     * What is counted, in words.
     */
    public String help()
    {
        return help;
    }
}
