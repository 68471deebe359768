package io.tickwire.transport.feed.net;

/**
 * How a link ended.
 *
 * @param code         by its cause: a status of HTTP, a close code of WebSocket, or 0.
 * @param reason       for people, on one line; never what a secret could stand in.
 * @param retryAfterMs how long the server wants not to be asked again; 0: it did not say.
 * Thread: any
 */
public record LinkEnd(Cause cause, int code, String reason, long retryAfterMs)
{
    /** The close code that stands for a connection without a closing handshake. */
    public static final int ABNORMAL = 1006;

    LinkEnd(final Cause cause, final int code, final String reason)
    {
        this(cause, code, reason, 0);
    }

    /**
     * What kind of end.
     * Thread: any
     */
    public enum Cause
    {
        /** It has no address, nobody listens there, or opening took too long; code 0. */
        UNREACHABLE,

        /** The proxy did not let us through; its status. */
        PROXY,

        /** TLS could not be agreed on, or the other side is not who it should be; code 0. */
        UNTRUSTED,

        /** The server did not take the handshake: its status. */
        REFUSED,

        /** The server broke the protocol's rules, or sent too much; our close code. */
        VIOLATION,

        /** The server closed; its close code, or 1005 where it gave none. */
        CLOSED,

        /** The connection broke; {@link #ABNORMAL}. */
        CUT,

        /** We closed; our close code. */
        OWN
    }
}
