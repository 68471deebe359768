package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickPublisherTest
{
    private static final int SLOTS = 4;
    private static final int TICKS_PER_STAMP = 16;
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(SLOTS, 512, new SliceWaitStrategy(0, 0));
    private final TickReader reader = ring.newReader();
    private final CounterSheet counters = new EngineCounters().newSheet("feed-test");
    private final CountingClock clock = new CountingClock();
    private final StageTimer inToRing = new StageTimer("in->ring");
    private final TickPublisher publisher = new TickPublisher(ring, clock, counters, inToRing);
    private final SampleTick sample = new SampleTick();
    private final TickRecorder recorder = new TickRecorder();

    @Test
    void shouldNotWaitWhereTheRingIsFull()
    {
        fill();
        final int readings = clock.readings();

        for (int lost = 1; lost <= 3; lost++)
        {
            assertEquals(TickPublisher.RING_FULL, SampleTick.claim(publisher, 9));
            assertEquals(lost, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));
        }

        assertEquals(SLOTS, counters.get(EngineCounter.TICKS_PUBLISHED));
        assertEquals(SLOTS - 1, ring.cursor());
        assertEquals(readings, clock.readings());
    }

    @Test
    void shouldSayHowManyClaimsWouldFindRoom()
    {
        assertTrue(publisher.hasRoom(SLOTS));
        fill();
        assertFalse(publisher.hasRoom(1));
        reader.poll(recorder, 2);

        assertTrue(publisher.hasRoom(2));
        assertFalse(publisher.hasRoom(3));
        assertEquals(0, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));
    }

    @Test
    void shouldMarkEachSymbolThatLostATickForOneResync()
    {
        fill();
        for (final int symbolId : new int[] {5, 6, 5, 0, 6, 5})
        {
            SampleTick.claim(publisher, symbolId);
        }

        assertEquals(Set.of(0, 5, 6), takeResyncs(3));
        assertEquals(-1, publisher.takeResync());

        SampleTick.claim(publisher, 5);
        assertEquals(5, publisher.takeResync());
        assertEquals(-1, publisher.takeResync());
    }

    @Test
    void shouldKeepTheMarkForAResyncWhenTheLossIsAnnounced()
    {
        fill();
        SampleTick.claim(publisher, 5);
        reader.poll(recorder, ALL);
        publisher.beginBatch(1);

        assertEquals(5, publisher.takeResync());
        assertEquals(-1, publisher.takeResync());
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 12})
    void shouldNotMarkASymbolForAResyncWhereAPrivateTickIsLost(final int templateId)
    {
        fill();
        publisher.claim(100, templateId, 1, 5);

        assertEquals(-1, publisher.takeResync());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 13})
    void shouldMarkASymbolForAResyncWhereAPublicTickIsLost(final int templateId)
    {
        fill();
        publisher.claim(100, templateId, 1, 5);

        assertEquals(5, publisher.takeResync());
    }

    @Test
    void shouldRefuseAMessageThatIsLongerThanASlot()
    {
        final int capacity = publisher.messageCapacity();
        assertEquals(TickPublisher.TOO_LONG, publisher.claim(capacity + 1, 3, 2, 5));
        assertEquals(TickPublisher.TOO_LONG, publisher.claim(ALL, 3, 2, 5));

        assertEquals(2, counters.get(EngineCounter.TICKS_DROPPED_TOO_LONG));
        assertEquals(0, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(5, publisher.takeResync());
        assertEquals(-1, ring.cursor());

        sample.publish(publisher, 5, 1);
        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(2, 3, 2, 5), TickRecorder.quote(5, 1)), recorder.take());
    }

    @Test
    void shouldTakeAMessageAsLongAsASlot()
    {
        final long claim = publisher.claim(publisher.messageCapacity(), 3, 2, 5);

        assertTrue(claim >= 0);
        publisher.publish(claim, publisher.messageCapacity());
        reader.poll((slot, sequence) -> assertEquals(publisher.messageCapacity(), slot.messageLength()), ALL);
        assertEquals(0, reader.position());
    }

    @Test
    void shouldMakeASlotThatWasGivenUpAnEmptyOne()
    {
        sample.publish(publisher, 1, 1);
        publisher.abort(SampleTick.claim(publisher, 1));
        sample.publish(publisher, 1, 2);

        assertEquals(3, reader.poll(recorder, ALL));
        assertEquals(
            List.of(TickRecorder.quote(1, 1), TickRecorder.NOTHING, TickRecorder.quote(1, 2)), recorder.take());
        assertEquals(1, counters.get(EngineCounter.TICKS_ABORTED));
        assertEquals(2, counters.get(EngineCounter.TICKS_PUBLISHED));
    }

    @Test
    void shouldEmptyASlotThatHeldATickBeforeItWasGivenUp()
    {
        fill();
        reader.poll(recorder, ALL);
        recorder.take();
        publisher.abort(SampleTick.claim(publisher, 1));

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.NOTHING), recorder.take());
    }

    @Test
    void shouldPublishLessThanWasClaimed()
    {
        final long claim = publisher.claim(200, 3, 2, 5);
        publisher.publish(claim, 150);

        reader.poll((slot, sequence) -> assertEquals(150, slot.messageLength()), ALL);
        assertEquals(claim, reader.position());
    }

    @Test
    void shouldReadTheClockOnceInSixteenTicks()
    {
        publisher.beginBatch(0);
        final int before = clock.readings();
        for (int i = 0; i < 3 * TICKS_PER_STAMP; i++)
        {
            clock.set(1000 + i);
            publishAndPoll(i);
            assertEquals(before + 1 + i / TICKS_PER_STAMP, clock.readings());
        }

        for (int i = 0; i < 3 * TICKS_PER_STAMP; i++)
        {
            final long stampNs = 1000 + i / TICKS_PER_STAMP * TICKS_PER_STAMP;
            assertEquals(stampNs, recorder.publishTimesNs().get(i));
        }
    }

    @Test
    void shouldReadTheClockForTheFirstTickOfEachBatch()
    {
        for (int batch = 1; batch <= 5; batch++)
        {
            final int before = clock.readings();
            clock.set(batch * 100L);
            publisher.beginBatch(batch);
            assertEquals(before, clock.readings());

            publishAndPoll(1);
            publishAndPoll(2);
            assertEquals(before + 1, clock.readings());
        }

        assertEquals(
            List.of(100L, 100L, 200L, 200L, 300L, 300L, 400L, 400L, 500L, 500L), recorder.publishTimesNs());
    }

    @Test
    void shouldTimeFromReceiptToPublicationOncePerStamp()
    {
        clock.set(1_000_050);
        publisher.beginBatch(1_000_000);
        for (int i = 0; i < TICKS_PER_STAMP; i++)
        {
            publishAndPoll(i);
        }
        clock.set(1_000_090);
        publishAndPoll(TICKS_PER_STAMP);

        final Histogram times = new Histogram(StageTimer.MAX_NS, 3);
        inToRing.drainTo(times);
        assertEquals(2, times.getTotalCount());
        assertEquals(50, times.getMinValue());
        assertEquals(90, times.getMaxValue());
    }

    @Test
    void shouldCountABatchThatNeverBeganFromThePublishersOwnBeginning()
    {
        final CountingClock ownClock = new CountingClock();
        ownClock.set(500);
        final TickPublisher unbegun = new TickPublisher(ring, ownClock, counters, inToRing);
        ownClock.set(530);
        sample.publish(unbegun, 1, 1);

        final Histogram times = new Histogram(StageTimer.MAX_NS, 3);
        inToRing.drainTo(times);
        assertEquals(30, times.getMaxValue());
    }

    @Test
    void shouldAssertThatALengthCanBe()
    {
        final long claim = SampleTick.claim(publisher, 1);

        assertThrows(AssertionError.class, () -> publisher.publish(claim, 0));
        assertThrows(AssertionError.class, () -> publisher.publish(claim, -1));
        assertThrows(AssertionError.class, () -> publisher.publish(claim, publisher.messageCapacity() + 1));
    }

    private Set<Integer> takeResyncs(final int count)
    {
        final List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            taken.add(publisher.takeResync());
        }

        return new HashSet<>(taken);
    }

    private void publishAndPoll(final long number)
    {
        assertTrue(sample.publish(publisher, 1, number) >= 0);
        assertEquals(1, reader.poll(recorder, ALL));
    }

    private void fill()
    {
        for (int number = 0; number < SLOTS; number++)
        {
            assertTrue(sample.publish(publisher, 1, number) >= 0);
        }
    }
}
