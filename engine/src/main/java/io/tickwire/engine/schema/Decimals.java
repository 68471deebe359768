package io.tickwire.engine.schema;

/**
 * What a mantissa and an exponent mean: {@code mantissa x 10^exponent}, exponents from -18 to 18.
 * Nothing here allocates, and each conversion is exact or correctly rounded.
 * Thread: any
 */
public final class Decimals
{
    /** The mantissa that stands for "not known". */
    public static final long NULL = Long.MIN_VALUE;

    /** Exponents are not below this. */
    public static final int MIN_EXPONENT = -18;

    /** Exponents are not above this. */
    public static final int MAX_EXPONENT = 18;

    /** The exponent of all percentages. */
    public static final int PERCENT_EXPONENT = -4;

    private static final long EXACT_LONGS = 1L << 53;
    private static final int SIGNIFICAND_BITS = 53;

    /** Five times this is 1 modulo 2^64. */
    private static final long INVERSE_OF_FIVE = 0xCCCC_CCCC_CCCC_CCCDL;
    private static final long HALF_OF_TOO_LARGE = 5_000_000_000_000_000_000L;

    private static final long[] POWERS = powers();
    private static final long[] INVERSES_OF_FIVES = inversesOfFives();
    private static final long[] QUOTIENTS_BY_FIVES = quotientsByFives();
    private static final double[] DOUBLE_POWERS = doublePowers();

    private Decimals()
    {
    }

    /**
     * Ten to the power of 0 to 18.
     */
    public static long power(final int exponent)
    {
        return POWERS[exponent];
    }

    /**
     * Whether an exponent is in the range that is kept here.
     */
    public static boolean isExponent(final int exponent)
    {
        return exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT;
    }

    /**
     * The exponent itself.
     *
     * @throws IllegalArgumentException where it is out of range.
     */
    public static int requireExponent(final String what, final int exponent)
    {
        if (!isExponent(exponent))
        {
            throw new IllegalArgumentException(
                what + " must be from " + MIN_EXPONENT + " to " + MAX_EXPONENT + ": " + what + "=" + exponent);
        }

        return exponent;
    }

    /**
     * The same value under another exponent, or {@link #NULL} where the other exponent can not hold it exactly.
     * Not known stays not known.
     */
    public static long rescale(final long mantissa, final int fromExponent, final int toExponent)
    {
        if (fromExponent == toExponent || mantissa == 0 || mantissa == NULL)
        {
            return mantissa;
        }

        final int shift = fromExponent - toExponent;
        if (shift > MAX_EXPONENT || shift < MIN_EXPONENT)
        {
            return NULL;
        }

        return shift > 0 ? multiplyExact(mantissa, POWERS[shift]) : divideExact(mantissa, -shift);
    }

    /**
     * The nearest value under another exponent, halves away from 0; {@link #NULL} where it is too large for that.
     */
    public static long rescaleRounded(final long mantissa, final int fromExponent, final int toExponent)
    {
        final int shift = toExponent - fromExponent;
        if (mantissa == NULL || shift <= 0)
        {
            return rescale(mantissa, fromExponent, toExponent);
        }
        if (shift > MAX_EXPONENT)
        {
            return shift == MAX_EXPONENT + 1 && (mantissa >= HALF_OF_TOO_LARGE || mantissa <= -HALF_OF_TOO_LARGE) ?
                Long.signum(mantissa) : 0;
        }

        final long divisor = POWERS[shift];
        final long remainder = mantissa % divisor;
        final long quotient = mantissa / divisor;

        return Math.abs(remainder) >= divisor - Math.abs(remainder) ? quotient + Long.signum(mantissa) : quotient;
    }

    /**
     * The greatest exponent that holds a value exactly, which is not 0.
     */
    public static int coarsestExponent(final long mantissa, final int exponent)
    {
        long rest = mantissa;
        int coarsest = exponent;
        while (rest % 10 == 0)
        {
            rest /= 10;
            coarsest++;
        }

        return coarsest;
    }

    /**
     * The double that is nearest to the value, ties to even.
     */
    public static double toDouble(final long mantissa, final int exponent)
    {
        if (isExactDouble(mantissa))
        {
            // Both operands are exact, so that the one operation rounds once, and correctly.
            return exponent <= 0 ? mantissa / DOUBLE_POWERS[-exponent] : mantissa * DOUBLE_POWERS[exponent];
        }

        return toDoubleSlow(mantissa, exponent);
    }

    /**
     * Whether a mantissa is small enough to be a double exactly, so that a division by a power of ten rounds once.
     */
    public static boolean isExactDouble(final long mantissa)
    {
        return mantissa > -EXACT_LONGS && mantissa < EXACT_LONGS;
    }

    private static double toDoubleSlow(final long mantissa, final int exponent)
    {
        // The magnitude of Long.MIN_VALUE is itself, read as unsigned.
        final long magnitude = Math.abs(mantissa);
        final double value = exponent <= 0 ?
            nearestQuotient(magnitude, POWERS[-exponent]) :
            nearestProduct(magnitude, POWERS[exponent]);

        return mantissa < 0 ? -value : value;
    }

    private static double nearestQuotient(final long dividend, final long divisor)
    {
        // Long division in binary: bits are brought down until the quotient has a significand and one bit to round by.
        long quotient = Long.divideUnsigned(dividend, divisor);
        long remainder = Long.remainderUnsigned(dividend, divisor);
        int scale = 0;
        while (Long.numberOfLeadingZeros(quotient) > Long.SIZE - SIGNIFICAND_BITS - 2)
        {
            remainder <<= 1;
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, divisor) >= 0)
            {
                remainder -= divisor;
                quotient |= 1;
            }
            scale--;
        }

        return nearest(quotient, scale, remainder != 0);
    }

    private static double nearestProduct(final long left, final long right)
    {
        final long high = Math.multiplyHigh(left, right) + (left < 0 ? right : 0);
        final long low = left * right;
        if (high == 0)
        {
            return nearest(low, 0, false);
        }

        final int shift = Long.SIZE - Long.numberOfLeadingZeros(high);
        final long top = shift == Long.SIZE ? high : high << (Long.SIZE - shift) | low >>> shift;
        final long rest = shift == Long.SIZE ? low : low << (Long.SIZE - shift);

        return nearest(top, shift, rest != 0);
    }

    private static double nearest(final long bits, final int scale, final boolean hasMore)
    {
        final int excess = Long.SIZE - Long.numberOfLeadingZeros(bits) - SIGNIFICAND_BITS;
        if (excess <= 0)
        {
            return Math.scalb((double)bits, scale);
        }

        final long half = 1L << (excess - 1);
        final long tail = bits & ((half << 1) - 1);
        long significand = bits >>> excess;
        if (tail > half || tail == half && (hasMore || (significand & 1) == 1))
        {
            significand++;
        }

        return Math.scalb((double)significand, scale + excess);
    }

    private static long multiplyExact(final long mantissa, final long factor)
    {
        final long product = mantissa * factor;
        final long high = Math.multiplyHigh(mantissa, factor);

        return high == product >> (Long.SIZE - 1) ? product : NULL;
    }

    /**
     * By ten to the power of this: the zero bits at the end are shifted out, and what is left is multiplied by the
     * inverse of the power of five modulo 2^64. That gives the quotient where there is no remainder, and where there is
     * one a number that no quotient can be, too far from 0.
     */
    private static long divideExact(final long mantissa, final int exponent)
    {
        final long quotient = (mantissa >> exponent) * INVERSES_OF_FIVES[exponent];
        final long limit = QUOTIENTS_BY_FIVES[exponent];

        return mantissa << Long.SIZE - exponent == 0 && quotient <= limit && quotient >= -limit ? quotient : NULL;
    }

    private static long[] powers()
    {
        final long[] powers = new long[MAX_EXPONENT + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private static long[] inversesOfFives()
    {
        final long[] inverses = new long[MAX_EXPONENT + 1];
        inverses[0] = 1;
        for (int i = 1; i < inverses.length; i++)
        {
            inverses[i] = inverses[i - 1] * INVERSE_OF_FIVE;
        }

        return inverses;
    }

    private static long[] quotientsByFives()
    {
        final long[] quotients = new long[MAX_EXPONENT + 1];
        quotients[0] = Long.MAX_VALUE;
        for (int i = 1; i < quotients.length; i++)
        {
            quotients[i] = quotients[i - 1] / 5;
        }

        return quotients;
    }

    private static double[] doublePowers()
    {
        final double[] powers = new double[MAX_EXPONENT + 1];
        for (int i = 0; i < powers.length; i++)
        {
            powers[i] = POWERS[i];
        }

        return powers;
    }
}
