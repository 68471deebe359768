package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameRingTest
{
    private static final Set<FrameKind> FOR_ALL = EnumSet.of(FrameKind.DATA, FrameKind.GAP, FrameKind.STALE);
    private static final int SLOTS = 8;
    private static final int SLAB_BYTES = 4096;
    private static final int MAX_FRAME_BYTES = SLAB_BYTES / 4;
    private static final int ALL = 1000;

    private final FrameRing ring = new FrameRing(SLOTS, SLAB_BYTES, WaitProfile.PINNED.newWaitStrategy());
    private final List<Integer> streams = new ArrayList<>();
    private final List<Boolean> ends = new ArrayList<>();
    private final FrameHandler recorder = (slot, isEndOfBatch) ->
    {
        streams.add(slot.streamId());
        ends.add(isEndOfBatch);
    };

    @Test
    void shouldShowCommittedFramesOnlyOncePublished()
    {
        final FrameReader reader = ring.newReader();
        put(1, 10);
        put(2, 10);
        assertEquals(0, reader.poll(recorder, ALL));
        assertEquals(0, ring.backlog());

        assertEquals(2, ring.publish());
        assertEquals(0, ring.publish());
        assertEquals(2, ring.backlog());
        assertEquals(2, reader.poll(recorder, ALL));
        assertEquals(List.of(1, 2), streams);
        assertEquals(0, ring.backlog());
    }

    @Test
    void shouldMarkTheEndOfEachBatch()
    {
        final FrameReader reader = ring.newReader();
        for (int stream = 0; stream < 5; stream++)
        {
            put(stream, 1);
        }
        ring.publish();

        assertEquals(0, reader.poll(recorder, 0));
        assertEquals(3, reader.poll(recorder, 3));
        assertEquals(2, reader.poll(recorder, 3));
        assertEquals(0, reader.poll(recorder, 3));
        assertEquals(List.of(0, 1, 2, 3, 4), streams);
        assertEquals(List.of(false, false, true, false, true), ends);
    }

    @Test
    void shouldStandFramesBackToBackUntilTheSlabBeginsAnew()
    {
        final FrameReader reader = ring.newReader();
        assertEquals(0, put(1, 1000));
        assertEquals(1000, put(2, 0));
        assertEquals(1000, put(3, 1000));
        assertEquals(2000, put(4, 1000));
        ring.publish();
        reader.poll(recorder, ALL);

        // Of the slab's 4,096 bytes 96 are left over.
        assertEquals(3000, put(5, 1000));
        assertEquals(0, put(6, 97));
        assertEquals(97, put(7, 1));
    }

    @Test
    void shouldUseTheSlabToItsLastByte()
    {
        for (int i = 0; i < 4; i++)
        {
            assertEquals(i * MAX_FRAME_BYTES, put(i, MAX_FRAME_BYTES));
        }
        ring.publish();
        assertEquals(0, put(4, MAX_FRAME_BYTES));
    }

    @Test
    void shouldHaveNoRoomUntilTheSlowestReaderHasMovedOn()
    {
        final FrameReader slow = ring.newReader();
        final FrameReader fast = ring.newReader();
        for (int i = 0; i < 4; i++)
        {
            put(i, MAX_FRAME_BYTES);
        }
        assertFalse(ring.hasRoom(1, 1));
        assertTrue(ring.hasRoom(1, 0));
        assertEquals(FrameRing.NO_ROOM, ring.claim(1));

        // Asking has shown them to the readers.
        assertEquals(4, fast.poll(recorder, ALL));
        assertEquals(FrameRing.NO_ROOM, ring.claim(1));
        assertEquals(1, slow.poll(recorder, 1));
        assertTrue(ring.hasRoom(1, MAX_FRAME_BYTES));
        assertFalse(ring.hasRoom(1, MAX_FRAME_BYTES + 1));
        assertEquals(0, ring.claim(MAX_FRAME_BYTES));
    }

    @Test
    void shouldHaveNoRoomWhereItsEntriesAreTaken()
    {
        final FrameReader reader = ring.newReader();
        for (int i = 0; i < SLOTS; i++)
        {
            assertTrue(ring.hasRoom(SLOTS - i, 0));
            assertFalse(ring.hasRoom(SLOTS - i + 1, 0));
            put(i, 0);
        }
        assertEquals(FrameRing.NO_ROOM, ring.claim(0));

        reader.poll(recorder, 2);
        assertTrue(ring.hasRoom(2, 0));
        assertFalse(ring.hasRoom(3, 0));
    }

    @Test
    void shouldNotTakeUnreadBytesForReadOnesWhereAllItsEntriesAreTaken()
    {
        final FrameReader reader = ring.newReader();
        for (int i = 0; i < SLOTS; i++)
        {
            put(i, SLAB_BYTES / SLOTS);
        }
        ring.publish();
        reader.poll(recorder, 1);
        put(SLOTS, SLAB_BYTES / SLOTS);

        // The slot of the entry that was read last is taken anew: it no longer says where that entry ended.
        assertFalse(ring.hasRoom(0, 1));
        assertTrue(ring.hasRoom(0, 0));
        reader.poll(recorder, 1);
        assertTrue(ring.hasRoom(1, SLAB_BYTES / SLOTS));
        assertFalse(ring.hasRoom(1, SLAB_BYTES / SLOTS + 1));
    }

    @Test
    void shouldNeverFillWhereNobodyReads()
    {
        for (int i = 0; i < 20 * SLOTS; i++)
        {
            assertTrue(ring.hasRoom(1, i * 37 % (MAX_FRAME_BYTES + 1)));
            put(i, i * 37 % (MAX_FRAME_BYTES + 1));
        }
    }

    @Test
    void shouldNotWaitForAReaderThatIsClosed()
    {
        final FrameReader reader = ring.newReader();
        for (int i = 0; i < SLOTS; i++)
        {
            put(i, 0);
        }
        assertEquals(FrameRing.NO_ROOM, ring.claim(0));

        reader.close();
        assertTrue(ring.claim(0) >= 0);
        assertEquals(FrameReader.HALTED, reader.poll(recorder, ALL));
    }

    @Test
    void shouldStartALateReaderWhereItJoined()
    {
        put(1, 10);
        ring.publish();
        put(2, 10);
        final FrameReader late = ring.newReader();
        put(3, 10);
        ring.publish();

        assertEquals(2, late.poll(recorder, ALL));
        assertEquals(List.of(2, 3), streams);
    }

    @Test
    void shouldHoldTheRingBackUntilTheBatchIsOver()
    {
        final FrameReader reader = ring.newReader();
        for (int i = 0; i < SLOTS; i++)
        {
            put(i, 0);
        }
        ring.publish();

        assertEquals(SLOTS, reader.poll((slot, isEnd) -> assertEquals(FrameRing.NO_ROOM, ring.claim(0)), ALL));
        assertEquals(0, ring.claim(0));
    }

    @Test
    void shouldEndPollWhenHalted()
    {
        final FrameReader reader = ring.newReader();
        put(1, 1);
        ring.publish();
        reader.halt();

        assertEquals(FrameReader.HALTED, reader.poll(recorder, ALL));
        assertEquals(List.of(), streams);
    }

    @Test
    void shouldPassOverAnEntryThatItsHandlerThrewAt()
    {
        final FrameReader reader = ring.newReader();
        put(1, 1);
        put(2, 1);
        ring.publish();

        assertThrows(
            IllegalStateException.class,
            () -> reader.poll(
                (slot, isEnd) ->
                {
                    throw new IllegalStateException("poison");
                },
                ALL));
        assertEquals(1, reader.poll(recorder, ALL));
        assertEquals(List.of(2), streams);
    }

    @Test
    void shouldRefuseAFrameAboveTheLongest()
    {
        assertEquals(MAX_FRAME_BYTES, ring.maxFrameBytes());
        final IllegalArgumentException thrown =
            assertThrows(IllegalArgumentException.class, () -> ring.claim(MAX_FRAME_BYTES + 1));

        assertEquals("a frame takes at most 1024 bytes: maxBytes=1025", thrown.getMessage());
        assertEquals(0, ring.claim(MAX_FRAME_BYTES));
    }

    @Test
    void shouldAssertThatNoMoreIsCommittedThanWasClaimed()
    {
        ring.claim(10);

        final AssertionError thrown = assertThrows(AssertionError.class, () -> ring.commit(11));
        assertEquals("length=11 claimedBytes=10", thrown.getMessage());
        assertThrows(AssertionError.class, () -> ring.commit(-1));
        ring.commit(10);
        assertEquals(1, ring.publish());
    }

    @Test
    void shouldTakeALaterClaimInsteadOfAnEarlierOne()
    {
        final FrameReader reader = ring.newReader();
        assertEquals(0, ring.claim(100));
        assertEquals(0, ring.claim(10));
        assertThrows(AssertionError.class, () -> ring.commit(100));
        ring.slot().is(FrameKind.DATA, 9, Conflation.RAW, Encoding.SBE);
        ring.commit(4);
        ring.publish();

        assertEquals(1, reader.poll((slot, isEnd) -> assertEquals(4, slot.length()), ALL));
        assertEquals(4, ring.claim(1));
    }

    @Test
    void shouldAssertThatOneThreadProducesAndOneReads()
    {
        final FrameReader reader = ring.newReader();
        put(1, 1);
        reader.poll(recorder, ALL);

        assertWrongThread(() -> ring.claim(1));
        assertWrongThread(() -> reader.poll(recorder, ALL));
    }

    @Test
    void shouldForgetWhatAnEntryWasBefore()
    {
        for (int i = 0; i < SLOTS; i++)
        {
            ring.claim(0);
            ring.slot().is(FrameKind.LIVE, 1, Conflation.RAW, Encoding.JSON)
                .covers(1, 2).addressedTo(5).recovers(true, 6).timed(7, 8);
            ring.commit(0);
        }
        ring.publish();
        ring.claim(0);
        final FrameSlot slot = ring.slot().is(FrameKind.GAP, 2, Conflation.MS_10, Encoding.SBE);

        assertEquals(FrameKind.GAP, slot.kind());
        assertEquals(2, slot.streamId());
        assertEquals(Conflation.MS_10, slot.conflation());
        assertEquals(Encoding.SBE, slot.encoding());
        assertEquals(0, slot.recipient());
        assertEquals(0, slot.count());
        assertFalse(slot.isRecovered());
        assertEquals(0, slot.publishTimeNs());
    }

    @Test
    void shouldAddressAllKindsButThoseForAll()
    {
        for (final FrameKind kind : FrameKind.values())
        {
            assertEquals(!FOR_ALL.contains(kind), kind.isAddressed(), kind.name());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, 0, 1, 3, 1000})
    void shouldRefuseANumberOfEntriesThatIsNoPowerOfTwo(final int slots)
    {
        assertRefused("frame slots must be a power of two above 1: slots=" + slots, slots, SLAB_BYTES);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -4096, 0, 2048, 4095, 4097, 6000})
    void shouldRefuseASlabOutOfRange(final int slabBytes)
    {
        assertRefused(
            "frame slab bytes must be a power of two from 4096 to 1073741824: slabBytes=" + slabBytes, 2, slabBytes);
    }

    @Test
    void shouldTakeSizesAtTheBounds()
    {
        FrameRing.requireSizes(2, 4096);
        FrameRing.requireSizes(1 << 30, 1 << 30);
    }

    private static void assertWrongThread(final Runnable call)
    {
        final ExecutionException thrown =
            assertThrows(ExecutionException.class, () -> CompletableFuture.runAsync(call).get());
        assertEquals(AssertionError.class, thrown.getCause().getClass());
        assertTrue(thrown.getCause().getMessage().startsWith("owned by"), thrown.getCause().getMessage());
    }

    private static void assertRefused(final String message, final int slots, final int slabBytes)
    {
        assertEquals(
            message,
            assertThrows(IllegalArgumentException.class, () -> FrameRing.requireSizes(slots, slabBytes)).getMessage());
        assertEquals(
            message,
            assertThrows(
                IllegalArgumentException.class,
                () -> new FrameRing(slots, slabBytes, WaitProfile.PINNED.newWaitStrategy())).getMessage());
    }

    private int put(final int streamId, final int length)
    {
        final int offset = ring.claim(length);
        ring.slot().is(FrameKind.DATA, streamId, Conflation.RAW, Encoding.SBE);
        ring.commit(length);

        return offset;
    }
}
