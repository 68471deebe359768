package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Decimals;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Makes mantissas of numbers as publishers write them. A text is taken exactly or not at all, in a time that its
 * length bounds, whatever its power of ten; a float is taken as the decimal that it stands for.
 * Thread: any
 */
final class DecimalText
{
    /** What all methods return for what the exponent can not hold, or what is no number. */
    static final long NONE = Decimals.NULL;

    private static final int MAX_POWER = 100_000;
    private static final int MAX_ULPS = 4;
    private static final long LAST_TENTH = Long.MAX_VALUE / 10;
    private static final int LAST_DIGIT = (int)(Long.MAX_VALUE % 10);

    private DecimalText()
    {
    }

    /**
     * The mantissa of a text such as {@code -12.50} or {@code 1.25e-3}.
     */
    static long mantissa(final CharSequence text, final int exponent)
    {
        final int length = text.length();
        final boolean isNegative = length > 0 && text.charAt(0) == '-';
        int at = isNegative ? 1 : 0;
        long digits = 0;
        int zeros = 0;
        int digitCount = 0;
        int fraction = 0;
        boolean isFraction = false;
        for (; at < length; at++)
        {
            final char next = text.charAt(at);
            if (next == '.' && !isFraction && digitCount > 0)
            {
                isFraction = true;
                continue;
            }
            if (next < '0' || next > '9')
            {
                break;
            }
            digitCount++;
            fraction += isFraction ? 1 : 0;
            if (next == '0')
            {
                // Zeros count once a digit follows: those at the end are of no weight.
                zeros += digits == 0 ? 0 : 1;
                continue;
            }
            for (; zeros >= 0; zeros--)
            {
                final int digit = zeros == 0 ? next - '0' : 0;
                if (digits > LAST_TENTH || digits == LAST_TENTH && digit > LAST_DIGIT)
                {
                    return NONE;
                }
                digits = 10 * digits + digit;
            }
            zeros = 0;
        }
        if (digitCount == 0 || isFraction && fraction == 0)
        {
            return NONE;
        }
        final int power = at == length ? 0 : power(text, at);
        if (power == Integer.MIN_VALUE)
        {
            return NONE;
        }
        final long mantissa = scaled(digits, power + zeros - fraction - exponent);

        return isNegative && mantissa != NONE ? -mantissa : mantissa;
    }

    /**
     * The mantissa of a whole number.
     */
    static long mantissa(final long value, final int exponent)
    {
        return value == NONE ? NONE : scaled(value, -exponent);
    }

    /**
     * The nearest mantissa of a float, where it is as near as a few roundings leave it: 0.1 + 0.2 is 0.3, and 0.35 is
     * none of exponent -1.
     */
    static long mantissa(final double value, final int exponent)
    {
        if (!Double.isFinite(value))
        {
            return NONE;
        }
        final BigDecimal nearest = new BigDecimal(value).setScale(-exponent, RoundingMode.HALF_EVEN);
        if (nearest.unscaledValue().bitLength() >= Long.SIZE)
        {
            return NONE;
        }
        final long mantissa = nearest.unscaledValue().longValue();
        final double off = Math.abs(Decimals.toDouble(mantissa, exponent) - value);

        return mantissa != NONE && off <= MAX_ULPS * Math.ulp(value) ? mantissa : NONE;
    }

    /** What follows the digits: e, a sign, more digits, and nothing else. */
    private static int power(final CharSequence text, final int from)
    {
        final int length = text.length();
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E')
        {
            return Integer.MIN_VALUE;
        }
        int at = from + 1;
        final boolean isNegative = at < length && text.charAt(at) == '-';
        at += at < length && (isNegative || text.charAt(at) == '+') ? 1 : 0;
        if (at == length)
        {
            return Integer.MIN_VALUE;
        }
        int power = 0;
        for (; at < length; at++)
        {
            final int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9)
            {
                return Integer.MIN_VALUE;
            }
            power = Math.min(MAX_POWER, 10 * power + digit);
        }

        return isNegative ? -power : power;
    }

    private static long scaled(final long value, final int shift)
    {
        if (value == 0)
        {
            return 0;
        }

        return shift < Decimals.MIN_EXPONENT || shift > Decimals.MAX_EXPONENT ?
            NONE : Decimals.rescale(value, shift, 0);
    }
}
