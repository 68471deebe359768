package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.schema.Decimals;

/**
 * Which exponents would have held the values of an instrument that its own could not hold exactly.
 * Thread: feed-<venue>
 */
public final class ExponentNeeds
{
    private static final int MAX_DIGITS = 18;

    /** What the largest value needs at least. */
    private int lowest = Decimals.MIN_EXPONENT;

    /** What the finest value needs at most. */
    private int highest = Decimals.MAX_EXPONENT;

    /**
     * An exponent that is as near to the one that the instrument has as all values allow; where they do not agree,
     * large values win over fine ones.
     */
    public int choose(final int exponent)
    {
        return Math.max(lowest, Math.min(highest, exponent));
    }

    /** The value {@code mantissa x 10^-decimals} is to be held. */
    void add(final long mantissa, final int decimals)
    {
        if (mantissa == 0 || mantissa == Decimals.NULL || !Decimals.isExponent(-decimals))
        {
            return;
        }

        long rest = mantissa;
        int exponent = -decimals;
        while (rest % 10 == 0)
        {
            rest /= 10;
            exponent++;
        }
        int digits = 0;
        while (rest != 0)
        {
            rest /= 10;
            digits++;
        }
        highest = Math.min(highest, exponent);
        lowest = Math.max(lowest, exponent + digits - MAX_DIGITS);
    }

    /** The value is to be held, if this exponent can not. */
    void addInexact(final long mantissa, final int decimals, final int exponent)
    {
        if (mantissa != Decimals.NULL && Decimals.rescale(mantissa, -decimals, exponent) == Decimals.NULL)
        {
            add(mantissa, decimals);
        }
    }

    void addInexact(final JsonDecimal value, final int exponent)
    {
        if (value.isKnown())
        {
            addInexact(value.mantissa(), value.decimals(), exponent);
        }
    }

    void add(final JsonDecimal value)
    {
        if (value.isKnown())
        {
            add(value.mantissa(), value.decimals());
        }
    }
}
