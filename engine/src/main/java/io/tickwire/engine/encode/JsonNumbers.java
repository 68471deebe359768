package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Numbers as JSON shows them: exact, the shortest form, never with an exponent and never through a double.
 * Each method may touch {@link #SLACK_BYTES} beyond what it writes.
 * Thread: any
 */
final class JsonNumbers
{
    /** Room that a writer needs behind what it writes. */
    static final int SLACK_BYTES = 8;

    /** No integer is longer than this. */
    static final int MAX_INTEGER_BYTES = 20;

    /** No decimal is longer than this: a sign, 19 digits and 18 zeros. */
    static final int MAX_DECIMAL_BYTES = 38;

    private static final int HUNDRED = 100;
    private static final long TEN_THOUSAND = 10_000;
    private static final long HUNDRED_MILLION = 100_000_000;
    private static final byte[] MIN_VALUE = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0', '8'};
    private static final short[] PAIRS = pairs();

    private JsonNumbers()
    {
    }

    /**
     * Write an integer.
     *
     * @return where the text ends.
     */
    static int putLong(final UnsafeBuffer buffer, final int offset, final long value)
    {
        if (value >= 0)
        {
            return putPositive(buffer, offset, value);
        }
        if (value == Long.MIN_VALUE)
        {
            buffer.putBytes(offset, MIN_VALUE);
            return offset + MIN_VALUE.length;
        }

        buffer.putByte(offset, (byte)'-');

        return putPositive(buffer, offset + 1, -value);
    }

    /**
     * Write 64 bits as the unsigned integer that they are.
     *
     * @return where the text ends.
     */
    static int putUnsigned(final UnsafeBuffer buffer, final int offset, final long value)
    {
        if (value >= 0)
        {
            return putPositive(buffer, offset, value);
        }

        final long above = Long.divideUnsigned(value, HUNDRED_MILLION);
        final int end = putPositive(buffer, offset, above) + 8;
        putEight(buffer, end, (int)(value - above * HUNDRED_MILLION));

        return end;
    }

    /**
     * Write a decimal.
     *
     * @param mantissa anything but {@link Decimals#NULL}.
     * @return where the text ends.
     */
    static int putDecimal(final UnsafeBuffer buffer, final int offset, final long mantissa, final int exponent)
    {
        if (exponent == 0 || mantissa == 0)
        {
            return putLong(buffer, offset, mantissa);
        }
        if (exponent > 0)
        {
            return putZeros(buffer, putLong(buffer, offset, mantissa), exponent);
        }

        int at = offset;
        long magnitude = mantissa;
        if (mantissa < 0)
        {
            buffer.putByte(at++, (byte)'-');
            magnitude = -mantissa;
        }

        final long unit = Decimals.power(-exponent);
        final long whole = magnitude / unit;
        final long fraction = magnitude - whole * unit;
        at = putPositive(buffer, at, whole);

        return fraction == 0 ? at : putFraction(buffer, at, fraction, -exponent);
    }

    private static int putFraction(final UnsafeBuffer buffer, final int offset, final long fraction, final int digits)
    {
        buffer.putByte(offset, (byte)'.');
        int places = digits;
        long rest = fraction;
        while (rest % TEN_THOUSAND == 0)
        {
            rest /= TEN_THOUSAND;
            places -= 4;
        }
        while (rest % 10 == 0)
        {
            rest /= 10;
            places--;
        }
        putDigits(buffer, offset + 1, rest, places);

        return offset + 1 + places;
    }

    private static int putPositive(final UnsafeBuffer buffer, final int offset, final long value)
    {
        final int digits = digits(value);
        putDigits(buffer, offset, value, digits);

        return offset + digits;
    }

    private static void putDigits(final UnsafeBuffer buffer, final int offset, final long value, final int digits)
    {
        int at = offset + digits;
        long rest = value;
        while (rest >= HUNDRED_MILLION)
        {
            final long above = rest / HUNDRED_MILLION;
            at = putEight(buffer, at, (int)(rest - above * HUNDRED_MILLION));
            rest = above;
        }

        int low = (int)rest;
        while (at - offset >= 2)
        {
            final int above = low / HUNDRED;
            at -= 2;
            buffer.putShort(at, PAIRS[low - above * HUNDRED], ByteOrder.LITTLE_ENDIAN);
            low = above;
        }
        if (at > offset)
        {
            buffer.putByte(offset, (byte)('0' + low));
        }
    }

    private static int putEight(final UnsafeBuffer buffer, final int end, final int value)
    {
        final int high = value / (int)TEN_THOUSAND;
        final int low = value - high * (int)TEN_THOUSAND;
        final int highPair = high / HUNDRED;
        final int lowPair = low / HUNDRED;
        buffer.putShort(end - 8, PAIRS[highPair], ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(end - 6, PAIRS[high - highPair * HUNDRED], ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(end - 4, PAIRS[lowPair], ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(end - 2, PAIRS[low - lowPair * HUNDRED], ByteOrder.LITTLE_ENDIAN);

        return end - 8;
    }

    private static int putZeros(final UnsafeBuffer buffer, final int offset, final int count)
    {
        buffer.setMemory(offset, count, (byte)'0');

        return offset + count;
    }

    private static int digits(final long value)
    {
        // The number of bits tells the number of digits but for one, which a look at the power of ten settles.
        final int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        final int estimate = bits * 1233 >>> 12;

        return value < power(estimate) ? Math.max(1, estimate) : estimate + 1;
    }

    private static long power(final int exponent)
    {
        return exponent > Decimals.MAX_EXPONENT ? Long.MAX_VALUE : Decimals.power(exponent);
    }

    private static short[] pairs()
    {
        final short[] pairs = new short[HUNDRED];
        for (int i = 0; i < HUNDRED; i++)
        {
            pairs[i] = (short)('0' + i / 10 | '0' + i % 10 << 8);
        }

        return pairs;
    }
}
