package io.tickwire.transport.feed.net;

/**
 * How a link ended.
 *
 * @param code         by its cause: a status of HTTP, a close code of WebSocket, or 0.
 * @param reason       for people, on one line, and never what a secret of ours could stand in.
 * @param retryAfterMs how long the server wants not to be asked again; 0: it did not say.
 * Thread: any
 */
public record LinkEnd(Cause cause, int code, String reason, long retryAfterMs)
{
    /** The close code that stands for a connection without a closing handshake. */
    public static final int ABNORMAL = 1006;

    private static final int MAX_REASON = 400;

    public LinkEnd
    {
        reason = oneLine(reason);
    }

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
        /** It has no address, nobody listens there, or being connected took too long; code 0. */
        UNREACHABLE,

        /** The proxy did not let us through: its status, 0 where it gave none. */
        PROXY,

        /** TLS could not be agreed on, or the other side is not who it should be; code 0. */
        UNTRUSTED,

        /** The server did not take the handshake as it should: its status, 0 where it gave none. */
        REFUSED,

        /** The server broke the protocol's rules, or sent too much; our close code. */
        VIOLATION,

        /** The server closed; its close code, or 1005 where it gave none. */
        CLOSED,

        /** The connection broke; {@link #ABNORMAL}. */
        CUT,

        /** We closed; our close code, or {@link #ABNORMAL}. */
        OWN
    }

    /** What others say is shown, but can neither make lines of a log nor fill it. */
    private static String oneLine(final String text)
    {
        final StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_REASON));
        for (int i = 0; i < text.length() && i < MAX_REASON; i++)
        {
            final char character = text.charAt(i);
            line.append(Character.isISOControl(character) ? ' ' : character);
        }

        return line.toString().strip();
    }
}
