package io.tickwire.engine.feed.json;

import io.tickwire.engine.schema.Decimals;

/**
 * A number of a message, kept until the symbol that it belongs to is known.
 * Thread: feed-<venue>
 */
public final class JsonDecimal
{
    private boolean isKnown;
    private boolean isExact;
    private long mantissa;
    private int decimals;

    public void clear()
    {
        isKnown = false;
    }

    /** The next value must be this number. */
    public void read(final JsonReader reader)
    {
        reader.readDecimal();
        isKnown = reader.isKnown();
        isExact = reader.isExact();
        mantissa = reader.mantissa();
        decimals = reader.decimals();
    }

    /**
     * Take the next value if it is a number of the shape that it had the last time.
     *
     * @return whether it was.
     */
    public boolean readExpected(final JsonReader reader)
    {
        final boolean isExpected = reader.readExpectedDecimal();
        if (isExpected)
        {
            isKnown = true;
            isExact = true;
            mantissa = reader.mantissa();
            decimals = reader.decimals();
        }

        return isExpected;
    }

    /** It is nearly {@code mantissa x 10^-decimals}. */
    public void setRounded(final long mantissa, final int decimals)
    {
        set(mantissa, decimals);
        isExact = false;
    }

    /** It is {@code mantissa x 10^-decimals}. */
    public void set(final long mantissa, final int decimals)
    {
        isKnown = true;
        isExact = true;
        this.mantissa = mantissa;
        this.decimals = decimals;
    }

    /** It is what the other one is. */
    public void set(final JsonDecimal other)
    {
        isKnown = other.isKnown;
        isExact = other.isExact;
        mantissa = other.mantissa;
        decimals = other.decimals;
    }

    /** Turn its sign. */
    public void negate()
    {
        mantissa = -mantissa;
    }

    /** Whether it came, and was neither null nor an empty string. */
    public boolean isKnown()
    {
        return isKnown;
    }

    /** Whether it is exactly what was sent, where it is known. */
    public boolean isExact()
    {
        return isExact;
    }

    /** It is {@code mantissa x 10^-decimals}, where it is known. */
    public long mantissa()
    {
        return mantissa;
    }

    public int decimals()
    {
        return decimals;
    }

    /**
     * Its mantissa under an exponent; {@code Decimals.NULL} where it is not known, or the exponent can not hold it
     * exactly.
     */
    public long at(final int exponent)
    {
        return isKnown && isExact ? Decimals.rescale(mantissa, -decimals, exponent) : Decimals.NULL;
    }

    /**
     * Its mantissa under an exponent, rounded where it is finer; {@code Decimals.NULL} where it is not known, or too
     * large.
     */
    public long roundedAt(final int exponent)
    {
        return isKnown ? Decimals.rescaleRounded(mantissa, -decimals, exponent) : Decimals.NULL;
    }

    /**
     * Whether its mantissa under an exponent is all that came: where it is known, that it can be held.
     */
    public boolean fits(final int exponent)
    {
        return !isKnown || at(exponent) != Decimals.NULL;
    }

    /**
     * The greatest exponent that can hold all multiples of it.
     *
     * @throws MalformedMessageException where it is not known or no step.
     */
    public int stepExponent()
    {
        return JsonNumbers.stepExponent(isKnown && isExact ? mantissa : 0, decimals);
    }
}
