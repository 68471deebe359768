package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.ClockWriter;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.ring.TickPublisher;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Plays a capture into a ring once, as a server would have that had received it: the venues' decoders, one for each
 * connection; the time, which is the capture's own, each 100 ms of it. Each step makes the ticks of one message, or one
 * of the time, so that who reads the ring can do so between two steps, and nothing is lost for want of room.
 * <p>
 * Symbols are called as their venue calls them. A silence of more than an hour is told by one tick of the time, at its
 * end: then nobody was recording.
 * Thread: any
 */
public final class CapturePlayer implements AutoCloseable
{
    private static final long SILENCE_NS = TimeUnit.HOURS.toNanos(1);

    /** Nobody answers a recording, and a decoder that fails has counted it. */
    private static final FeedControl CONTROL = new FeedControl()
    {
        @Override
        public void requestSnapshot(final Instrument instrument)
        {
        }

        @Override
        public void reconnect(final String reason)
        {
        }

        @Override
        public void onError(final RuntimeException error)
        {
        }
    };

    private final CapturePlan plan;
    private final Names names;
    private final CaptureClock clock;
    private final TickPublisher publisher;
    private final ClockWriter clockWriter;
    private final CaptureReader reader;
    private final Map<String, RecordedFeed> feeds = new HashMap<>();
    private CaptureEvent event;
    private long nextClockNs;
    private long messages;
    private boolean hasBegun;

    /**
     * @param names     empty, to be filled.
     * @param clock     which the publisher goes by.
     * @param publisher of the ring.
     */
    public CapturePlayer(
        final CapturePlan plan, final Names names, final CaptureClock clock, final TickPublisher publisher)
        throws IOException
    {
        this.plan = plan;
        this.names = names;
        this.clock = clock;
        this.publisher = publisher;
        this.clockWriter = new ClockWriter(publisher);
        this.reader = plan.open();
    }

    /**
     * Take a step.
     *
     * @return whether there was one to take; false: the capture has ended.
     */
    public boolean next() throws IOException
    {
        if (event == null && !advance())
        {
            return false;
        }

        final long timeNs = plan.timeNs(event);
        if (nextClockNs <= timeNs)
        {
            clock.advance(nextClockNs);
            clockWriter.write(nextClockNs);
            nextClockNs += ClockWriter.INTERVAL_NS;
        }
        else
        {
            clock.advance(timeNs);
            play();
            event = null;
        }

        return true;
    }

    /** From 0 to 1, how much is read. */
    public double progress()
    {
        return Math.min(1.0, (double)reader.readBytes() / Math.max(1, reader.totalBytes()));
    }

    /** How many messages and answers came. */
    public long messages()
    {
        return messages;
    }

    /** What the decoders have counted so far, all venues together. */
    public long count(final FeedCounter counter)
    {
        return feeds.values().stream().mapToLong(feed -> feed.feed().stats().get(counter)).sum();
    }

    @Override
    public void close() throws IOException
    {
        reader.close();
    }

    /**
     * Learn from what did not fit.
     *
     * @return whether another run may tell more.
     */
    boolean improve(final Exponents better)
    {
        boolean isBetter = false;
        for (final RecordedFeed feed : feeds.values())
        {
            for (final Instrument instrument : feed.feed().instruments().all())
            {
                isBetter |= better.improve(key(instrument.venueSymbol()), instrument);
            }
        }

        return isBetter;
    }

    private boolean advance() throws IOException
    {
        if (!reader.next())
        {
            return false;
        }
        event = reader.event();
        final long timeNs = plan.timeNs(event);
        if (!hasBegun || timeNs - nextClockNs > SILENCE_NS)
        {
            hasBegun = true;
            nextClockNs = timeNs;
        }

        return true;
    }

    private void play()
    {
        final boolean isAnswer = event.kind() == CaptureEvent.Kind.ANSWER;
        if (isAnswer && event.symbol() == null)
        {
            return;
        }
        messages += isAnswer || event.kind() == CaptureEvent.Kind.RECEIVED ? 1 : 0;
        feeds.computeIfAbsent(plan.venueOf(event), this::newFeed).on(event, clock.nanoTime());
    }

    private RecordedFeed newFeed(final String venue)
    {
        return new RecordedFeed(
            Venue.of(venue), names.venues().add(venue), this::define, publisher, CONTROL);
    }

    private Symbol define(final String venueSymbol)
    {
        final String key = key(venueSymbol);

        return names.symbols().define(
            venueSymbol, plan.exponents().price(key), plan.exponents().quantity(key));
    }

    /** A symbol has the same exponents at all venues, however they spell it. */
    private static String key(final String venueSymbol)
    {
        return venueSymbol.toLowerCase(Locale.ROOT);
    }
}
