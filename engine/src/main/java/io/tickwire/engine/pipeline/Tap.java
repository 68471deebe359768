package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.series.MarketSnapshot;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

import java.util.List;

/**
 * What another thread sees of a pipeline's symbols, at its own pace: copies of those that have changed, the longest
 * waiting first. It can not hold the pipeline up: a few copies go round, and while it has them all, changes only add
 * up.
 * <pre>
 *   pipeline -- filled --&gt; the other thread -- free --&gt; pipeline
 * </pre>
 * Thread: any
 */
public final class Tap
{
    private static final int COPIES = 4;

    private final OneToOneConcurrentArrayQueue<Copy> filled = new OneToOneConcurrentArrayQueue<>(COPIES);
    private final OneToOneConcurrentArrayQueue<Copy> free = new OneToOneConcurrentArrayQueue<>(COPIES);
    private final DirtySet changed = new DirtySet();
    private final int intervalSeconds;

    /**
     * @param intervalSeconds of the candles that are copied.
     */
    Tap(final int intervalSeconds)
    {
        this.intervalSeconds = intervalSeconds;
        for (int i = 0; i < COPIES; i++)
        {
            free.add(new Copy(new MarketSnapshot(intervalSeconds)));
        }
    }

    /**
     * A copy of what is known of a symbol at a venue.
     * Thread: any
     */
    public static final class Copy
    {
        private final MarketSnapshot market;
        private int symbolId;
        private int venueId;
        private long exchangeTimeNs;

        private Copy(final MarketSnapshot market)
        {
            this.market = market;
        }

        public MarketSnapshot market()
        {
            return market;
        }

        public int symbolId()
        {
            return symbolId;
        }

        public int venueId()
        {
            return venueId;
        }

        /**
         * The time of the newest trade.
         */
        public long exchangeTimeNs()
        {
            return exchangeTimeNs;
        }
    }

    /**
     * The next copy, or null where nothing has changed. Only the other thread calls this.
     */
    public Copy poll()
    {
        return filled.poll();
    }

    /**
     * Give a copy back. Only the other thread calls this.
     */
    public void release(final Copy copy)
    {
        free.add(copy);
    }

    /**
     * What is known of an instrument has changed.
     */
    void mark(final InstrumentState instrument)
    {
        changed.mark(instrument.index);
    }

    /**
     * Fill a copy, where there is one and something has changed.
     */
    void serve(final List<InstrumentState> instruments)
    {
        if (changed.size() == 0)
        {
            return;
        }
        final Copy copy = free.poll();
        if (copy == null)
        {
            return;
        }

        final InstrumentState instrument = instruments.get(changed.at(0));
        changed.removeFirst(1);
        final Series series = instrument.series;
        copy.symbolId = instrument.symbolId;
        copy.venueId = instrument.venueId;
        copy.exchangeTimeNs = series.trades().timeNs(series.trades().size() - 1);
        copy.market
            .copyFrom(
                instrument.symbol, series.trades(), series.candles().ofSeconds(intervalSeconds), series.indicators())
            .quote(
                instrument.top.bid(),
                instrument.top.bidQuantity(),
                instrument.top.ask(),
                instrument.top.askQuantity());
        filled.add(copy);
    }
}
