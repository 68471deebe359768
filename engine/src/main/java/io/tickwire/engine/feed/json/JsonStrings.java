package io.tickwire.engine.feed.json;

import java.util.Arrays;

/**
 * Strings, where they stand, or without their escapes in an array of their own.
 * Thread: feed-<venue>
 */
final class JsonStrings
{
    private static final MalformedMessageException TRUNCATED = new MalformedMessageException("a string is cut off");
    private static final MalformedMessageException CONTROL =
        new MalformedMessageException("a control character in a string");
    private static final MalformedMessageException ESCAPE = new MalformedMessageException("no such escape");
    private static final int MAX_UTF8_BYTES = 4;
    private static final int HEX_DIGITS = 4;

    private byte[] bytes;
    private int offset;
    private int length;

    /** The first eight bytes, with zeros where it is shorter. */
    private long word;
    private byte[] unescaped = new byte[256];
    private int unescapedLength;

    byte[] bytes()
    {
        return bytes;
    }

    int offset()
    {
        return offset;
    }

    int length()
    {
        return length;
    }

    /** A name that need not be found. */
    void set(final byte[] buffer, final int from, final int to)
    {
        bytes = buffer;
        offset = from;
        length = to - from;
    }

    /**
     * @param from behind the first quote.
     * @return the offset behind the last quote.
     */
    int read(final byte[] buffer, final int from, final int end)
    {
        final long first = Words.load(buffer, from);
        final int count = Words.bytesBefore(Words.stringEnds(first));
        if (count < Long.BYTES && buffer[from + count] == '"' && from + count < end)
        {
            bytes = buffer;
            offset = from;
            length = count;
            word = first & (1L << count * Byte.SIZE) - 1;
            return from + count + 1;
        }

        return readSlow(buffer, from, end);
    }

    private int readSlow(final byte[] buffer, final int from, final int end)
    {
        final int at = endOf(buffer, from, end);
        int behind = at + 1;
        if (buffer[at] == '"')
        {
            bytes = buffer;
            offset = from;
            length = at - from;
        }
        else
        {
            behind = readEscaped(buffer, from, end);
        }
        final long first = Words.load(bytes, offset);
        word = length >= Long.BYTES ? first : first & (1L << length * Byte.SIZE) - 1;

        return behind;
    }

    /**
     * @param from behind the first quote.
     * @return the offset behind the last quote.
     */
    static int skip(final byte[] buffer, final int from, final int end)
    {
        int at = endOf(buffer, from, end);
        while (buffer[at] != '"')
        {
            at = endOf(buffer, at + 2, end);
        }

        return at + 1;
    }

    int find(final JsonKeys keys)
    {
        return keys.find(word, bytes, offset, length);
    }

    /**
     * Where the quote or the backslash stands that ends what can be taken as it is.
     */
    private static int endOf(final byte[] buffer, final int from, final int end)
    {
        int at = from;
        while (at < end)
        {
            final int count = Words.bytesBefore(Words.stringEnds(Words.load(buffer, at)));
            at += count;
            if (count < Long.BYTES)
            {
                break;
            }
        }
        if (at >= end)
        {
            throw TRUNCATED;
        }
        if (buffer[at] != '"' && buffer[at] != '\\')
        {
            throw CONTROL;
        }

        return at;
    }

    private int readEscaped(final byte[] buffer, final int from, final int end)
    {
        unescapedLength = 0;
        int at = from;
        while (true)
        {
            final int stop = endOf(buffer, at, end);
            ensure(stop - at);
            System.arraycopy(buffer, at, unescaped, unescapedLength, stop - at);
            unescapedLength += stop - at;
            if (buffer[stop] == '"')
            {
                bytes = unescaped;
                offset = 0;
                length = unescapedLength;
                // Who reads a number there must not go on with what an earlier string has left.
                unescaped[length] = 0;
                return stop + 1;
            }
            at = unescape(buffer, stop + 1, end);
        }
    }

    private int unescape(final byte[] buffer, final int at, final int end)
    {
        if (at >= end)
        {
            throw TRUNCATED;
        }

        switch (buffer[at])
        {
            case '"', '\\', '/' -> put(buffer[at]);
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'n' -> put('\n');
            case 'r' -> put('\r');
            case 't' -> put('\t');
            case 'u' ->
            {
                return unescapeUnicode(buffer, at + 1, end);
            }
            default -> throw ESCAPE;
        }

        return at + 1;
    }

    private int unescapeUnicode(final byte[] buffer, final int at, final int end)
    {
        final int unit = hex(buffer, at, end);
        final int behind = at + HEX_DIGITS;
        if (!Character.isSurrogate((char)unit))
        {
            putCodePoint(unit);
            return behind;
        }

        if (!Character.isHighSurrogate((char)unit) || behind + 2 > end || buffer[behind] != '\\' ||
            buffer[behind + 1] != 'u')
        {
            throw ESCAPE;
        }
        final int low = hex(buffer, behind + 2, end);
        if (!Character.isLowSurrogate((char)low))
        {
            throw ESCAPE;
        }
        putCodePoint(Character.toCodePoint((char)unit, (char)low));

        return behind + 2 + HEX_DIGITS;
    }

    private static int hex(final byte[] buffer, final int at, final int end)
    {
        if (at + HEX_DIGITS > end)
        {
            throw TRUNCATED;
        }

        int value = 0;
        for (int i = at; i < at + HEX_DIGITS; i++)
        {
            final int digit = Character.digit(buffer[i], 16);
            if (digit < 0)
            {
                throw ESCAPE;
            }
            value = value << 4 | digit;
        }

        return value;
    }

    private void putCodePoint(final int codePoint)
    {
        if (codePoint < 0x80)
        {
            put(codePoint);
        }
        else if (codePoint < 0x800)
        {
            put(0xC0 | codePoint >> 6);
            putContinuation(codePoint);
        }
        else if (codePoint < 0x10000)
        {
            put(0xE0 | codePoint >> 12);
            putContinuation(codePoint >> 6);
            putContinuation(codePoint);
        }
        else
        {
            put(0xF0 | codePoint >> 18);
            putContinuation(codePoint >> 12);
            putContinuation(codePoint >> 6);
            putContinuation(codePoint);
        }
    }

    private void putContinuation(final int bits)
    {
        put(0x80 | bits & 0x3F);
    }

    private void put(final int value)
    {
        ensure(MAX_UTF8_BYTES);
        unescaped[unescapedLength++] = (byte)value;
    }

    private void ensure(final int more)
    {
        final int needed = unescapedLength + more + JsonReader.PADDING;
        if (needed > unescaped.length)
        {
            unescaped = Arrays.copyOf(unescaped, Math.max(needed, 2 * unescaped.length));
        }
    }
}
