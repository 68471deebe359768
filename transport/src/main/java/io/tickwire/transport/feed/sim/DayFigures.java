package io.tickwire.transport.feed.sim;

import java.util.List;

/**
 * The last 24 hours of all symbols at all venues, as each venue tells them: as if a day of trading had gone before the
 * first tick. Volumes are kept about there, since what is simulated may be a day in a minute.
 * <p>
 * Bound: 36 bytes a symbol at a venue.
 * Thread: feed-<venue>
 */
final class DayFigures
{
    private static final int DAY_WORTH = 2_000_000;
    private static final int DAY_TRADES = 40_000;
    private static final int RANGE_SHIFT = 6;
    private static final int FADE_SHIFT = 10;
    private static final int FRACTION_BITS = FairPrices.FRACTION_BITS;

    private final int[] opens;
    private final int[] highs;
    private final int[] lows;
    private final long[] volumes;
    private final long[] averages;
    private final long[] trades;

    DayFigures(final List<SimulatedSymbol> symbols, final int venues, final Draws draws)
    {
        final int count = symbols.size() * venues;
        opens = new int[count];
        highs = new int[count];
        lows = new int[count];
        volumes = new long[count];
        averages = new long[count];
        trades = new long[count];
        for (int i = 0; i < count; i++)
        {
            begin(i, symbols.get(i / venues), draws);
        }
    }

    void onTrade(final int instrument, final int price, final int quantity)
    {
        highs[instrument] = Math.max(highs[instrument], price);
        lows[instrument] = Math.min(lows[instrument], price);
        volumes[instrument] += quantity;
        trades[instrument]++;
        final long average = averages[instrument];
        final long towards = ((long)price << FRACTION_BITS) - average;
        averages[instrument] = average + towards * quantity / volumes[instrument];
    }

    /**
     * What was traded long ago leaves.
     */
    void fade(final int instrument)
    {
        volumes[instrument] -= volumes[instrument] >> FADE_SHIFT;
        trades[instrument] -= trades[instrument] >> FADE_SHIFT;
    }

    int open(final int instrument)
    {
        return opens[instrument];
    }

    int high(final int instrument)
    {
        return highs[instrument];
    }

    int low(final int instrument)
    {
        return lows[instrument];
    }

    long volume(final int instrument)
    {
        return volumes[instrument];
    }

    long average(final int instrument)
    {
        return averages[instrument] >> FRACTION_BITS;
    }

    long trades(final int instrument)
    {
        return trades[instrument];
    }

    private void begin(final int instrument, final SimulatedSymbol symbol, final Draws draws)
    {
        final int price = symbol.firstPrice();
        final int range = price >> RANGE_SHIFT;
        opens[instrument] = price - range + draws.below(2 * range);
        highs[instrument] = Math.max(price, opens[instrument]) + draws.below(range);
        lows[instrument] = Math.min(price, opens[instrument]) - draws.below(range);
        volumes[instrument] = draws.heavy(symbol.quantityWorth(DAY_WORTH));
        averages[instrument] = (long)(lows[instrument] + highs[instrument]) << FRACTION_BITS - 1;
        trades[instrument] = DAY_TRADES + draws.below(DAY_TRADES);
    }
}
