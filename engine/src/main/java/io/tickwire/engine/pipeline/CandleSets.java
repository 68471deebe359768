package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.Candles;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;

/**
 * The candles of all symbols at all venues: made when they are first traded or first asked for, and then begun with
 * what an earlier run left of them.
 * Thread: pipeline-<k>
 */
final class CandleSets
{
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final int[] seconds;
    private final Past past;
    private final EpochNanoClock clock;
    private final InstrumentTable<CandleSet> sets = new InstrumentTable<>();
    private final List<Instrument> instruments = new ArrayList<>();

    /**
     * @param past or null, where there is no earlier run.
     */
    CandleSets(final List<Integer> seconds, final Past past, final EpochNanoClock clock)
    {
        this.seconds = seconds.stream().mapToInt(Integer::intValue).toArray();
        this.past = past;
        this.clock = clock;
    }

    /**
     * A symbol at a venue that has candles.
     */
    record Instrument(int symbolId, int venueId, CandleSet candles)
    {
    }

    /**
     * The candles of a symbol at a venue, made if need be.
     */
    CandleSet of(final int symbolId, final int venueId)
    {
        final CandleSet set = sets.get(symbolId, venueId);
        if (set != null)
        {
            return set;
        }

        final CandleSet begun = new CandleSet(seconds);
        restore(begun, symbolId, venueId);

        return put(symbolId, venueId, begun);
    }

    /**
     * The candles of a symbol at a venue, or null where there are none.
     */
    CandleSet find(final int symbolId, final int venueId)
    {
        final CandleSet set = sets.get(symbolId, venueId);
        if (set != null || past == null)
        {
            return set;
        }

        final CandleSet begun = new CandleSet(seconds);

        return restore(begun, symbolId, venueId) ? put(symbolId, venueId, begun) : null;
    }

    /**
     * Candles of another time follow.
     */
    void startOver()
    {
        sets.clear();
        instruments.clear();
    }

    /**
     * All that there are. Not to be changed.
     */
    List<Instrument> instruments()
    {
        return instruments;
    }

    private CandleSet put(final int symbolId, final int venueId, final CandleSet set)
    {
        sets.put(symbolId, venueId, set);
        instruments.add(new Instrument(symbolId, venueId, set));

        return set;
    }

    private boolean restore(final CandleSet set, final int symbolId, final int venueId)
    {
        boolean hasAny = false;
        for (int i = 0; past != null && i < seconds.length; i++)
        {
            final long overNs = clock.nanoTime() - seconds[i] * NS_PER_SECOND;
            final Candles candles = set.get(i);
            past.candlesOf(symbolId, venueId, seconds[i], (openTimeNs, fields, from, isClosed) ->
                candles.restore(openTimeNs, fields, from, isClosed || openTimeNs <= overNs));
            hasAny |= candles.size() > 0;
        }

        return hasAny;
    }
}
