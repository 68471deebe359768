package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;

/**
 * Bytes as Python prints them: {@code b'\x00abc\n'}. Recorders write binary messages so.
 * Thread: any
 */
final class PythonBytes
{
    private static final MalformedMessageException NO_LITERAL =
        new MalformedMessageException("a bytes literal is damaged");
    private static final int HEX = 16;

    private byte[] bytes = {};
    private int length;

    /** Whether all between two places is one literal. */
    static boolean isLiteral(final byte[] buffer, final int from, final int to)
    {
        return to - from >= 3 && buffer[from] == 'b' && (buffer[from + 1] == '\'' || buffer[from + 1] == '"') &&
            buffer[to - 1] == buffer[from + 1];
    }

    /**
     * @return how many bytes the literal between two places has.
     */
    int read(final byte[] buffer, final int from, final int to)
    {
        if (bytes.length < to - from + JsonReader.PADDING)
        {
            bytes = new byte[to - from + JsonReader.PADDING];
        }
        length = 0;
        final int end = to - 1;
        int at = from + 2;
        while (at < end)
        {
            final byte value = buffer[at++];
            if (value != '\\')
            {
                bytes[length++] = value;
            }
            else if (at == end)
            {
                throw NO_LITERAL;
            }
            else if (buffer[at] == 'x' && at + 2 < end)
            {
                bytes[length++] = (byte)(hex(buffer[at + 1]) << 4 | hex(buffer[at + 2]));
                at += 3;
            }
            else
            {
                bytes[length++] = escaped(buffer[at++]);
            }
        }

        return length;
    }

    /** What was read last, with padding behind it. */
    byte[] bytes()
    {
        return bytes;
    }

    private static byte escaped(final byte letter)
    {
        return switch (letter)
        {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '\'', '"' -> letter;
            default -> throw NO_LITERAL;
        };
    }

    private static int hex(final byte letter)
    {
        final int digit = Character.digit(letter, HEX);
        if (digit < 0)
        {
            throw NO_LITERAL;
        }

        return digit;
    }
}
