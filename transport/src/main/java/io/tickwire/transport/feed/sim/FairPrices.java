package io.tickwire.transport.feed.sim;

import java.util.List;

/**
 * What symbols are worth, one price for all venues: a random walk whose steps are large for a while and then small
 * again, held near where it began. Prices are in 2^-20 ticks here.
 * Thread: feed-<venue>
 */
final class FairPrices
{
    /** Prices are so many bits finer than a tick. */
    static final int FRACTION_BITS = 20;

    /** A calm symbol's volatility. */
    static final int CALM = 1 << 8;

    private static final int WILDEST = 6 * CALM;
    private static final int STEP_SHIFT = 20;
    private static final int MIN_STEP = 1 << FRACTION_BITS >> 3;
    private static final int CALMING_SHIFT = 6;
    private static final int EXCITING_SHIFT = 2;
    private static final int EXCITING_NOISE = 2 * Draws.NOISE;
    private static final int STORM_ODDS = 1 << 13;
    private static final int PULL_SHIFT = 26;
    private static final int SCALE_SHIFT = 18;

    private final long[] first;
    private final long[] prices;
    private final int[] volatilities;

    FairPrices(final List<SimulatedSymbol> symbols)
    {
        final int count = symbols.size();
        first = new long[count];
        prices = new long[count];
        volatilities = new int[count];
        for (int i = 0; i < count; i++)
        {
            first[i] = (long)symbols.get(i).firstPrice() << FRACTION_BITS;
            prices[i] = first[i];
            volatilities[i] = CALM;
        }
    }

    long price(final int symbol)
    {
        return prices[symbol];
    }

    /**
     * How wild a symbol is now, from {@link #CALM} on.
     */
    int volatility(final int symbol)
    {
        return volatilities[symbol];
    }

    /**
     * One step of a symbol's walk. Never leaves the range from half of the first price to twice of it.
     */
    void step(final int symbol, final Draws draws)
    {
        final int noise = draws.noise();
        final long from = prices[symbol];
        final long start = first[symbol];
        final long step = stepOf(from) * volatilities[symbol] * noise >> SCALE_SHIFT;
        prices[symbol] = Math.max(start >> 1, Math.min(start << 1, from + step + (start - from >> PULL_SHIFT)));
        volatilities[symbol] = nextVolatility(volatilities[symbol], noise, draws);
    }

    /**
     * A step of a venue's price beside the fair one.
     */
    long aside(final int symbol, final Draws draws)
    {
        return stepOf(prices[symbol]) * draws.noise() >> Integer.numberOfTrailingZeros(Draws.NOISE);
    }

    /** The standard deviation of a calm step: a millionth of the price, or an eighth of a tick. */
    private static long stepOf(final long price)
    {
        return Math.max(MIN_STEP, price >> STEP_SHIFT);
    }

    private static int nextVolatility(final int volatility, final int noise, final Draws draws)
    {
        if (draws.below(STORM_ODDS) == 0)
        {
            return WILDEST;
        }

        final int calmer = volatility - (volatility - CALM >> CALMING_SHIFT);

        return Math.abs(noise) > EXCITING_NOISE ? Math.min(WILDEST, calmer + (calmer >> EXCITING_SHIFT)) : calmer;
    }
}
