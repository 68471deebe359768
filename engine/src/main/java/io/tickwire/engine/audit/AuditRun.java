package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One pass over a capture: each event goes to its connection's decoder, and the ticks that come of it are added up
 * before the next one.
 * Thread: any
 */
final class AuditRun
{
    /** With these a message, or a book's buffered changes, may become 64 MiB of ticks. */
    private static final int SLOTS = 1 << 13;
    private static final int SLOT_BYTES = 1 << 13;

    private final VenueView view;
    private final Exponents exponents;
    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy());
    private final TickReader reader = ring.newReader();
    private final EngineCounters counters = new EngineCounters();
    private final TickPublisher publisher;
    private final TickAudit ticks;
    private final Map<VenueView.Route, RecordedFeed> feeds = new LinkedHashMap<>();

    /** Null where messages are text. */
    private final FramesAudit frames;
    private long nowNs;
    private long received;
    private long answers;

    AuditRun(final VenueView view, final Exponents exponents)
    {
        this.view = view;
        this.exponents = exponents;
        publisher = new TickPublisher(
            ring, () -> nowNs, counters.newSheet("feed-audit"), new StageTimer("in->ring"));
        ticks = new TickAudit(
            (venueId, symbolId) -> new SymbolAudit(view.has(VenueView.Trait.BOOKS_ARE_CHECKED)));
        frames = view.has(VenueView.Trait.FRAMES_ARE_TOLD) ?
            new FramesAudit(Venue.of(view.route(null).venue()).newFrameDescriber()) : null;
    }

    /**
     * @throws IllegalStateException where a message makes more ticks than there is room for.
     */
    void on(final CaptureEvent event)
    {
        nowNs = event.timeNs();
        final boolean isAnswer = event.kind() == CaptureEvent.Kind.ANSWER;
        if (isAnswer && event.symbol() == null)
        {
            return;
        }
        answers += isAnswer ? 1 : 0;
        // An answer without an address stands among the messages.
        received += event.kind() == CaptureEvent.Kind.RECEIVED || isAnswer && event.url() == null ? 1 : 0;
        final VenueView.Route route = view.route(event.url());
        feeds
            .computeIfAbsent(route, this::newFeed)
            .on(event, event.timeNs());
        if (frames != null)
        {
            frames.on(event);
        }
        while (reader.position() < ring.cursor())
        {
            reader.poll(ticks, SLOTS);
        }
        if (counters.total(EngineCounter.TICKS_DROPPED_RING_FULL) > 0)
        {
            throw new IllegalStateException("a message makes more ticks than the audit has room for: slots=" + SLOTS);
        }
    }

    /**
     * Learn from what did not fit.
     *
     * @return whether another run may tell more.
     */
    boolean improve(final Exponents better)
    {
        boolean isBetter = false;
        for (final Map.Entry<VenueView.Route, RecordedFeed> entry : feeds.entrySet())
        {
            for (final Instrument instrument : entry.getValue().feed().instruments().all())
            {
                isBetter |= better.improve(key(entry.getKey(), instrument.venueSymbol()), instrument);
            }
        }

        return isBetter;
    }

    Map<String, Object> report()
    {
        final AuditReport report = new AuditReport(view, ticks);
        feeds.forEach((route, feed) -> report.add(feed.feed(), route.prefix()));

        return frames == null ? report.finish(received, answers) : report.finish(received, frames);
    }

    private RecordedFeed newFeed(final VenueView.Route route)
    {
        final Symbols symbols = new Symbols();

        return new RecordedFeed(
            Venue.of(route.venue()),
            feeds.size() + 1,
            name -> symbols.define(name, exponents.price(key(route, name)), exponents.quantity(key(route, name))),
            publisher,
            FeedControl.NONE);
    }

    private static String key(final VenueView.Route route, final String venueSymbol)
    {
        return route.venue() + ' ' + venueSymbol;
    }
}
