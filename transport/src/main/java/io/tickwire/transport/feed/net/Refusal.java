package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A server that does not take a handshake, and its reason: the status, how long to stay away, and how its body begins,
 * which is where venues say what was wrong.
 * Thread: feed-<venue>
 */
final class Refusal
{
    private static final int MAX_BODY = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int LAST_REDIRECT = 399;
    private static final String LINE_END = "\r\n";

    private final AnswerHead head;
    private final ByteBuffer body;

    Refusal(final AnswerHead head)
    {
        this.head = head;
        body = ByteBuffer.allocate(bodyBytes());
    }

    /**
     * Take in what comes of the body.
     *
     * @return whether that is all that is wanted of it.
     */
    boolean take(final ByteBuffer in)
    {
        final int count = Math.min(in.remaining(), body.remaining());
        body.put(body.position(), in, in.position(), count).position(body.position() + count);

        return !body.hasRemaining();
    }

    LinkEnd end()
    {
        return new LinkEnd(
            Cause.REFUSED,
            head.status(),
            "the server answered " + head.statusLine() + told(),
            RetryAfter.ms(head.only("Retry-After"), Instant.now()));
    }

    private String told()
    {
        if (head.status() >= FIRST_REDIRECT && head.status() <= LAST_REDIRECT)
        {
            return ", which is not followed: " + head.only("Location");
        }
        final String text = new String(body.array(), 0, body.position(), StandardCharsets.UTF_8);
        final boolean isChunked = head.lists("Transfer-Encoding", "chunked");
        final String shown = isChunked ? text.substring(text.indexOf(LINE_END) + 1) : text;

        return shown.isBlank() ? "" : ": " + shown.strip();
    }

    private int bodyBytes()
    {
        final String length = head.only("Content-Length");
        try
        {
            return length == null ? MAX_BODY : (int)Math.min(MAX_BODY, Long.parseUnsignedLong(length));
        }
        catch (final NumberFormatException ex)
        {
            return MAX_BODY;
        }
    }
}
