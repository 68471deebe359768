package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.SymbolSource;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.ring.TickPublisher;
import org.agrona.collections.Int2ObjectHashMap;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A venue's decoders, one for each of its recorded connections.
 * Thread: any
 */
final class RecordedFeed
{
    /**
     * A connection: who reads it, and what is known of what was asked of it.
     * Thread: any
     */
    private record Connection(FeedDecoder decoder, StringBuilder wanted)
    {
    }

    private final Venue venue;
    private final Int2ObjectHashMap<Connection> connections = new Int2ObjectHashMap<>();
    private final VenueFeed feed;

    /**
     * @param symbols knows each name that comes up.
     * @param control of {@link FeedControl}'s wishes a recording fulfils none; it says what becomes of a decoder's
     *                errors.
     */
    RecordedFeed(
        final Venue venue,
        final int venueId,
        final SymbolSource symbols,
        final TickPublisher publisher,
        final FeedControl control)
    {
        this.venue = venue;
        this.feed = new VenueFeed(venue, venueId, symbols, new TickWriter(publisher), control);
    }

    VenueFeed feed()
    {
        return feed;
    }

    /**
     * @param timeNs when it came.
     */
    void on(final CaptureEvent event, final long timeNs)
    {
        switch (event.kind())
        {
            case CONNECTED -> connect(event);
            case SENT -> connection(event).wanted().append(textOf(event));
            case RECEIVED -> connection(event).decoder().onMessage(
                event.buffer(), event.offset(), event.length(), timeNs);
            case ANSWER -> answered(event).decoder().onSnapshot(
                event.symbol(), event.buffer(), event.offset(), event.length(), timeNs);
            default -> throw new IllegalStateException("kind=" + event.kind());
        }
    }

    private void connect(final CaptureEvent event)
    {
        final Connection before = connections.remove(event.connection());
        if (before != null)
        {
            before.decoder().onDisconnected();
        }
        connection(event);
    }

    private Connection connection(final CaptureEvent event)
    {
        return connections.computeIfAbsent(event.connection(), id ->
        {
            final FeedDecoder decoder = venue.newDecoder(feed);
            decoder.onConnected();

            return new Connection(decoder, new StringBuilder(event.url() == null ? "" : lower(event.url())));
        });
    }

    /** The connection that brings the book of an answer: the one that the symbol was asked of. */
    private Connection answered(final CaptureEvent event)
    {
        final String symbol = lower(event.symbol());
        Connection any = null;
        for (final Map.Entry<Integer, Connection> entry : connections.entrySet())
        {
            any = entry.getValue();
            if (any.wanted().indexOf(symbol) >= 0)
            {
                return any;
            }
        }

        return any == null ? connection(event) : any;
    }

    private static String textOf(final CaptureEvent event)
    {
        return lower(new String(event.buffer(), event.offset(), event.length(), StandardCharsets.UTF_8));
    }

    private static String lower(final String text)
    {
        return text.toLowerCase(Locale.ROOT);
    }
}
