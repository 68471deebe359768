package io.tickwire.client.wire;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes through JSON. Decimals are read exactly, as a mantissa and an exponent, never through a float.
 * Thread: client
 */
public final class JsonScanner extends Scanner
{
    private static final int FIRST = 0;
    private static final int FURTHER = 1;
    private static final long TENTH = Long.MAX_VALUE / 10;
    private static final int MAX_EXPONENT = 9_999;
    private static final byte[] TRUE = "rue".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "alse".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = "ull".getBytes(StandardCharsets.US_ASCII);

    private final UnsafeBuffer unescaped = new UnsafeBuffer(0, 0);
    private byte[] scratch = new byte[256];
    private int scratchLength;

    @Override
    public int next()
    {
        final int first = token();
        switch (first)
        {
            case '"':
                string();
                return TEXT;

            case '{':
                open(true, FIRST);
                return MAP;

            case '[':
                open(false, FIRST);
                return LIST;

            case 't':
                word(TRUE);
                flag = true;
                return FLAG;

            case 'f':
                word(FALSE);
                flag = false;
                return FLAG;

            case 'n':
                word(NONE);
                return NULL;

            default:
                return number(first);
        }
    }

    @Override
    public boolean more()
    {
        int token = token();
        if (token == (isMap[depth] ? '}' : ']'))
        {
            depth--;
            return false;
        }
        if (left[depth] == FURTHER)
        {
            if (token != ',')
            {
                throw wrong("a comma is missing");
            }
            token = token();
        }
        left[depth] = FURTHER;
        if (!isMap[depth])
        {
            at--;
            return true;
        }
        if (token != '"')
        {
            throw wrong("a name is missing");
        }
        string();
        if (token() != ':')
        {
            throw wrong("a colon is missing");
        }

        return true;
    }

    @Override
    public boolean isAtEnd()
    {
        while (at < buffer.capacity() && isBlank(buffer.getByte(at)))
        {
            at++;
        }

        return at == buffer.capacity();
    }

    private static boolean isBlank(final int character)
    {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private int token()
    {
        int character = buffer.getByte(at++);
        while (isBlank(character))
        {
            character = buffer.getByte(at++);
        }

        return character;
    }

    private void word(final byte[] rest)
    {
        for (final byte character : rest)
        {
            if (buffer.getByte(at++) != character)
            {
                throw wrong("no such word");
            }
        }
    }

    private int number(final int first)
    {
        final int start = at - 1;
        final boolean isNegative = first == '-';
        at -= isNegative ? 0 : 1;
        long value = 0;
        int exponent = 0;
        int digits = 0;
        boolean isBig = false;
        boolean isFraction = false;
        int character = peek();
        while (character >= '0' && character <= '9' || character == '.' && !isFraction && digits > 0)
        {
            if (character == '.')
            {
                isFraction = true;
                digits = 0;
            }
            else
            {
                isBig |= value > TENTH || value == TENTH && character > '7';
                value = value * 10 + character - '0';
                exponent -= isFraction ? 1 : 0;
                digits++;
            }
            at++;
            character = peek();
        }
        if (digits == 0)
        {
            throw wrong("not a value");
        }
        if (character == 'e' || character == 'E')
        {
            at++;
            exponent += exponentPart();
        }
        this.mantissa = isNegative ? -value : value;
        this.exponent = exponent;
        this.isBig = isBig;
        text = buffer;
        textOffset = start;
        textLength = at - start;

        return NUMBER;
    }

    private int exponentPart()
    {
        final int sign = peek();
        at += sign == '-' || sign == '+' ? 1 : 0;
        int value = 0;
        int digits = 0;
        int character = peek();
        while (character >= '0' && character <= '9')
        {
            value = Math.min(MAX_EXPONENT, value * 10 + character - '0');
            digits++;
            at++;
            character = peek();
        }
        if (digits == 0)
        {
            throw wrong("an exponent without digits");
        }

        return sign == '-' ? -value : value;
    }

    private int peek()
    {
        return at < buffer.capacity() ? buffer.getByte(at) : 0;
    }

    private void string()
    {
        final int start = at;
        int character = buffer.getByte(at++);
        while (character != '"')
        {
            if (character >= 0 && character < ' ')
            {
                throw wrong("a control character in a text");
            }
            if (character == '\\')
            {
                at--;
                unescape(start);
                return;
            }
            character = buffer.getByte(at++);
        }
        text = buffer;
        textOffset = start;
        textLength = at - 1 - start;
    }

    /** A text with escapes: put together elsewhere. */
    private void unescape(final int start)
    {
        scratchLength = 0;
        for (int i = start; i < at; i++)
        {
            put(buffer.getByte(i));
        }
        int character = buffer.getByte(at++);
        while (character != '"')
        {
            if (character >= 0 && character < ' ')
            {
                throw wrong("a control character in a text");
            }
            if (character == '\\')
            {
                escape(buffer.getByte(at++));
            }
            else
            {
                put(character);
            }
            character = buffer.getByte(at++);
        }
        unescaped.wrap(scratch, 0, scratchLength);
        text = unescaped;
        textOffset = 0;
        textLength = scratchLength;
    }

    private void escape(final int character)
    {
        switch (character)
        {
            case '"', '\\', '/' -> put(character);
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'n' -> put('\n');
            case 'r' -> put('\r');
            case 't' -> put('\t');
            case 'u' -> unicode();
            default -> throw wrong("no such escape");
        }
    }

    private void unicode()
    {
        int point = hex4();
        if (point >= Character.MIN_HIGH_SURROGATE && point <= Character.MAX_HIGH_SURROGATE &&
            buffer.getByte(at) == '\\' && buffer.getByte(at + 1) == 'u')
        {
            at += 2;
            final int low = hex4();
            point = Character.isLowSurrogate((char)low) ? Character.toCodePoint((char)point, (char)low) : 0xfffd;
        }
        point = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point;
        if (point < 0x80)
        {
            put(point);
            return;
        }
        if (point < 0x800)
        {
            put(0xc0 | point >> 6);
        }
        else
        {
            put(point < 0x10000 ? 0xe0 | point >> 12 : 0xf0 | point >> 18);
            if (point >= 0x10000)
            {
                put(0x80 | point >> 12 & 0x3f);
            }
            put(0x80 | point >> 6 & 0x3f);
        }
        put(0x80 | point & 0x3f);
    }

    private int hex4()
    {
        int value = 0;
        for (int i = 0; i < 4; i++)
        {
            final int digit = Character.digit(buffer.getByte(at++), 16);
            if (digit < 0)
            {
                throw wrong("no hexadecimal digit");
            }
            value = value << 4 | digit;
        }

        return value;
    }

    private void put(final int octet)
    {
        if (scratchLength == scratch.length)
        {
            scratch = Arrays.copyOf(scratch, 2 * scratchLength);
        }
        scratch[scratchLength++] = (byte)octet;
    }

    private WireException wrong(final String what)
    {
        return new WireException("not JSON: " + what + " at byte " + at);
    }
}
