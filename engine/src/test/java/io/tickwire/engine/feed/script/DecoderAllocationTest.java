package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.ring.WaitProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each venue's messages, from bytes to ticks that are read, on one thread whose allocations the JVM counts: none once
 * the books have come. The same session comes again and again, each time by another connection.
 */
class DecoderAllocationTest
{
    private static final long SEED = 20261127L;
    private static final int EVENTS = 3_000;
    private static final int UNTIL_STEADY = 200;
    private static final int ROUNDS = 60;
    private static final int SLOTS = 1 << 10;
    private static final int SLOT_BYTES = 2048;

    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final Symbols symbols = new Symbols();
    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy());
    private final TickReader reader = ring.newReader();
    private final TickHandler handler = this::count;
    private long ticks;
    private long nowNs;

    static Set<String> venues()
    {
        return VenueScripts.names();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldAllocateNothingOnceBooksHaveCome(final String venue)
    {
        final VenueScript script = VenueScripts.of(venue, SEED);
        final List<ScriptEvent> events = new ScriptRun(script).play(EVENTS).delivered().stream()
            .map(event -> event.with(Arrays.copyOf(event.bytes(), event.bytes().length + JsonReader.PADDING)))
            .toList();
        final TickPublisher publisher = new TickPublisher(
            ring, () -> nowNs, new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
        final VenueFeed feed = new VenueFeed(
            script.venue(), 1, name -> symbols.define(name, -8, -8), new TickWriter(publisher),
            FeedControl.NONE);
        final FeedDecoder decoder = script.venue().newDecoder(feed);

        long allocated = Long.MAX_VALUE;
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        for (int round = 0; round < ROUNDS && allocated != 0; round++)
        {
            decoder.onConnected();
            deliver(decoder, events, 0, UNTIL_STEADY);
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            deliver(decoder, events, UNTIL_STEADY, events.size());
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            decoder.onDisconnected();
        }

        assertEquals(0, allocated, () -> "bytes allocated over " + (EVENTS - UNTIL_STEADY) + " messages: " + venue);
        assertEquals(0, feed.stats().get(FeedCounter.MALFORMED), venue);
        assertEquals(0, feed.stats().get(FeedCounter.GAPS), venue);
        assertTrue(ticks > EVENTS / 2, venue);
    }

    private void count(final TickSlot slot, final long sequence)
    {
        ticks++;
    }

    private void deliver(final FeedDecoder decoder, final List<ScriptEvent> events, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            final ScriptEvent event = events.get(i);
            final int length = event.bytes().length - JsonReader.PADDING;
            if (event.answerFor() == null)
            {
                decoder.onMessage(event.bytes(), 0, length, ++nowNs);
            }
            else
            {
                decoder.onSnapshot(event.answerFor(), event.bytes(), 0, length, ++nowNs);
            }
            while (reader.position() < ring.cursor())
            {
                reader.poll(handler, SLOTS);
            }
        }
    }
}
