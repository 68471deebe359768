package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Watches the books of a line rather than its bytes: a connection may be alive and a book on it not. A book that has
 * changed again and again, and then for long does not, is called stale and asked for anew. A market that only became
 * quiet tells the same book again; then twice as long is waited the next time.
 * Thread: feed-<venue>
 */
final class BookWatch
{
    /** A book that changes seldom may be quiet for so many times of what is usual for it. */
    private static final int PATIENCE = 20;
    private static final int MAX_DOUBLINGS = 16;
    private static final long MAX_SILENCE_NS = TimeUnit.HOURS.toNanos(1);

    private final VenueContext context;
    private final LinkLine line;
    private final BookRequests requests;
    private final Map<String, Pulse> pulses = new HashMap<>();

    BookWatch(final VenueContext context, final LinkLine line, final BookRequests requests)
    {
        this.context = context;
        this.line = line;
        this.requests = requests;
    }

    /**
     * How a book has moved.
     */
    private static final class Pulse
    {
        private long firstChange;
        private long lastChange;
        private long firstNs;
        private long lastNs;
        private int doublings;

        /** How often it was asked for, and did not come. */
        private int misses;
    }

    /**
     * Look at all books: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        for (final Connection connection : line.connections())
        {
            for (final StreamState state : connection.streams())
            {
                if (state.stream().channel() == FeedChannel.BOOK && state.phase() == StreamState.Phase.ON)
                {
                    look(state, nowNs);
                }
            }
        }
    }

    /**
     * A book that does not come, of which no change tells that it is missing, has to be asked for. It may be of a
     * market that has none: each time, twice as long is waited for it.
     */
    private void look(final StreamState state, final long nowNs)
    {
        final Instrument instrument = line.feed().instruments().find(state.stream().venueSymbol());
        if (instrument == null)
        {
            return;
        }
        final Pulse pulse = pulses.computeIfAbsent(instrument.venueSymbol(), symbol -> new Pulse());
        final long patienceNs = doubled(context.times().snapshotNs(), pulse.misses);
        if (instrument.book().isLive())
        {
            pulse.misses = 0;
        }
        else if (state.isOverdue(StreamState.Phase.ON, nowNs, patienceNs) && !requests.isUnderWay(instrument))
        {
            pulse.misses++;
            instrument.book().loseSnapshot();
        }
        look(instrument.book(), pulse, nowNs);
    }

    private void look(final BookTracker book, final Pulse pulse, final long nowNs)
    {
        if (!book.isLive() || pulse.firstNs == 0)
        {
            pulse.firstChange = book.applied();
            pulse.lastChange = book.applied();
            pulse.firstNs = nowNs;
            pulse.lastNs = nowNs;
            return;
        }
        if (book.applied() != pulse.lastChange)
        {
            pulse.lastChange = book.applied();
            pulse.lastNs = nowNs;
            pulse.doublings = 0;
            return;
        }
        if (nowNs - pulse.lastNs > patienceNs(pulse))
        {
            pulse.doublings++;
            pulse.lastNs = nowNs;
            context.stats().increment(ConnectCounter.SILENT_BOOKS);
            book.loseTrust("silent");
            book.askForSnapshot();
        }
    }

    private long patienceNs(final Pulse pulse)
    {
        final long silenceNs = TimeUnit.MILLISECONDS.toNanos(context.links().silenceMs());
        final long usualNs = (pulse.lastNs - pulse.firstNs) / Math.max(1, pulse.lastChange - pulse.firstChange);

        return doubled(Math.max(silenceNs, PATIENCE * usualNs), pulse.doublings);
    }

    private static long doubled(final long patienceNs, final int times)
    {
        return Math.min(MAX_SILENCE_NS, patienceNs << Math.min(times, MAX_DOUBLINGS));
    }
}
