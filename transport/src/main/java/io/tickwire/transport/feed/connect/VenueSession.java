package io.tickwire.transport.feed.connect;

import io.tickwire.engine.Engine;
import io.tickwire.engine.feed.FeedLag;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.transport.feed.Feed.Health;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.VenueStream;
import io.tickwire.transport.stats.HealthState;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A venue, from learning what it trades to the end of the feed.
 * Thread: feed-<venue>
 */
final class VenueSession
{
    private static final Logger LOGGER = LoggerFactory.getLogger(VenueSession.class);
    private static final long RESYNC_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SHOWN = 5;

    private final VenueContext context;
    private final int venueId;
    private final Engine engine;
    private final TickPublisher publisher;
    private final TickWriter ticks;
    private final EpochNanoClock clock;
    private final Directory directory;

    /** Null until it is known what is traded. */
    private volatile Lines lines;
    private volatile Health health = new Health(HealthState.DOWN, "not started");

    VenueSession(
        final VenueContext context,
        final int venueId,
        final Engine engine,
        final TickPublisher publisher,
        final Listings listings,
        final EpochNanoClock clock)
    {
        this.clock = clock;
        ticks = new TickWriter(publisher);
        this.context = context;
        this.venueId = venueId;
        this.engine = engine;
        this.publisher = publisher;
        directory = new Directory(context, venueId, engine.names().symbols(), listings, this::onKnown);
    }

    /**
     * Begin: the first thing that the thread does.
     */
    void begin()
    {
        directory.ask();
        lookAfter();
        serveResyncs();
    }

    /**
     * How it is. Any thread calls this.
     */
    Health health()
    {
        return health;
    }

    /**
     * How long ticks took from the venue. Any thread calls this.
     */
    FeedLag.Lag lag()
    {
        return ticks.lag().last();
    }

    /**
     * The lines; null until it is known what is traded. Any thread calls this.
     */
    Lines lines()
    {
        return lines;
    }

    /**
     * End: the last thing that the thread does.
     */
    void end()
    {
        if (lines != null)
        {
            lines.end();
        }
    }

    private void onKnown(final Directory known)
    {
        if (!known.missing().isEmpty())
        {
            LOGGER.warn("feed.no_such_symbol venue={} symbols={}", context.venue().name(), known.missing());
        }
        final Set<FeedChannel> channels = context.spec().channels().isEmpty() ?
            context.protocol().channels() : context.spec().channels();
        final List<List<VenueStream>> bySymbol = new ArrayList<>();
        for (final String venueSymbol : known.known().keySet())
        {
            bySymbol.add(context.protocol().streams(venueSymbol, channels));
        }
        lines = new Lines(context, venueId, ticks, clock, bySymbol, known.known());
        lines.start();
    }

    private void lookAfter()
    {
        context.loop().schedule(context.times().lookNs(), this::lookAfter);
        if (lines != null)
        {
            lines.lookAfter(System.nanoTime());
        }
        health = look();
    }

    /** Books that lost something in the engine have to come anew. */
    private void serveResyncs()
    {
        context.loop().schedule(RESYNC_NS, this::serveResyncs);
        for (int id = publisher.takeResync(); id != Resyncs.NONE; id = publisher.takeResync())
        {
            resync(id);
        }
        for (int id = engine.resyncs().take(venueId); id != Resyncs.NONE; id = engine.resyncs().take(venueId))
        {
            resync(id);
        }
    }

    private void resync(final int symbolId)
    {
        if (lines != null)
        {
            lines.resync(symbolId);
        }
    }

    private Health look()
    {
        if (lines == null)
        {
            return new Health(HealthState.DOWN, directory.trouble());
        }

        final List<Line> started = lines.started();
        final List<String> troubles = new ArrayList<>();
        int connections = 0;
        int open = 0;
        int streams = 0;
        int on = 0;
        for (final Line line : started)
        {
            for (final Connection connection : line.connections())
            {
                connections++;
                open += connection.isOpen() ? 1 : 0;
                streams += connection.streams().size();
                on += (int)connection.streams().stream()
                    .filter(state -> connection.isOpen() && state.phase() == StreamState.Phase.ON)
                    .count();
                if (!connection.isUp())
                {
                    troubles.add(connection.trouble());
                }
            }
        }
        troubles.addAll(directory.missing().stream().map(symbol -> "no such symbol: " + symbol).toList());
        troubles.addAll(directory.refusals());
        final boolean isAnyUp = started.stream().anyMatch(Line::isUp) && streams > 0;
        final HealthState state = open == 0 ? HealthState.DOWN :
            isAnyUp && troubles.isEmpty() ? HealthState.UP : HealthState.DEGRADED;

        return new Health(state, "%d of %d connections, %d of %d streams of %d symbols%s%s".formatted(
            open,
            connections,
            on,
            streams,
            directory.known().size(),
            lagText(lag()),
            troubles.isEmpty() ? "" : "; " + String.join("; ", troubles.subList(0, Math.min(SHOWN, troubles.size())))));
    }

    private static String lagText(final FeedLag.Lag lag)
    {
        if (lag.count() == 0)
        {
            return "";
        }
        final long aheadMs = TimeUnit.NANOSECONDS.toMillis(lag.clockAheadNs());

        return ", %d ms behind the venue's time%s".formatted(
            TimeUnit.NANOSECONDS.toMillis(lag.meanNs()),
            aheadMs == 0 ? "" : " (its clock is " + aheadMs + " ms ahead, at the least)");
    }
}
