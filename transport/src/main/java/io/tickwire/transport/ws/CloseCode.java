package io.tickwire.transport.ws;

/**
 * Why a connection ends, as its close frame says. Those from 4000 on are ours: clients come back after a 40xx, and not
 * after a 45xx.
 * Thread: any
 */
public enum CloseCode
{
    /** All is said. */
    NORMAL(1000, "bye"),

    /** The server goes, as {@code shutdown} has said. */
    GOING_AWAY(1001, "going away"),

    /** Not WebSocket. */
    PROTOCOL_ERROR(1002, "protocol error"),

    /** A kind of frame that the connection's encoding has no use for. */
    UNSUPPORTED_DATA(1003, "unsupported data"),

    /** A text that is no UTF-8. */
    INVALID_TEXT(1007, "invalid UTF-8"),

    /** Against the rules of the house. */
    POLICY_VIOLATION(1008, "policy violation"),

    /** A message that is longer than may be. */
    MESSAGE_TOO_BIG(1009, "message too big"),

    /** Our own fault. */
    INTERNAL_ERROR(1011, "internal error"),

    /** The server begins anew. */
    SERVICE_RESTART(1012, "service restart"),

    /** Nothing came from the client for long. */
    IDLE(4000, "idle"),

    /** Our ping was not answered. */
    NO_PONG(4001, "no pong"),

    /** The client does not take what it is sent. */
    SLOW_CONSUMER(4008, "slow consumer"),

    /** What was known of the client is lost. */
    STATE_LOST(4010, "state lost"),

    /** The server takes no more work. */
    DRAINING(4012, "draining"),

    /** Too many messages for too long. */
    RATE_LIMITED(4029, "rate limited"),

    /** Not our protocol. */
    BAD_PROTOCOL(4500, "protocol violation"),

    /** A token that is not valid. */
    BAD_TOKEN(4501, "bad token"),

    /** Who it is may not. */
    FORBIDDEN(4503, "forbidden"),

    /** There are as many connections as there may be. */
    CONNECTION_LIMIT(4504, "connection limit"),

    /** The address may not. */
    IP_NOT_ALLOWED(4505, "address not allowed"),

    /** An encoding that is not spoken here. */
    UNSUPPORTED_ENCODING(4506, "unsupported encoding"),

    /** Another connection publishes under the same name. */
    SUPERSEDED(4507, "superseded"),

    /** Too many messages that were not understood. */
    TOO_MANY_ERRORS(4509, "too many errors");

    private static final int FIRST_FINAL = 4500;
    private static final int FIRST_OWN = 4000;

    private final int code;
    private final String reason;

    CloseCode(final int code, final String reason)
    {
        this.code = code;
        this.reason = reason;
    }

    public int code()
    {
        return code;
    }

    /**
     * For people, where nothing better is known.
     */
    public String reason()
    {
        return reason;
    }

    /**
     * Whether a client that was closed so should come back later.
     */
    public boolean mayReconnect()
    {
        return this == GOING_AWAY || this == INTERNAL_ERROR || this == SERVICE_RESTART ||
            code >= FIRST_OWN && code < FIRST_FINAL;
    }
}
