package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickRingTest
{
    private static final int SLOTS = 8;
    private static final int SLOT_BYTES = 256;
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, new SliceWaitStrategy(0, 0));
    private final TickPublisher publisher = newPublisher();
    private final SampleTick sample = new SampleTick();
    private final TickRecorder recorder = new TickRecorder();

    @Test
    void shouldReadWhatWasEncodedInPlaceWholeAndInOrder()
    {
        final TickReader reader = ring.newReader();
        for (long number = 0; number < 10 * SLOTS; number += 2)
        {
            final long first = sample.publish(publisher, 3, number);
            final long second = sample.publish(publisher, 4, number + 1);

            assertEquals(2, reader.poll(recorder, ALL));
            assertEquals(List.of(TickRecorder.quote(3, number), TickRecorder.quote(4, number + 1)), recorder.take());
            assertEquals(number, first);
            assertEquals(number + 1, second);
            assertEquals(second, reader.position());
        }

        for (int i = 0; i < recorder.sequences().size(); i++)
        {
            assertEquals(i, recorder.sequences().get(i));
        }
    }

    @Test
    void shouldKeepAMessageThatFillsItsSlotApartFromItsNeighbours()
    {
        final TickReader reader = ring.newReader();
        final int length = publisher.messageCapacity();
        for (int i = 0; i < SLOTS; i++)
        {
            final long claim = publisher.claim(length, 2, 1, 1);
            publisher.buffer().setMemory(publisher.messageOffset(claim), length, (byte)(i + 1));
            publisher.publish(claim, length);
        }

        final int read = reader.poll(
            (slot, sequence) ->
            {
                assertEquals(length, slot.messageLength());
                for (int i = 0; i < length; i++)
                {
                    assertEquals(sequence + 1, slot.buffer().getByte(slot.messageOffset() + i));
                }
            },
            ALL);

        assertEquals(SLOTS, read);
    }

    @Test
    void shouldGiveEachSlotItsPartOfTheSlab()
    {
        final TickSlot slot = ring.buffer().get(3);

        assertEquals(3 * SLOT_BYTES + 16, slot.messageOffset());
        assertEquals(4 * SLOT_BYTES, slot.messageOffset() + ring.messageCapacity());
        assertEquals(SLOT_BYTES - 16, publisher.messageCapacity());
        assertEquals(SLOTS, ring.slots());
    }

    @Test
    void shouldHandOverNoMoreThanTheLimit()
    {
        final TickReader reader = ring.newReader();
        for (int number = 0; number < 5; number++)
        {
            sample.publish(publisher, 1, number);
        }

        assertEquals(0, reader.poll(recorder, 0));
        assertEquals(3, reader.poll(recorder, 3));
        assertEquals(2, reader.poll(recorder, 3));
        assertEquals(0, reader.poll(recorder, 3));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), recorder.sequences());
    }

    @Test
    void shouldNotReadPastAClaimThatIsStillOpen()
    {
        final TickReader reader = ring.newReader();
        final TickPublisher other = newPublisher();
        final long open = SampleTick.claim(publisher, 1);
        sample.publish(other, 2, 5);

        assertEquals(0, reader.poll(recorder, ALL));
        assertEquals(1, ring.cursor());

        sample.encode(publisher, open, 1, 4);
        publisher.publish(open, SampleTick.LENGTH);
        assertEquals(2, reader.poll(recorder, ALL));
        assertEquals(List.of(TickRecorder.quote(1, 4), TickRecorder.quote(2, 5)), recorder.take());
    }

    @Test
    void shouldGiveEachReaderEverything()
    {
        final TickReader fast = ring.newReader();
        final TickReader slow = ring.newReader();
        final TickRecorder others = new TickRecorder();
        for (int number = 0; number < SLOTS; number++)
        {
            sample.publish(publisher, 1, number);
            assertEquals(1, fast.poll(recorder, ALL));
        }

        assertEquals(SLOTS, slow.poll(others, ALL));
        assertEquals(others.take(), recorder.take());
    }

    @Test
    void shouldStartALateReaderWhereItJoined()
    {
        sample.publish(publisher, 1, 0);
        sample.publish(publisher, 1, 1);
        final TickReader late = ring.newReader();
        assertEquals(1, late.position());
        assertEquals(0, late.poll(recorder, ALL));

        sample.publish(publisher, 1, 2);
        assertEquals(1, late.poll(recorder, ALL));
        assertEquals(List.of(TickRecorder.quote(1, 2)), recorder.take());
        assertEquals(List.of(2L), recorder.sequences());
    }

    @Test
    void shouldNeverFillWhereNobodyReads()
    {
        for (int number = 0; number < 10 * SLOTS; number++)
        {
            assertEquals(number, sample.publish(publisher, 1, number));
        }
    }

    @Test
    void shouldBeHeldBackByItsSlowestReaderUntilThatIsClosed()
    {
        final TickReader slow = ring.newReader();
        final TickReader fast = ring.newReader();
        for (int number = 0; number < SLOTS; number++)
        {
            sample.publish(publisher, 1, number);
        }
        fast.poll(recorder, ALL);
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 1, SLOTS));

        slow.close();
        assertTrue(sample.publish(publisher, 1, SLOTS) > 0);
        assertEquals(TickReader.HALTED, slow.poll(recorder, ALL));

        fast.close();
        for (int number = 0; number < 3 * SLOTS; number++)
        {
            assertTrue(sample.publish(publisher, 1, number) > 0);
        }
    }

    @Test
    void shouldBeHeldBackByTheSecondStageToo()
    {
        final TickReader first = ring.newReader();
        final TickReader second = ring.newReaderAfter(first);
        for (int number = 0; number < SLOTS; number++)
        {
            sample.publish(publisher, 1, number);
        }
        assertEquals(SLOTS, first.poll(recorder, ALL));
        assertEquals(TickPublisher.RING_FULL, sample.publish(publisher, 1, SLOTS));

        assertEquals(SLOTS, second.poll(recorder, ALL));
        assertTrue(sample.publish(publisher, 1, SLOTS) > 0);
    }

    @Test
    void shouldNotLetAReaderOvertakeTheOneBeforeIt()
    {
        final TickReader first = ring.newReader();
        final TickReader second = ring.newReaderAfter(first);
        for (int number = 0; number < 5; number++)
        {
            sample.publish(publisher, 1, number);
        }

        assertEquals(0, second.poll(recorder, ALL));
        assertEquals(2, first.poll(recorder, 2));
        assertEquals(2, second.poll((slot, sequence) -> assertTrue(sequence <= first.position()), ALL));
        assertEquals(0, second.poll(recorder, ALL));

        assertEquals(3, first.poll(recorder, ALL));
        assertEquals(1, second.poll(recorder, 1));
        assertEquals(2, second.poll(recorder, ALL));
    }

    @Test
    void shouldShowABatchToTheStageBehindOnlyWhenAllOfItIsDone()
    {
        final TickReader first = ring.newReader();
        final TickReader second = ring.newReaderAfter(first);
        sample.publish(publisher, 1, 0);
        sample.publish(publisher, 1, 1);

        assertEquals(2, first.poll((slot, sequence) -> assertEquals(0, second.poll(recorder, ALL)), ALL));
        assertEquals(2, second.poll(recorder, ALL));
    }

    @Test
    void shouldEndPollWhenHalted()
    {
        final TickReader reader = ring.newReader();
        sample.publish(publisher, 1, 0);
        reader.halt();

        assertEquals(TickReader.HALTED, reader.poll(recorder, ALL));
        assertEquals(TickReader.HALTED, reader.poll(recorder, ALL));
        assertEquals(List.of(), recorder.take());
    }

    @Test
    void shouldPassOverATickThatItsHandlerThrewAt()
    {
        final TickReader reader = ring.newReader();
        sample.publish(publisher, 1, 0);
        sample.publish(publisher, 1, 1);
        final IllegalStateException poison = new IllegalStateException("poison");

        final IllegalStateException thrown = assertThrows(
            IllegalStateException.class,
            () -> reader.poll(
                (slot, sequence) ->
                {
                    throw poison;
                },
                ALL));

        assertEquals(poison, thrown);
        assertEquals(0, reader.position());
        assertEquals(1, reader.poll(recorder, ALL));
        assertEquals(List.of(1L), recorder.sequences());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -8, 0, 1, 3, 1000})
    void shouldRefuseANumberOfSlotsThatIsNoPowerOfTwo(final int slots)
    {
        assertRefused("slots must be a power of two above 1: slots=" + slots, slots, SLOT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {-256, 0, 128, 255, 257, 768, 131_072, Integer.MIN_VALUE})
    void shouldRefuseASlotSizeOutOfRange(final int slotBytes)
    {
        assertRefused("slotBytes must be a power of two from 256 to 65536: slotBytes=" + slotBytes, 8, slotBytes);
    }

    @ParameterizedTest
    @CsvSource({"32768, 65536", "8388608, 256", "1073741824, 65536"})
    void shouldRefuseARingAboveOneGiB(final int slots, final int slotBytes)
    {
        assertRefused(
            "slots x slotBytes must be at most 1 GiB: slots=" + slots + " slotBytes=" + slotBytes, slots, slotBytes);
    }

    @ParameterizedTest
    @CsvSource({"2, 256", "2, 65536", "16384, 65536", "4194304, 256"})
    void shouldTakeSizesAtTheBounds(final int slots, final int slotBytes)
    {
        TickRing.requireSizes(slots, slotBytes);
    }

    private static void assertRefused(final String message, final int slots, final int slotBytes)
    {
        assertEquals(
            message,
            assertThrows(IllegalArgumentException.class, () -> TickRing.requireSizes(slots, slotBytes)).getMessage());
        assertEquals(
            message,
            assertThrows(
                IllegalArgumentException.class,
                () -> new TickRing(slots, slotBytes, new SliceWaitStrategy(0, 0))).getMessage());
    }

    private TickPublisher newPublisher()
    {
        return new TickPublisher(
            ring, new CountingClock(), new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    }
}
