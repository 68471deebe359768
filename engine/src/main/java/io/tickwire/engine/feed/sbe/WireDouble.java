package io.tickwire.engine.feed.sbe;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

/**
 * Decimals that a venue sends as doubles. A double stands for the shortest decimal that is nearest to it: 0.1, and not
 * 0.1000000000000000055511151231257827.
 * <p>
 * A mantissa below 2^53 and a power of ten up to 10^18 are doubles, so that their quotient is the double nearest to the
 * decimal; the first that is the double itself has the fewest digits.
 * Thread: any
 */
public final class WireDouble
{
    private static final MalformedMessageException TOO_LARGE = new MalformedMessageException("a number is too large");
    private static final int MAX_DECIMALS = -Decimals.MIN_EXPONENT;
    private static final double EXACT_LONGS = 1L << 53;

    private WireDouble()
    {
    }

    /**
     * Read a double; one that is no number is not known, and one that has too many digits is rounded.
     *
     * @throws MalformedMessageException where it is not below 2^53.
     */
    public static void read(final double value, final JsonDecimal out)
    {
        if (Double.isNaN(value))
        {
            out.clear();
            return;
        }
        if (Math.abs(value) >= EXACT_LONGS)
        {
            throw TOO_LARGE;
        }

        long mantissa = 0;
        int decimals = 0;
        while (decimals <= MAX_DECIMALS)
        {
            final long power = Decimals.power(decimals);
            final double scaled = value * power;
            if (Math.abs(scaled) >= EXACT_LONGS)
            {
                break;
            }
            mantissa = Math.round(scaled);
            if ((double)mantissa / power == value)
            {
                out.set(mantissa, decimals);
                return;
            }
            decimals++;
        }
        out.setRounded(mantissa, decimals - 1);
    }
}
