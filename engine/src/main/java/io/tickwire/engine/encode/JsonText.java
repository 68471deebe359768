package io.tickwire.engine.encode;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
        final int end = putQuoted(quoted, 0, new UnsafeBuffer(utf8), 0, utf8.length);

        return Arrays.copyOf(quoted, end);
    }

    /**
     * Write a text in its quotes.
     *
     * @return where it ends.
     */
    static int putQuoted(
        final byte[] bytes, final int offset, final DirectBuffer utf8, final int from, final int length)
    {
        int at = offset;
        bytes[at++] = (byte)'"';
        for (int i = from; i < from + length; i++)
        {
            final byte octet = utf8.getByte(i);
            if (octet >= FIRST_PLAIN && octet != '"' && octet != '\\' && octet != DELETE || octet < 0)
            {
                bytes[at++] = octet;
            }
            else
            {
                at = putEscaped(bytes, at, octet);
            }
        }
        bytes[at++] = (byte)'"';

        return at;
    }

    private static int putEscaped(final byte[] bytes, final int offset, final byte octet)
    {
        bytes[offset] = (byte)'\\';
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
        bytes[offset + 1] = (byte)letter;
        if (letter != 'u')
        {
            return offset + 2;
        }

        bytes[offset + 2] = (byte)'0';
        bytes[offset + 3] = (byte)'0';
        bytes[offset + 4] = HEX[octet >> 4];
        bytes[offset + 5] = HEX[octet & 15];

        return offset + MAX_ESCAPED_BYTES;
    }
}
