package io.tickwire.engine.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers as text, as JSON and most venues show them: exact, the shortest form, never with an exponent and never
 * through a double.
 * Each method may touch {@link #SLACK_BYTES} beyond what it writes.
 * Thread: any
 */
public final class NumberText
{
    /** Room that a writer needs behind what it writes. */
    public static final int SLACK_BYTES = 16;

    /** No integer is longer than this. */
    public static final int MAX_INTEGER_BYTES = 20;

    /** No decimal is longer than this: a sign, 19 digits and 18 zeros. */
    public static final int MAX_DECIMAL_BYTES = 38;

    private static final VarHandle WORD =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int EIGHT = 8;
    private static final long TEN_THOUSAND = 10_000;
    private static final long HUNDRED_MILLION = 100_000_000;
    private static final long TEN_TO_16 = HUNDRED_MILLION * HUNDRED_MILLION;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final byte[] MIN_VALUE = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0', '8'};

    /** For each count of places n: 2^(64 + shift) / 10^n, rounded up, with a shift that leaves 64 bits. */
    private static final long[] RECIPROCALS = new long[1 - Decimals.MIN_EXPONENT];
    private static final int[] RECIPROCAL_SHIFTS = new int[RECIPROCALS.length];

    static
    {
        for (int i = 1; i < RECIPROCALS.length; i++)
        {
            final BigInteger power = BigInteger.TEN.pow(i);
            final int shift = power.bitLength() - 1;
            final BigInteger[] parts = BigInteger.ONE.shiftLeft(Long.SIZE + shift).divideAndRemainder(power);
            RECIPROCALS[i] = parts[0].add(BigInteger.ONE).longValue();
            RECIPROCAL_SHIFTS[i] = shift;
        }
    }

    private NumberText()
    {
    }

    /**
     * No decimal of an exponent is longer than this.
     */
    public static int maxDecimalBytes(final int exponent)
    {
        // With a fraction: a sign, a point, and 19 digits of which one may be a zero before the point.
        return exponent > 0 ? MAX_INTEGER_BYTES + exponent : MAX_INTEGER_BYTES + 1;
    }

    /**
     * Write an integer.
     *
     * @return where the text ends.
     */
    public static int putLong(final byte[] bytes, final int offset, final long value)
    {
        if (value >= 0)
        {
            return putPositive(bytes, offset, value);
        }
        if (value == Long.MIN_VALUE)
        {
            System.arraycopy(MIN_VALUE, 0, bytes, offset, MIN_VALUE.length);
            return offset + MIN_VALUE.length;
        }

        bytes[offset] = (byte)'-';

        return putPositive(bytes, offset + 1, -value);
    }

    /**
     * Write 64 bits as the unsigned integer that they are.
     *
     * @return where the text ends.
     */
    public static int putUnsigned(final byte[] bytes, final int offset, final long value)
    {
        if (value >= 0)
        {
            return putPositive(bytes, offset, value);
        }

        final long above = Long.divideUnsigned(value, HUNDRED_MILLION);
        final int at = putPositive(bytes, offset, above);
        putEight(bytes, at, digitsOf((int)(value - above * HUNDRED_MILLION)));

        return at + EIGHT;
    }

    /**
     * Write a decimal.
     *
     * @param mantissa anything but {@link Decimals#NULL}.
     * @return where the text ends.
     */
    public static int putDecimal(final byte[] bytes, final int offset, final long mantissa, final int exponent)
    {
        if (exponent == 0 || mantissa == 0)
        {
            return putLong(bytes, offset, mantissa);
        }
        if (exponent > 0)
        {
            return putZeros(bytes, putLong(bytes, offset, mantissa), exponent);
        }

        int at = offset;
        long magnitude = mantissa;
        if (mantissa < 0)
        {
            bytes[at++] = (byte)'-';
            magnitude = -mantissa;
        }

        final long whole = wholeOf(magnitude, -exponent);
        final long fraction = magnitude - whole * Decimals.power(-exponent);
        at = putPositive(bytes, at, whole);

        return fraction == 0 ? at : putFraction(bytes, at, fraction, -exponent);
    }

    /**
     * A mantissa's whole part: it divided by ten to the power of its places, by a multiplication. The reciprocal is
     * rounded up and has 64 bits, its highest set: read as signed it is too small by 2^64, which is made good by adding
     * the mantissa. It is exact for all that is below 2^63.
     */
    private static long wholeOf(final long magnitude, final int places)
    {
        return Math.multiplyHigh(magnitude, RECIPROCALS[places]) + magnitude >>> RECIPROCAL_SHIFTS[places];
    }

    private static int putFraction(final byte[] bytes, final int offset, final long fraction, final int places)
    {
        bytes[offset] = (byte)'.';
        if (places <= EIGHT)
        {
            final long digits = digitsOf((int)(fraction * Decimals.power(EIGHT - places)));
            putEight(bytes, offset + 1, digits);

            return offset + 1 + withoutTrailingZeros(digits);
        }
        if (places <= 2 * EIGHT)
        {
            return putLongFraction(bytes, offset + 1, fraction * Decimals.power(2 * EIGHT - places));
        }

        // 17 or 18 places: one or two, then sixteen.
        final long rest = fraction % TEN_TO_16;
        final int at = putLeading(bytes, offset + 1, fraction / TEN_TO_16, places - 2 * EIGHT);

        return rest == 0 ? withoutZerosBefore(bytes, at) : putLongFraction(bytes, at, rest);
    }

    /** Sixteen places, of which trailing zeros do not count. */
    private static int putLongFraction(final byte[] bytes, final int offset, final long fraction)
    {
        final long above = fraction / HUNDRED_MILLION;
        final long high = digitsOf((int)above);
        final long low = digitsOf((int)(fraction - above * HUNDRED_MILLION));
        putEight(bytes, offset, high);
        putEight(bytes, offset + EIGHT, low);

        return low == 0 ? offset + withoutTrailingZeros(high) : offset + EIGHT + withoutTrailingZeros(low);
    }

    private static int putLeading(final byte[] bytes, final int offset, final long value, final int places)
    {
        WORD.set(bytes, offset, (ZEROS | digitsOf((int)value)) >>> (EIGHT - places) * Byte.SIZE);

        return offset + places;
    }

    private static int withoutZerosBefore(final byte[] bytes, final int end)
    {
        return bytes[end - 1] == '0' ? end - 1 : end;
    }

    private static int putPositive(final byte[] bytes, final int offset, final long value)
    {
        if (value < HUNDRED_MILLION)
        {
            return putUpToEight(bytes, offset, (int)value);
        }

        final long above = value / HUNDRED_MILLION;
        final int at = above < HUNDRED_MILLION ?
            putUpToEight(bytes, offset, (int)above) : putPositive(bytes, offset, above);
        putEight(bytes, at, digitsOf((int)(value - above * HUNDRED_MILLION)));

        return at + EIGHT;
    }

    private static int putUpToEight(final byte[] bytes, final int offset, final int value)
    {
        final long digits = digitsOf(value);
        // Leading zeros are the low bytes; a zero keeps its last.
        final int zeros = Math.min(EIGHT - 1, Long.numberOfTrailingZeros(digits) >> 3);
        WORD.set(bytes, offset, (ZEROS | digits) >>> zeros * Byte.SIZE);

        return offset + EIGHT - zeros;
    }

    private static void putEight(final byte[] bytes, final int offset, final long digits)
    {
        WORD.set(bytes, offset, ZEROS | digits);
    }

    /** How many of eight digits are left when trailing zeros, the high bytes, are left out. */
    private static int withoutTrailingZeros(final long digits)
    {
        return EIGHT - (Long.numberOfLeadingZeros(digits) >> 3);
    }

    /**
     * The eight digits of a number below a hundred million, a byte each, the first in the lowest byte. They are split
     * in halves side by side: four and four, two and two, one and one, a reciprocal standing for each division.
     */
    private static long digitsOf(final int value)
    {
        final long high = value / TEN_THOUSAND;
        final long fours = high | value - high * TEN_THOUSAND << 32;
        final long hundreds = fours * 10_486 >>> 20 & 0x7f_0000_007fL;
        final long twos = hundreds | fours - hundreds * 100 << 16;
        final long tens = twos * 103 >>> 10 & 0x000f_000f_000f_000fL;

        return tens | twos - tens * 10 << 8;
    }

    private static int putZeros(final byte[] bytes, final int offset, final int count)
    {
        Arrays.fill(bytes, offset, offset + count, (byte)'0');

        return offset + count;
    }
}
