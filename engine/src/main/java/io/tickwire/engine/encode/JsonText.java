package io.tickwire.engine.encode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * Texts as JSON shows them: UTF-8 as it is, with quotes, backslashes and control characters escaped.
 * Thread: any
 */
final class JsonText
{
    /** A byte of text becomes at most so many. */
    static final int MAX_ESCAPED_BYTES = 6;

    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int FIRST_PLAIN = 0x20;
    private static final int DELETE = 0x7f;

    private JsonText()
    {
    }

    /**
     * A text in its quotes.
     */
    static byte[] quoted(final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        final byte[] quoted = new byte[utf8.length * MAX_ESCAPED_BYTES + 2];
        final UnsafeBuffer buffer = new UnsafeBuffer(quoted);
        final int end = putQuoted(buffer, 0, new UnsafeBuffer(utf8), 0, utf8.length);
        final byte[] exact = new byte[end];
        System.arraycopy(quoted, 0, exact, 0, end);

        return exact;
    }

    /**
     * Write a text in its quotes.
     *
     * @return where it ends.
     */
    static int putQuoted(
        final UnsafeBuffer buffer, final int offset, final DirectBuffer utf8, final int from, final int length)
    {
        int at = offset;
        buffer.putByte(at++, (byte)'"');
        for (int i = from; i < from + length; i++)
        {
            final byte octet = utf8.getByte(i);
            if (octet >= FIRST_PLAIN && octet != '"' && octet != '\\' && octet != DELETE || octet < 0)
            {
                buffer.putByte(at++, octet);
            }
            else
            {
                at = putEscaped(buffer, at, octet);
            }
        }
        buffer.putByte(at++, (byte)'"');

        return at;
    }

    private static int putEscaped(final UnsafeBuffer buffer, final int offset, final byte octet)
    {
        buffer.putByte(offset, (byte)'\\');
        final int letter = switch (octet)
        {
            case '"', '\\' -> octet;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 'u';
        };
        buffer.putByte(offset + 1, (byte)letter);
        if (letter != 'u')
        {
            return offset + 2;
        }

        buffer.putByte(offset + 2, (byte)'0');
        buffer.putByte(offset + 3, (byte)'0');
        buffer.putByte(offset + 4, HEX[octet >> 4]);
        buffer.putByte(offset + 5, HEX[octet & 15]);

        return offset + MAX_ESCAPED_BYTES;
    }
}
