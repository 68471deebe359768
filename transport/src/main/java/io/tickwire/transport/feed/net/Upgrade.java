package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.ws.Deflate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

/**
 * The opening handshake of one link, RFC 6455, section 4.1: what we ask, and whether the answer is one.
 * Thread: feed-<venue>
 */
final class Upgrade
{
    static final int KEY_BYTES = 16;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final int SWITCHING_PROTOCOLS = 101;

    private final LinkTarget target;
    private final String key;

    /**
     * @param random {@link #KEY_BYTES} of them.
     */
    Upgrade(final LinkTarget target, final byte[] random)
    {
        this.target = target;
        key = Base64.getEncoder().encodeToString(random);
    }

    byte[] request()
    {
        final StringBuilder request = new StringBuilder("GET ").append(target.path()).append(" HTTP/1.1\r\n");
        append(request, "Host", target.authority());
        append(request, "Upgrade", "websocket");
        append(request, "Connection", "Upgrade");
        append(request, "Sec-WebSocket-Key", key);
        append(request, "Sec-WebSocket-Version", "13");
        if (target.offersDeflate())
        {
            append(request, EXTENSIONS, Deflate.OFFER);
        }
        for (final Map.Entry<String, String> header : target.headers().entrySet())
        {
            append(request, header.getKey(), header.getValue());
        }

        return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server changes to WebSocket, or says that it does. */
    static boolean isTaken(final AnswerHead head)
    {
        return head.status() == SWITCHING_PROTOCOLS;
    }

    /**
     * What of compression was agreed on.
     *
     * @return null: nothing.
     * @throws LinkException where it is no answer to what was asked.
     */
    Deflate check(final AnswerHead head) throws LinkException
    {
        require(head.lists("Upgrade", "websocket") && head.all("Upgrade").size() == 1, "no Upgrade to websocket");
        require(head.lists("Connection", "Upgrade"), "no Connection: Upgrade");
        require(acceptOf(key).equals(head.only("Sec-WebSocket-Accept")), "a Sec-WebSocket-Accept that is not right");
        require(head.all("Sec-WebSocket-Protocol").isEmpty(), "a subprotocol that was not asked for");
        require(target.offersDeflate() || head.all(EXTENSIONS).isEmpty(), "an extension that was not offered");
        try
        {
            return Deflate.answered(head.all(EXTENSIONS));
        }
        catch (final ParseException ex)
        {
            throw refused(ex.getMessage());
        }
    }

    static String acceptOf(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1)));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every Java has SHA-1", ex);
        }
    }

    private static void append(final StringBuilder request, final String name, final String value)
    {
        request.append(name).append(": ").append(value).append("\r\n");
    }

    private static void require(final boolean isRight, final String mistake) throws LinkException
    {
        if (!isRight)
        {
            throw refused(mistake);
        }
    }

    private static LinkException refused(final String mistake)
    {
        return new LinkException(Cause.REFUSED, SWITCHING_PROTOCOLS, "the answer to the handshake has " + mistake);
    }
}
