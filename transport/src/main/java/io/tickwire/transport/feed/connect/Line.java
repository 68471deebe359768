package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.transport.feed.net.NetLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.util.function.Function;

/**
 * All that is wanted of a venue, once, with a feed of its own for the decoders of it. One of 1 to 4 {@link Lines}.
 * Thread: feed-<venue>
 */
abstract class Line implements FeedControl
{
    private final NetLoop loop;
    private final EpochNanoClock clock;
    private final VenueFeed feed;
    private boolean isConnected;

    /**
     * @param newFeed makes the feed that asks this line.
     */
    Line(final SessionContext context, final Function<FeedControl, VenueFeed> newFeed)
    {
        loop = context.loop();
        clock = context.clock();
        feed = newFeed.apply(this);
    }

    /** Whether all that is wanted comes. */
    abstract boolean isUp();

    /**
     * Look after all of it: called now and then.
     */
    abstract void lookAfter(long nowNs);

    /**
     * Let go of all sockets.
     */
    abstract void end();

    /**
     * The engine has lost ticks of a symbol.
     */
    final void resync(final int symbolId)
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            if (instrument.symbolId() == symbolId && instrument.book().isLive())
            {
                instrument.book().loseTrust("resync");
                instrument.book().askForSnapshot();
            }
        }
    }

    final VenueFeed feed()
    {
        return feed;
    }

    /** Tell whether anything can come, where that is news. */
    final void tell(final boolean isNow, final FeedState state, final String reason)
    {
        if (isNow != isConnected)
        {
            isConnected = isNow;
            feed.writer().beginBatch(clock.nanoTime());
            feed.writer().status(feed.venueId(), null, state, reason);
        }
    }

    @Override
    public final void onError(final RuntimeException error)
    {
        loop.onError(error);
    }
}
