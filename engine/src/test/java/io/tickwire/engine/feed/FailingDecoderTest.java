package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Decimals;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A decoder that fails costs its books their trust, and the feed nothing else.
 */
class FailingDecoderTest
{
    private static final byte[] SYMBOL = "BTC".getBytes(StandardCharsets.UTF_8);

    private final ErrorLog errors = new ErrorLog(1 << 16, () -> 1);
    private final List<String> asked = new ArrayList<>();
    private final FeedControl control = new FeedControl()
    {
        @Override
        public void requestSnapshot(final Instrument instrument)
        {
            asked.add(instrument.venueSymbol());
        }

        @Override
        public void reconnect(final String reason)
        {
            throw new AssertionError(reason);
        }

        @Override
        public void onError(final RuntimeException error)
        {
            errors.onError(error);
        }

        @Override
        public void onControl(final byte[] buffer, final int offset, final int length)
        {
            throw new AssertionError();
        }
    };
    private final VenueFeed feed = feed(control);
    private final FragileDecoder decoder = new FragileDecoder(feed);

    @Test
    void shouldGoOnWithoutTrustInItsBooks()
    {
        for (int i = 1; i <= 2; i++)
        {
            deliver("book");
            assertTrue(book().isLive());

            deliver("fail");
            assertFalse(book().isLive());
            assertEquals(i, asked.size());
            assertEquals(i, feed.stats().get(FeedCounter.DECODER_ERRORS));
        }
        assertEquals(List.of("BTC", "BTC"), asked);
        assertEquals(0, feed.stats().get(FeedCounter.MALFORMED));
        assertEquals(1, errors.entries().size());
        assertEquals(2, errors.entries().get(0).count());
        assertTrue(errors.entries().get(0).trace().contains("IndexOutOfBounds"));
    }

    @Test
    void shouldGoOnAfterAnAnswer()
    {
        deliver("book");
        decoder.onSnapshot("BTC", SYMBOL, 0, SYMBOL.length, 1);

        assertFalse(book().isLive());
        assertEquals(List.of("BTC"), asked);
        assertEquals(1, feed.stats().get(FeedCounter.DECODER_ERRORS));
        deliver("book");
        assertTrue(book().isLive());
    }

    @Test
    void shouldThrowWhereNobodyKeepsErrors()
    {
        final VenueFeed alone = feed(FeedControl.NONE);
        final FeedDecoder other = new FragileDecoder(alone);
        final byte[] message = "fail".getBytes(StandardCharsets.UTF_8);

        assertThrows(
            IndexOutOfBoundsException.class, () -> other.onMessage(message, 0, message.length, 1));
        assertEquals(1, alone.stats().get(FeedCounter.DECODER_ERRORS));
    }

    private BookTracker book()
    {
        return feed.instruments().find("BTC").book();
    }

    private void deliver(final String text)
    {
        final byte[] message = text.getBytes(StandardCharsets.UTF_8);
        decoder.onMessage(message, 0, message.length, 1);
    }

    private static VenueFeed feed(final FeedControl control)
    {
        final TickRing ring = new TickRing(1 << 6, 1 << 10, WaitProfile.ECO.newWaitStrategy());
        final TickPublisher publisher =
            new TickPublisher(ring, () -> 1, new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
        final Symbols symbols = new Symbols();

        return new VenueFeed(
            Venue.of("coinbase"), 1, name -> symbols.define(name, -2, -2), new TickWriter(publisher), control);
    }

    /**
     * Knows two messages: a book, and what it fails at, when half of the message is published.
     * Thread: feed-<venue>
     */
    private static final class FragileDecoder extends FeedDecoder
    {
        FragileDecoder(final VenueFeed feed)
        {
            super(feed);
        }

        @Override
        protected void decode(final byte[] buffer, final int offset, final int length)
        {
            final Instrument instrument = feed().instrument(SYMBOL, 0, SYMBOL.length);
            if (buffer[offset] == 'b')
            {
                ownBook(instrument);
                instrument.book().snapshot(Decimals.NULL, TickWriter.NO_SEQUENCE, new LevelBuffer());
                return;
            }
            ofConnection();
            final JsonDecimal one = new JsonDecimal();
            one.set(1, 0);
            publishTrade(instrument, Decimals.NULL, one, one, 1, 0, null);
            throw new IndexOutOfBoundsException("at " + buffer[offset]);
        }

        @Override
        protected void decodeSnapshot(
            final Instrument instrument, final byte[] buffer, final int offset, final int length)
        {
            throw new IndexOutOfBoundsException("in an answer");
        }
    }
}
