package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.TickProbe;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.line.LineArbiter;
import io.tickwire.engine.feed.line.LineCounter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two lines' messages, from bytes to ticks, on one thread whose allocations the JVM counts: none once the books have
 * come. The same session comes again and again, each time by other connections.
 */
class LinesAllocationTest
{
    private static final long SEED = 20261127L;
    private static final int EVENTS = 2_000;
    private static final int UNTIL_STEADY = 200;
    private static final int ROUNDS = 60;
    private static final int BLOCK = 50;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    /**
     * Two lines on a ring that is read without a look.
     */
    private static final class Session extends TickProbe
    {
        final LineArbiter arbiter = new LineArbiter("test", new TickWriter(publisher()), 2);
        final FeedDecoder[] decoders = new FeedDecoder[2];

        Session(final VenueScript script)
        {
            super(-8, -8, SLOTS);
            for (int i = 0; i < decoders.length; i++)
            {
                final VenueFeed feed =
                    new VenueFeed(script.venue(), 1, this::symbol, arbiter.line(i), FeedControl.NONE);
                decoders[i] = script.venue().newDecoder(feed);
            }
        }

        /** One line is first for some messages, then the other one. */
        void play(final List<ScriptEvent> events, final int from, final int to)
        {
            for (int block = from; block < to; block += BLOCK)
            {
                final int first = block / BLOCK % 2;
                for (int line = 0; line < decoders.length; line++)
                {
                    for (int i = block; i < Math.min(block + BLOCK, to); i++)
                    {
                        deliver(decoders[first ^ line], events.get(i));
                        skip();
                    }
                }
            }
        }

        private void deliver(final FeedDecoder decoder, final ScriptEvent event)
        {
            final int length = event.bytes().length - JsonReader.PADDING;
            if (event.answerFor() == null)
            {
                decoder.onMessage(event.bytes(), 0, length, tickNs());
            }
            else
            {
                decoder.onSnapshot(event.answerFor(), event.bytes(), 0, length, tickNs());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binance", "kraken", "okx", "bitfinex", "deribit-sbe"})
    void shouldAllocateNothingOnceBooksHaveCome(final String venue)
    {
        final VenueScript script = VenueScripts.of(venue, SEED);
        final List<ScriptEvent> events = new ScriptRun(script).play(EVENTS).delivered().stream()
            .map(event -> event.with(Arrays.copyOf(event.bytes(), event.bytes().length + JsonReader.PADDING)))
            .toList();
        final Session session = new Session(script);

        long allocated = Long.MAX_VALUE;
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        for (int round = 0; round < ROUNDS && allocated != 0; round++)
        {
            Arrays.stream(session.decoders).forEach(FeedDecoder::onConnected);
            session.play(events, 0, UNTIL_STEADY);
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            session.play(events, UNTIL_STEADY, events.size());
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            Arrays.stream(session.decoders).forEach(FeedDecoder::onDisconnected);
            session.skip();
        }

        assertEquals(0, allocated, () -> "bytes allocated over " + 2 * (EVENTS - UNTIL_STEADY) + " messages: " + venue);
        assertTrue(session.arbiter.stats(0).get(LineCounter.WON) > EVENTS / 4, venue);
        assertTrue(session.arbiter.stats(1).get(LineCounter.DUPLICATES) > EVENTS / 4, venue);
    }
}
