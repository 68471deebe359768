package io.tickwire.client.wire;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
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
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long ESCAPES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final long ZEROS = '0' * ONES;
    private static final long SIXES = 6 * ONES;
    private static final long HIGH_HALVES = 0xf0 * ONES;
    private static final long THREES = 0x33 * ONES;
    private static final long EACH_FOURTH = 0x0000_00ff_0000_00ffL;
    private static final long MILLION_AND_HUNDRED = (1_000_000L << 32) + 100;
    private static final long TEN_THOUSAND_AND_ONE = (10_000L << 32) + 1;
    private static final long EIGHT_DIGITS = 100_000_000;
    /** So many digits, point included, are no overflow. */
    private static final int MAX_DIGITS = 18;
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
        final int begin = first == '-' ? at : start;
        mantissa = 0;
        isBig = false;
        final int point = digits(begin);
        final boolean isFraction = point > begin && point < buffer.capacity() && buffer.getByte(point) == '.';
        at = isFraction ? digits(point + 1) : point;
        if (point == begin || isFraction && at == point + 1)
        {
            throw wrong("not a value");
        }
        exponent = isFraction ? point + 1 - at : 0;
        if (at - begin > MAX_DIGITS)
        {
            longNumber(begin);
        }
        final int behind = peek();
        if (behind == 'e' || behind == 'E')
        {
            at++;
            exponent += exponentPart();
        }
        mantissa = first == '-' ? -mantissa : mantissa;
        text = buffer;
        textOffset = start;
        textLength = at - start;

        return NUMBER;
    }

    /**
     * Append digits to the mantissa.
     *
     * @return where the first that is none stands.
     */
    private int digits(final int from)
    {
        final UnsafeBuffer buffer = this.buffer;
        final int capacity = buffer.capacity();
        long value = mantissa;
        int i = from;
        while (capacity - i >= Long.BYTES)
        {
            final long word = buffer.getLong(i, ByteOrder.LITTLE_ENDIAN);
            if ((word & HIGH_HALVES | (word + SIXES & HIGH_HALVES) >>> 4) != THREES)
            {
                break;
            }
            value = value * EIGHT_DIGITS + eightDigits(word);
            i += Long.BYTES;
        }
        while (i < capacity)
        {
            final int digit = buffer.getByte(i) - '0';
            if (digit < 0 || digit > 9)
            {
                break;
            }
            value = value * 10 + digit;
            i++;
        }
        mantissa = value;

        return i;
    }

    /** Of pairs, of pairs of these, and so on: three multiplications. */
    private static long eightDigits(final long word)
    {
        final long digits = word - ZEROS;
        final long pairs = digits * 10 + (digits >>> 8);

        return (pairs & EACH_FOURTH) * MILLION_AND_HUNDRED + (pairs >>> 16 & EACH_FOURTH) * TEN_THOUSAND_AND_ONE >>> 32;
    }

    /** One that may be too long for 64 bits. */
    private void longNumber(final int begin)
    {
        long value = 0;
        boolean isBig = false;
        boolean isFraction = false;
        at = begin;
        int character = peek();
        while (character >= '0' && character <= '9' || character == '.' && !isFraction)
        {
            if (character == '.')
            {
                isFraction = true;
            }
            else
            {
                isBig |= value > TENTH || value == TENTH && character > '7';
                value = value * 10 + character - '0';
            }
            at++;
            character = peek();
        }
        this.mantissa = value;
        this.isBig = isBig;
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
        int i = plainEnd(start);
        int character = buffer.getByte(i++);
        while (character != '"')
        {
            if (character >= 0 && character < ' ')
            {
                at = i;
                throw wrong("a control character in a text");
            }
            if (character == '\\')
            {
                at = i - 1;
                unescape(start);
                return;
            }
            character = buffer.getByte(i++);
        }
        at = i;
        text = buffer;
        textOffset = start;
        textLength = i - 1 - start;
    }

    /** Where a quote, an escape or a control character stands, or where less than a word is left before that. */
    private int plainEnd(final int start)
    {
        final UnsafeBuffer buffer = this.buffer;
        final int last = buffer.capacity() - Long.BYTES;
        int i = start;
        while (i <= last)
        {
            final long word = buffer.getLong(i, ByteOrder.LITTLE_ENDIAN);
            final long special = zeros(word ^ QUOTES) | zeros(word ^ ESCAPES) | word - BLANKS & ~word & TOPS;
            if (special != 0)
            {
                // A borrow makes only bytes above the first one look special.
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            i += Long.BYTES;
        }

        return i;
    }

    /** The highest bit of the lowest byte that is zero, and of some above it; 0: there is none. */
    private static long zeros(final long word)
    {
        return word - ONES & ~word & TOPS;
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
