package io.tickwire.engine.feed.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a message at a time, the first in the lowest byte of the word. In what the searches return each byte
 * that is meant has its high bit set; above the lowest one there may be some that are not.
 * Thread: any
 */
public final class Words
{
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    /** What is added to a byte less its character, so that its high bit says that it is none of ten digits. */
    static final long DIGIT = 0x80 - 10;

    /** The same, to say that it is not the character itself. */
    static final long EXACTLY = 0x7F;
    static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long ZEROS = ONES * '0';
    private static final long ABOVE_NINE = ONES * DIGIT;

    private Words()
    {
    }

    public static long load(final byte[] buffer, final int offset)
    {
        return (long)LONGS.get(buffer, offset);
    }

    /** Where a string can not just go on: a quote, a backslash or a control character. */
    static long stringEnds(final long word)
    {
        final long quotes = word ^ QUOTES;
        final long backslashes = word ^ BACKSLASHES;

        return ((quotes - ONES) & ~quotes | (backslashes - ONES) & ~backslashes | (word - SPACES) & ~word) & HIGH_BITS;
    }

    /** Each digit as its value. */
    static long digitValues(final long word)
    {
        return word ^ ZEROS;
    }

    /** Where digits end. */
    static long digitEnds(final long digitValues)
    {
        return (digitValues + ABOVE_NINE | digitValues) & HIGH_BITS;
    }

    /** How many bytes stand before the first that is meant; 8 where there is none. */
    static int bytesBefore(final long found)
    {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** The number that eight digits are, the first of them in the lowest byte. */
    static long numberOf(final long digitValues)
    {
        final long pairs = digitValues * 10 + (digitValues >>> 8);
        final long mask = 0x0000_00FF_0000_00FFL;

        return (pairs & mask) * 0x000F_4240_0000_0064L + (pairs >>> 16 & mask) * 0x0000_2710_0000_0001L >>> 32;
    }

    /** Whether it may stand in a number, true, false or null. */
    static boolean isOfScalar(final byte value)
    {
        return value >= '0' && value <= '9' || value >= 'a' && value <= 'z' || value == '-' || value == '+' ||
            value == '.' || value == 'E';
    }

    static boolean isSpace(final byte value)
    {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }
}
