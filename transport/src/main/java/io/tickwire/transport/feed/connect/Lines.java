package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedStats;
import io.tickwire.engine.feed.SymbolSource;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.line.LineArbiter;
import io.tickwire.engine.feed.line.LineStats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The lines of a venue, whose ticks become one stream.
 * Thread: feed-<venue>
 */
final class Lines
{
    private final ConnectStats stats;
    private final List<? extends Line> all;

    /** Null where there is one line alone. */
    private final LineArbiter arbiter;

    private Lines(final ConnectStats stats, final List<? extends Line> all, final LineArbiter arbiter)
    {
        this.stats = stats;
        this.all = all;
        this.arbiter = arbiter;
    }

    /**
     * Makes one of the lines.
     * Thread: feed-<venue>
     */
    @FunctionalInterface
    interface NewLine<T extends Line>
    {
        /**
         * @param newFeed makes the feed that asks the line.
         */
        T newLine(int index, Function<FeedControl, VenueFeed> newFeed);
    }

    /**
     * Make the lines.
     *
     * @param ticks   into the ring.
     * @param symbols that are wanted.
     * @param made    gets each of them, in their order.
     */
    static <T extends Line> Lines of(
        final SessionContext context,
        final int count,
        final TickWriter ticks,
        final SymbolSource symbols,
        final NewLine<T> newLine,
        final List<T> made)
    {
        final LineArbiter arbiter = count < LineArbiter.MIN_LINES ? null :
            new LineArbiter(context.venue().name(), ticks, count);
        for (int i = 0; i < count; i++)
        {
            final TickSink sink = arbiter == null ? ticks : arbiter.line(i);
            made.add(newLine.newLine(
                i, control -> new VenueFeed(context.venue(), context.venueId(), symbols, sink, control)));
        }

        return new Lines(context.stats(), List.copyOf(made), arbiter);
    }

    void end()
    {
        all.forEach(Line::end);
    }

    /** What the decoders count, line by line. Any thread calls this. */
    List<FeedStats> stats()
    {
        return all.stream().map(line -> line.feed().stats()).toList();
    }

    /** Who told what first, line by line; none where there is one line alone. Any thread calls this. */
    List<LineStats> arbiterStats()
    {
        final List<LineStats> ofLines = new ArrayList<>();
        for (int i = 0; arbiter != null && i < all.size(); i++)
        {
            ofLines.add(arbiter.stats(i));
        }

        return Collections.unmodifiableList(ofLines);
    }

    /**
     * The engine has lost ticks of a symbol: its book has to come anew.
     */
    void resync(final int symbolId)
    {
        stats.increment(ConnectCounter.ENGINE_RESYNCS);
        if (arbiter == null || !arbiter.republish(symbolId))
        {
            all.forEach(line -> line.resync(symbolId));
        }
    }

    /**
     * Look after all of it: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        all.forEach(line -> line.lookAfter(nowNs));
    }
}
