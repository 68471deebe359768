package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedStats;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.line.LineArbiter;
import io.tickwire.engine.feed.line.LineStats;
import io.tickwire.transport.feed.venue.VenueStream;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The lines of a venue, and what becomes of them when the venue is about to end their connections for their age: of
 * several, one after the other connects anew while another one tells what it misses. One that is alone has a second one
 * beside it for that time.
 * Thread: feed-<venue>
 */
final class Lines
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Lines.class);
    private static final long MAX_MARGIN_NS = TimeUnit.MINUTES.toNanos(20);
    private static final int MARGIN_PART = 8;
    private static final String AGE = "before the venue ends it for its age";

    private final VenueContext context;
    private final LineArbiter arbiter;
    private final List<Line> lines = new ArrayList<>();
    private final boolean isAlone;
    private final long renewNs;
    private int current;

    /**
     * @param ticks    into the ring.
     * @param bySymbol what is wanted of each symbol.
     * @param known    what the venue calls the symbols.
     */
    Lines(
        final VenueContext context,
        final int venueId,
        final TickWriter ticks,
        final EpochNanoClock clock,
        final List<List<VenueStream>> bySymbol,
        final Map<String, Symbol> known)
    {
        this.context = context;
        final long lifetimeNs = TimeUnit.MILLISECONDS.toNanos(context.protocol().limits().lifetimeMs());
        renewNs = lifetimeNs - Math.min(MAX_MARGIN_NS, lifetimeNs / MARGIN_PART);
        isAlone = context.spec().lines() == 1;
        final int count = isAlone && lifetimeNs > 0 ? 2 : context.spec().lines();
        arbiter = count == 1 ? null : new LineArbiter(ticks, count);
        for (int i = 0; i < count; i++)
        {
            final TickSink sink = arbiter == null ? ticks : arbiter.line(i);
            lines.add(new Line(
                context,
                context.venue().name() + '/' + i,
                bySymbol,
                clock,
                control -> new VenueFeed(context.venue(), venueId, known::get, sink, control)));
        }
    }

    void start()
    {
        for (int i = 0; i < (isAlone ? 1 : lines.size()); i++)
        {
            lines.get(i).start();
        }
    }

    void end()
    {
        lines.forEach(Line::end);
    }

    /** Those that are to be connected. */
    List<Line> started()
    {
        return lines.stream().filter(Line::isStarted).toList();
    }

    /** What the decoders count, line by line. Any thread calls this. */
    List<FeedStats> stats()
    {
        return lines.stream().map(line -> line.feed().stats()).toList();
    }

    /** Who told what first, line by line; none where there is one line alone. Any thread calls this. */
    List<LineStats> arbiterStats()
    {
        final List<LineStats> stats = new ArrayList<>();
        for (int i = 0; arbiter != null && i < lines.size(); i++)
        {
            stats.add(arbiter.stats(i));
        }

        return Collections.unmodifiableList(stats);
    }

    /**
     * The engine has lost ticks of a symbol: its book has to come anew.
     */
    void resync(final int symbolId)
    {
        context.stats().increment(ConnectCounter.ENGINE_RESYNCS);
        if (arbiter == null || !arbiter.republish(symbolId))
        {
            lines.forEach(line -> line.resync(symbolId));
        }
    }

    /**
     * Look after all of it: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        for (final Line line : lines)
        {
            if (line.isStarted())
            {
                line.lookAfter(nowNs);
            }
        }
        if (renewNs > 0 && isAlone)
        {
            renewAlone(nowNs);
        }
        else if (renewNs > 0)
        {
            renewOne(nowNs);
        }
    }

    private void renewAlone(final long nowNs)
    {
        final Line old = lines.get(current);
        final Line other = lines.get(1 - current);
        if (!other.isStarted() && old.ageNs(nowNs) > renewNs)
        {
            LOGGER.info("feed.renewing venue={}", context.venue().name());
            other.start();
        }
        else if (other.isStarted() && other.isSettled(nowNs, context.times().settledNs()))
        {
            current = 1 - current;
            old.end();
        }
    }

    /** Never the only one that is up, and so that they do not all come of age together. */
    private void renewOne(final long nowNs)
    {
        for (int i = 0; i < lines.size(); i++)
        {
            final Line line = lines.get(i);
            final long othersUp = lines.stream()
                .filter(other -> other != line && other.isSettled(nowNs, context.times().settledNs()))
                .count();
            if (othersUp > 0 && line.ageNs(nowNs) > renewNs - i * (renewNs / (2L * lines.size())))
            {
                LOGGER.info("feed.renewing venue={} line={}", context.venue().name(), i);
                line.replace(AGE);
                return;
            }
        }
    }
}
