package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.Sequence;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What other threads may do between two steps of a claim, done by hand: a publisher asks the ring's gates for their
 * sequences, and a gate of the test's own takes the moment to act.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickPublisherRaceTest
{
    private static final int SLOTS = 4;
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(SLOTS, 256, new SliceWaitStrategy(0, 0));
    private final TickReader reader = ring.newReader();
    private final CounterSheet counters = new EngineCounters().newSheet("feed-test");
    private final TickPublisher publisher = newPublisher();
    private final TickPublisher other = newPublisher();
    private final SampleTick sample = new SampleTick();
    private final TickRecorder recorder = new TickRecorder();
    private final ActingGate gate = new ActingGate();

    /** Acts once when it is asked for its sequence, and answers what was true before. */
    private static final class ActingGate extends Sequence
    {
        private Runnable action;

        void actOnce(final Runnable action)
        {
            this.action = action;
        }

        @Override
        public long get()
        {
            final long before = super.get();
            final Runnable now = action;
            action = null;
            if (now != null)
            {
                now.run();
            }

            return before;
        }
    }

    @Test
    void shouldLetNoTickPassALossWhereRoomComesTooLateForItsAnnouncement()
    {
        ring.buffer().addGatingSequences(gate);
        fill();
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 1, 100));

        // The reader moves on right after the announcement has found no room.
        gate.actOnce(() -> readOn(SLOTS - 1));
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 1, 101));

        assertTrue(sample.publish(publisher, 1, 102) >= 0);
        readOn(ring.cursor());
        assertEquals(
            List.of(TickRecorder.lost(2, 2, SampleTick.VENUE, 1), TickRecorder.quote(1, 102)),
            recorder.take().subList(SLOTS, SLOTS + 2));
    }

    @Test
    void shouldNotWaitWhereAnotherPublisherTakesTheRoomThatItHasSeen()
    {
        ring.buffer().addGatingSequences(gate);
        for (int number = 0; number < SLOTS - 1; number++)
        {
            assertTrue(sample.publish(publisher, 1, number) >= 0);
        }
        reader.poll(recorder, 1);
        gate.set(0);
        assertTrue(sample.publish(publisher, 1, SLOTS - 1) >= 0);

        // One slot is left; the other publisher takes it while this one looks.
        gate.actOnce(() -> assertTrue(sample.publish(other, 2, 200) >= 0));
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 1, 300));
        assertEquals(1, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));

        recorder.take();
        readOn(ring.cursor());
        assertTrue(sample.publish(publisher, 1, 301) >= 0);
        readOn(ring.cursor());
        final List<String> read = recorder.take();
        assertEquals(
            List.of(
                TickRecorder.quote(2, 200),
                TickRecorder.lost(1, 2, SampleTick.VENUE, 1),
                TickRecorder.quote(1, 301)),
            read.subList(read.size() - 3, read.size()));
    }

    @Test
    void shouldAssertThatOneThreadClaims()
    {
        sample.publish(publisher, 1, 1);

        assertWrongThread(() -> SampleTick.claim(publisher, 1));
    }

    @Test
    void shouldAssertThatOneThreadPolls()
    {
        reader.poll(recorder, ALL);

        assertWrongThread(() -> reader.poll(recorder, ALL));
    }

    private static void assertWrongThread(final Runnable call)
    {
        final ExecutionException thrown =
            assertThrows(ExecutionException.class, () -> CompletableFuture.runAsync(call).get());
        assertEquals(AssertionError.class, thrown.getCause().getClass());
        assertTrue(thrown.getCause().getMessage().startsWith("owned by"), thrown.getCause().getMessage());
    }

    /**
     * The gate stands where the reader does.
     */
    private void readOn(final long upTo)
    {
        reader.poll(recorder, ALL);
        gate.set(upTo);
    }

    private void fill()
    {
        for (int number = 0; number < SLOTS; number++)
        {
            assertTrue(sample.publish(publisher, 1, number) >= 0);
        }
    }

    private TickPublisher newPublisher()
    {
        return new TickPublisher(ring, new CountingClock(), counters, new StageTimer("in->ring"));
    }
}
