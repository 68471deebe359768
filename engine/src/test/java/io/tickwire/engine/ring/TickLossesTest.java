package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickLossesTest
{
    private static final int SLOTS = 4;
    private static final int QUOTE = 2;
    private static final int TRADE = 1;
    private static final int ORDER = 9;
    private static final int EXECUTION = 10;
    private static final int LENGTH = 100;
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(SLOTS, 512, new SliceWaitStrategy(0, 0));
    private final TickReader reader = ring.newReader();
    private final CounterSheet counters = new EngineCounters().newSheet("feed-test");
    private final TickPublisher publisher =
        new TickPublisher(ring, new CountingClock(), counters, new StageTimer("in->ring"));
    private final SampleTick sample = new SampleTick();
    private final TickRecorder recorder = new TickRecorder();

    @Test
    void shouldAnnounceALossBeforeTheNextTickThatGoesThrough()
    {
        fill();
        lose(QUOTE, SampleTick.VENUE, 1, 3);
        readOn();

        assertTrue(sample.publish(publisher, 1, 7) >= 0);
        reader.poll(recorder, ALL);
        assertEquals(
            List.of(TickRecorder.lost(3, QUOTE, SampleTick.VENUE, 1), TickRecorder.quote(1, 7)), recorder.take());
        assertEquals(3, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(SLOTS + 2, counters.get(EngineCounter.TICKS_PUBLISHED));
    }

    @Test
    void shouldAnnounceALossOnlyOnce()
    {
        fill();
        lose(QUOTE, 1, 1, 3);
        readOn();
        publisher.beginBatch(1);
        publisher.beginBatch(2);
        sample.publish(publisher, 1, 7);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(3, QUOTE, 1, 1), TickRecorder.quote(1, 7)), recorder.take());
    }

    @Test
    void shouldAnnounceALossBeforeATickOfAnotherSymbol()
    {
        fill();
        lose(TRADE, 3, 5, 1);
        readOn();
        sample.publish(publisher, 1, 7);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(1, TRADE, 3, 5), TickRecorder.quote(1, 7)), recorder.take());
    }

    @Test
    void shouldAnnounceALossWithTheNextBatchEvenWhereNoTickFollows()
    {
        fill();
        lose(QUOTE, 4, 6, 2);
        readOn();
        publisher.beginBatch(123_456_789);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(2, QUOTE, 4, 6)), recorder.take());
        assertEquals(123_456_789, recorder.statusTimeNs());
    }

    @Test
    void shouldHoldALossUntilThereIsRoom()
    {
        fill();
        lose(QUOTE, 4, 6, 2);
        publisher.beginBatch(1);
        publisher.beginBatch(2);
        lose(QUOTE, 4, 6, 1);
        readOn();
        publisher.beginBatch(3);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(3, QUOTE, 4, 6)), recorder.take());
        assertEquals(3, recorder.statusTimeNs());
    }

    @Test
    void shouldTellLossesOfSymbolsVenuesAndTemplatesApart()
    {
        fill();
        lose(QUOTE, 1, 5, 1);
        lose(QUOTE, 1, 6, 2);
        lose(QUOTE, 2, 5, 3);
        lose(TRADE, 1, 5, 4);
        lose(QUOTE, 1, 5, 10);
        readOn();
        publisher.beginBatch(1);

        reader.poll(recorder, ALL);
        assertEquals(
            Set.of(
                TickRecorder.lost(11, QUOTE, 1, 5),
                TickRecorder.lost(2, QUOTE, 1, 6),
                TickRecorder.lost(3, QUOTE, 2, 5),
                TickRecorder.lost(4, TRADE, 1, 5)),
            new HashSet<>(recorder.take()));
    }

    @Test
    void shouldLetNoTickThroughBeforeAllLossesAreAnnounced()
    {
        fill();
        for (int symbolId = 10; symbolId < 10 + SLOTS; symbolId++)
        {
            lose(QUOTE, SampleTick.VENUE, symbolId, 1);
        }
        readOn();

        // All the room goes to the announcements, so this tick is lost too.
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 10, 7));
        assertEquals(SLOTS, reader.poll(recorder, ALL));
        final Set<String> announced = new HashSet<>(recorder.take());
        for (int symbolId = 10; symbolId < 10 + SLOTS; symbolId++)
        {
            assertTrue(announced.contains(TickRecorder.lost(1, QUOTE, SampleTick.VENUE, symbolId)));
        }

        assertTrue(sample.publish(publisher, 10, 8) >= 0);
        reader.poll(recorder, ALL);
        assertEquals(
            List.of(TickRecorder.lost(1, QUOTE, SampleTick.VENUE, 10), TickRecorder.quote(10, 8)), recorder.take());
    }

    @Test
    void shouldAnnounceAsManyLossesAsThereIsRoomFor()
    {
        fill();
        for (int symbolId = 0; symbolId < 3; symbolId++)
        {
            lose(QUOTE, 1, symbolId, symbolId + 1);
        }
        final Set<String> announced = new HashSet<>();
        for (int i = 0; i < 3; i++)
        {
            assertEquals(1, reader.poll(recorder, 1));
            assertTrue(recorder.take().get(0).startsWith("quote"));
            publisher.beginBatch(i);
        }
        // The last of the quotes stands before the announcements.
        assertEquals(SLOTS, reader.poll(recorder, ALL));
        announced.addAll(recorder.take().subList(1, SLOTS));

        assertEquals(
            Set.of(
                TickRecorder.lost(1, QUOTE, 1, 0),
                TickRecorder.lost(2, QUOTE, 1, 1),
                TickRecorder.lost(3, QUOTE, 1, 2)),
            announced);
    }

    @ParameterizedTest
    @CsvSource({"9", "10", "11", "12"})
    void shouldAnnounceALossOfPrivateTicksWithTheirAccount(final int templateId)
    {
        fill();
        lose(templateId, 5, 77, 2);
        readOn();
        publisher.beginBatch(1);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lostPrivate(2, templateId, 5, 77)), recorder.take());
    }

    @Test
    void shouldTellASymbolFromAnAccountOfTheSameNumber()
    {
        fill();
        lose(ORDER, 1, 5, 1);
        lose(EXECUTION, 1, 5, 2);
        lose(QUOTE, 1, 5, 3);
        readOn();
        publisher.beginBatch(1);

        reader.poll(recorder, ALL);
        assertEquals(
            Set.of(
                TickRecorder.lostPrivate(1, ORDER, 1, 5),
                TickRecorder.lostPrivate(2, EXECUTION, 1, 5),
                TickRecorder.lost(3, QUOTE, 1, 5)),
            new HashSet<>(recorder.take()));
        assertEquals(5, publisher.takeResync());
        assertEquals(-1, publisher.takeResync());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "13, 65534, 4194303", "8, 63, 2147483647", "1, 65534, 0"})
    void shouldAnnounceIdsAtTheBounds(final int templateId, final int venueId, final int symbolId)
    {
        fill();
        lose(templateId, venueId, symbolId, 1);
        readOn();
        publisher.beginBatch(1);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(1, templateId, venueId, symbolId)), recorder.take());
        assertEquals(symbolId, publisher.takeResync());
    }

    @Test
    void shouldAnnounceTooLongTicksTogetherWithThoseThatFoundNoRoom()
    {
        fill();
        lose(QUOTE, 1, 5, 2);
        assertEquals(TickPublisher.TOO_LONG, publisher.claim(publisher.messageCapacity() + 1, QUOTE, 1, 5));
        readOn();
        publisher.beginBatch(1);

        reader.poll(recorder, ALL);
        assertEquals(List.of(TickRecorder.lost(3, QUOTE, 1, 5)), recorder.take());
    }

    @Test
    void shouldAnnounceManyLosses()
    {
        fill();
        final int symbols = 500;
        for (int symbolId = 0; symbolId < symbols; symbolId++)
        {
            lose(QUOTE, 1, symbolId, 1 + symbolId % 3);
        }
        readOn();
        final Set<String> announced = new HashSet<>();
        for (int i = 0; i < symbols; i++)
        {
            publisher.beginBatch(i);
            reader.poll(recorder, ALL);
            announced.addAll(recorder.take());
        }

        assertEquals(symbols, announced.size());
        for (int symbolId = 0; symbolId < symbols; symbolId++)
        {
            assertTrue(announced.contains(TickRecorder.lost(1 + symbolId % 3, QUOTE, 1, symbolId)));
        }
    }

    /**
     * The publisher belongs to the thread that claims first, so this is for the test's own.
     */
    private void fill()
    {
        for (int number = 0; number < SLOTS; number++)
        {
            assertTrue(sample.publish(publisher, 1, number) >= 0);
        }
    }

    private void lose(final int templateId, final int venueId, final int subjectId, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            assertEquals(TickPublisher.RING_FULL, publisher.claim(LENGTH, templateId, venueId, subjectId));
        }
    }

    private void readOn()
    {
        reader.poll(recorder, ALL);
        recorder.take();
    }
}
