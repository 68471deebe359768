package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedLag;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.transport.feed.Feed.Health;
import io.tickwire.transport.stats.HealthState;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A venue, from learning what it trades to the end of the feed, by whatever way its messages come.
 * Thread: feed-<venue>
 */
abstract class VenueSession
{
    private static final long RESYNC_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SHOWN = 5;

    private final SessionContext context;
    private final TickWriter ticks;

    /** Null until they are made. */
    private volatile Lines lines;
    private volatile Health health = new Health(HealthState.DOWN, "not started");

    VenueSession(final SessionContext context)
    {
        this.context = context;
        ticks = new TickWriter(context.publisher());
    }

    /**
     * Open what the feed can not be without: the conductor calls this before there is a thread.
     *
     * @throws IllegalArgumentException where it can not be had; the reason names the setting.
     */
    void open()
    {
    }

    /**
     * Begin: the first thing that the thread does.
     */
    void begin()
    {
        lookAfter();
        serveResyncs();
    }

    /**
     * How it is. Any thread calls this.
     */
    final Health health()
    {
        return health;
    }

    /**
     * How long ticks took from the venue. Any thread calls this.
     */
    final FeedLag.Lag lag()
    {
        return ticks.lag().last();
    }

    /**
     * The lines; null until they are made. Any thread calls this.
     */
    final Lines lines()
    {
        return lines;
    }

    /**
     * End: the last thing that the thread does.
     */
    final void end()
    {
        if (lines != null)
        {
            lines.end();
        }
    }

    /** Look after what is not of the lines: called now and then, after them. */
    void lookAfter(final long nowNs)
    {
    }

    /** How it is now. */
    abstract Health look(long nowNs);

    final void lines(final Lines made)
    {
        lines = made;
    }

    /** Into the ring. */
    final TickWriter ticks()
    {
        return ticks;
    }

    /** The first of some troubles, for people, behind what else there is to say. */
    static String text(final List<String> troubles)
    {
        return troubles.isEmpty() ? "" :
            "; " + String.join("; ", troubles.subList(0, Math.min(SHOWN, troubles.size())));
    }

    /** How far behind the venue ticks are, for people. */
    final String lagText()
    {
        final FeedLag.Lag lag = lag();
        if (lag.count() == 0)
        {
            return "";
        }
        final long aheadMs = TimeUnit.NANOSECONDS.toMillis(lag.clockAheadNs());

        return ", %d ms behind the venue's time%s".formatted(
            TimeUnit.NANOSECONDS.toMillis(lag.meanNs()),
            aheadMs == 0 ? "" : " (its clock is " + aheadMs + " ms ahead, at the least)");
    }

    private void lookAfter()
    {
        context.loop().schedule(context.times().lookNs(), this::lookAfter);
        final long nowNs = System.nanoTime();
        if (lines != null)
        {
            lines.lookAfter(nowNs);
        }
        lookAfter(nowNs);
        health = look(nowNs);
    }

    /** Books that lost something in the engine have to come anew. */
    private void serveResyncs()
    {
        context.loop().schedule(RESYNC_NS, this::serveResyncs);
        for (int id = context.publisher().takeResync(); id != Resyncs.NONE; id = context.publisher().takeResync())
        {
            resync(id);
        }
        final Resyncs resyncs = context.engine().resyncs();
        for (int id = resyncs.take(context.venueId()); id != Resyncs.NONE; id = resyncs.take(context.venueId()))
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
}
