package io.tickwire.client.ws;

import org.agrona.concurrent.UnsafeBuffer;

import java.net.URI;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The HTTP request that begins a connection, and the look at its answer.
 * Thread: client
 */
public final class Handshake
{
    /** An answer's head has no more bytes than this. */
    public static final int MAX_ANSWER_BYTES = 16 * 1024;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SWITCHING = 101;
    private static final int KEY_BYTES = 16;
    /** Two ends of lines. */
    private static final int END = 0x0d0a0d0a;
    private static final int NO_CLOSE = 1006;

    private final String key;
    private final String subprotocol;
    private final byte[] request;

    /**
     * @param target      path and query.
     * @param subprotocol the one that is offered, and must be granted.
     * @param token       to show; null: none.
     */
    public Handshake(final URI uri, final String target, final String subprotocol, final String token)
    {
        final byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        this.key = Base64.getEncoder().encodeToString(bytes);
        this.subprotocol = subprotocol;
        if (token != null && !token.chars().allMatch(each -> each > ' ' && each < 0x7f))
        {
            throw new IllegalArgumentException("a token is of visible ASCII characters without blanks");
        }
        final String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        this.request = ("GET " + target + " HTTP/1.1\r\nHost: " + host +
            "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key +
            "\r\nSec-WebSocket-Protocol: " + subprotocol +
            (token == null ? "" : "\r\nAuthorization: Bearer " + token) + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The request's bytes. */
    public byte[] request()
    {
        return request;
    }

    /**
     * How long an answer's head is, with the empty line at its end; 0: it is not whole.
     */
    public static int headBytes(final UnsafeBuffer buffer, final int limit)
    {
        for (int i = 0; i + Integer.BYTES <= limit; i++)
        {
            if (buffer.getInt(i, ByteOrder.BIG_ENDIAN) == END)
            {
                return i + Integer.BYTES;
            }
        }

        return 0;
    }

    /**
     * Look at the answer's head.
     *
     * @return null where the connection is open; else what is wrong.
     */
    public Refusal check(final UnsafeBuffer buffer, final int length)
    {
        final byte[] head = new byte[length];
        buffer.getBytes(0, head);
        final String[] lines = new String(head, StandardCharsets.ISO_8859_1).split("\r\n");
        final String[] status = lines.length == 0 ? lines : lines[0].split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}"))
        {
            return new Refusal(0, "no HTTP answer");
        }
        final int code = Integer.parseInt(status[1]);
        if (code != SWITCHING)
        {
            return new Refusal(code, "the handshake was answered " + code);
        }
        final Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++)
        {
            final int colon = lines[i].indexOf(':');
            if (colon < 1)
            {
                return new Refusal(0, "a header without a colon");
            }
            headers.merge(
                lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).trim(),
                (before, after) -> before + "," + after);
        }
        final boolean isUpgraded = "websocket".equalsIgnoreCase(headers.get("upgrade")) &&
            headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("upgrade");
        if (!isUpgraded || !accept(key).equals(headers.get("sec-websocket-accept")))
        {
            return new Refusal(0, "the answer does not accept this handshake");
        }
        if (headers.containsKey("sec-websocket-extensions") ||
            !subprotocol.equals(headers.get("sec-websocket-protocol")))
        {
            return new Refusal(0, "the answer grants what was not asked for");
        }

        return null;
    }

    /**
     * What a server must answer to a key.
     */
    public static String accept(final String key)
    {
        try
        {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1)));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * Why there is no connection.
     *
     * @param status of HTTP; 0: it was no such answer.
     */
    public record Refusal(int status, String message)
    {
        /** Instead of a close code: the status where another attempt would be refused as well; else 1006. */
        public int closeCode()
        {
            return status == 400 || status == 401 || status == 403 ? status : NO_CLOSE;
        }
    }
}
