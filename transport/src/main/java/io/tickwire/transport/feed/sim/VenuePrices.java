package io.tickwire.transport.feed.sim;

/**
 * Where each venue quotes each symbol: beside the fair price, by what comes back to nothing; and at one of them, now
 * and then, so far ahead of the others that it pays to trade between them.
 * <p>
 * Bound: 8 bytes a symbol at a venue.
 * Thread: feed-<venue>
 */
final class VenuePrices
{
    private static final int NONE = -1;
    private static final int OFFSET_SHIFT = 4;
    private static final int CALM_SPREADS = 2;
    private static final int WILD_SPREADS = 6;

    /** A gap is above two fees of a tenth of a percent. */
    private static final int GAP_PER_MILLION = 2_500;
    private static final int GAP_RANGE_PER_MILLION = 4_000;
    private static final long MILLION = 1_000_000;
    private static final int GAP_EVENTS = 64;
    private static final int GAP_RANGE_EVENTS = 512;

    private final int venues;
    private final FairPrices fair;
    private final Draws draws;
    private final long[] offsets;
    private int ahead = NONE;
    private long gap;
    private int eventsLeft;

    VenuePrices(final int symbols, final int venues, final FairPrices fair, final Draws draws)
    {
        this.venues = venues;
        this.fair = fair;
        this.draws = draws;
        offsets = new long[symbols * venues];
        for (int i = 0; i < offsets.length; i++)
        {
            offsets[i] = fair.aside(i / venues, draws);
        }
    }

    /**
     * The fair price moves, and the instrument's venue goes after it.
     */
    void step(final int instrument)
    {
        final int symbol = instrument / venues;
        fair.step(symbol, draws);
        final long offset = offsets[instrument];
        offsets[instrument] = offset - (offset >> OFFSET_SHIFT) + fair.aside(symbol, draws);
    }

    /**
     * The bid that an instrument's venue has in mind.
     */
    int bid(final int instrument, final int spread)
    {
        final long middle = fair.price(instrument / venues) + offsets[instrument] + (instrument == ahead ? gap : 0);

        return (int)(middle >> FairPrices.FRACTION_BITS) - spread / 2;
    }

    /**
     * From bid to ask, in ticks.
     */
    int spread(final int instrument)
    {
        final boolean isWild = fair.volatility(instrument / venues) > 2 * FairPrices.CALM;

        return 1 + draws.below(isWild ? WILD_SPREADS : CALM_SPREADS);
    }

    /**
     * An event goes by.
     *
     * @return the instrument whose venue comes back to the others now, or below 0.
     */
    int countDown()
    {
        if (ahead == NONE || --eventsLeft >= 0)
        {
            return NONE;
        }

        final int back = ahead;
        ahead = NONE;

        return back;
    }

    /**
     * Let an instrument's venue run ahead of the others.
     *
     * @return whether it does: not where there is no other, or another is ahead already.
     */
    boolean runAhead(final int instrument)
    {
        if (venues == 1 || ahead != NONE)
        {
            return false;
        }

        final long perMillion = GAP_PER_MILLION + draws.below(GAP_RANGE_PER_MILLION);
        final long size = fair.price(instrument / venues) / MILLION * perMillion;
        gap = draws.flip() ? size : -size;
        ahead = instrument;
        eventsLeft = GAP_EVENTS + draws.below(GAP_RANGE_EVENTS);

        return true;
    }
}
