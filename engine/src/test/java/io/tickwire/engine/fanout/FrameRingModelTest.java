package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random steps of a producer and several readers, on the ring and on its naive twin. The producer also goes on in the
 * midst of a reader's batch, as it does in life.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameRingModelTest
{
    private static final int STEPS = 15_000;
    private static final int SLAB_BYTES = 4096;
    private static final int MAX_READERS = 4;
    private static final FrameKind[] KINDS = FrameKind.values();

    private final List<FrameReader> readers = new ArrayList<>();
    private final List<NaiveFrameRing.Reader> twinReaders = new ArrayList<>();
    private FrameRing ring;
    private NaiveFrameRing twin;
    private Random random;
    private long number;
    private int claims;
    private int refusals;
    private int wraps;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldAgreeWithItsNaiveTwinWhereBytesAreShort(final long seed)
    {
        run(seed, 512);
        assertTrue(wraps > 100, "wraps=" + wraps);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldAgreeWithItsNaiveTwinWhereEntriesAreShort(final long seed)
    {
        run(seed, 4);
    }

    private void run(final long seed, final int slots)
    {
        random = new Random(seed);
        ring = new FrameRing(slots, SLAB_BYTES, WaitProfile.PINNED.newWaitStrategy());
        twin = new NaiveFrameRing(slots, SLAB_BYTES);
        for (int i = 0; i < STEPS; i++)
        {
            step();
        }
        assertTrue(claims > 1000 && refusals > 100, "claims=" + claims + " refusals=" + refusals);
    }

    private void step()
    {
        final int dice = random.nextInt(100);
        if (dice < 60)
        {
            produce();
        }
        else if (dice < 96)
        {
            poll();
        }
        else if (dice < 98)
        {
            join();
        }
        else
        {
            leave();
        }
    }

    private void produce()
    {
        final int dice = random.nextInt(10);
        if (dice < 6)
        {
            claimAndCommit(randomSize(), true);
        }
        else if (dice < 8)
        {
            claimWhatThereIsRoomFor();
        }
        else
        {
            assertEquals(twin.publish(), ring.publish());
        }
    }

    private int randomSize()
    {
        return switch (random.nextInt(8))
        {
            case 0 -> 0;
            case 1 -> ring.maxFrameBytes();
            case 2 -> random.nextInt(ring.maxFrameBytes());
            default -> random.nextInt(100);
        };
    }

    private void claimWhatThereIsRoomFor()
    {
        final int entries = 1 + random.nextInt(5);
        final int[] sizes = new int[entries];
        int bytes = 0;
        for (int i = 0; i < entries; i++)
        {
            sizes[i] = randomSize();
            bytes += sizes[i];
        }

        final boolean hasRoom = twin.hasRoom(entries, bytes);
        assertEquals(hasRoom, ring.hasRoom(entries, bytes));
        for (int i = 0; hasRoom && i < entries; i++)
        {
            assertTrue(claimAndCommit(sizes[i], false), "entries=" + entries + " bytes=" + bytes + " i=" + i);
        }
    }

    private boolean claimAndCommit(final int maxBytes, final boolean mayGiveUp)
    {
        if (mayGiveUp && random.nextBoolean())
        {
            assertEquals(twin.hasRoom(1, maxBytes), ring.hasRoom(1, maxBytes));
        }
        final int offset = ring.claim(maxBytes);
        assertEquals(twin.claim(maxBytes), offset);
        if (offset == FrameRing.NO_ROOM)
        {
            refusals++;
            return false;
        }

        claims++;
        wraps += offset == 0 ? 1 : 0;
        assertTrue(offset + maxBytes <= SLAB_BYTES);
        assertNobodyReads(offset, maxBytes);
        if (mayGiveUp && random.nextInt(10) == 0)
        {
            return true;
        }

        // A writer may use all of its claim while it works, even where its frame comes out shorter.
        ring.buffer().setMemory(offset, maxBytes, (byte)random.nextInt());
        final byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(maxBytes + 1) : maxBytes];
        random.nextBytes(bytes);
        ring.buffer().putBytes(offset, bytes);
        name(ring.slot(), number);
        ring.commit(bytes.length);
        twin.commit(bytes, number++);

        return true;
    }

    private void assertNobodyReads(final int offset, final int length)
    {
        for (final NaiveFrameRing.Frame frame : twin.unread())
        {
            final int start = (int)(frame.start() % SLAB_BYTES);
            assertTrue(
                length == 0 || frame.bytes().length == 0 ||
                offset + length <= start || start + frame.bytes().length <= offset,
                "offset=" + offset + " length=" + length + " overwrites " + start + " + " + frame.bytes().length);
        }
    }

    private void poll()
    {
        if (readers.isEmpty())
        {
            return;
        }

        final int who = random.nextInt(readers.size());
        final int limit = random.nextInt(20);
        final List<FrameSlot> batch = new ArrayList<>();
        final List<NaiveFrameRing.Frame> expected = twinReaders.get(who).peek(limit);
        final int count = readers.get(who).poll(
            (slot, isEndOfBatch) ->
            {
                assertFrame(expected.get(batch.size()), slot);
                batch.add(slot);
                assertEquals(expected.size() == batch.size(), isEndOfBatch);
                if (random.nextInt(4) == 0)
                {
                    produce();
                }
                if (isEndOfBatch)
                {
                    // All of it still stands, whatever the producer did.
                    assertFrames(expected, batch);
                }
            },
            limit);

        assertEquals(expected.size(), count);
        assertEquals(count, batch.size());
        twinReaders.get(who).moveOn(count);
    }

    private static void assertFrames(final List<NaiveFrameRing.Frame> expected, final List<FrameSlot> batch)
    {
        for (int i = 0; i < batch.size(); i++)
        {
            assertFrame(expected.get(i), batch.get(i));
            final int end = i == 0 ? -1 : batch.get(i - 1).offset() + batch.get(i - 1).length();
            final int offset = batch.get(i).offset();
            assertTrue(i == 0 || offset == 0 || offset == end, "offset=" + offset + " end=" + end);
        }
    }

    private static void assertFrame(final NaiveFrameRing.Frame expected, final FrameSlot slot)
    {
        final byte[] bytes = new byte[slot.length()];
        slot.buffer().getBytes(slot.offset(), bytes);
        assertArrayEquals(expected.bytes(), bytes);
        assertEquals(expected.start() % SLAB_BYTES, slot.offset());

        final long number = expected.number();
        assertEquals(KINDS[(int)(number % KINDS.length)], slot.kind());
        assertEquals((int)number, slot.streamId());
        assertEquals(Conflation.ofOrdinal((int)(number % Conflation.COUNT)), slot.conflation());
        assertEquals(Encoding.ofOrdinal((int)(number % Encoding.COUNT)), slot.encoding());
        assertEquals((int)number * 3, slot.recipient());
        assertEquals(number % 2 == 0, slot.isRecovered());
        assertEquals(number + 1, slot.count());
        assertEquals(number - 1, slot.fromSequence());
        assertEquals(number, slot.sequence());
        assertEquals(number * 5, slot.publishTimeNs());
        assertEquals(number * 7, slot.sealTimeNs());
    }

    private static void name(final FrameSlot slot, final long number)
    {
        slot
            .is(
                KINDS[(int)(number % KINDS.length)],
                (int)number,
                Conflation.ofOrdinal((int)(number % Conflation.COUNT)),
                Encoding.ofOrdinal((int)(number % Encoding.COUNT)))
            .covers(number - 1, number)
            .addressedTo((int)number * 3)
            .recovers(number % 2 == 0, number + 1)
            .timed(number * 5, number * 7);
    }

    private void join()
    {
        if (readers.size() < MAX_READERS)
        {
            readers.add(ring.newReader());
            twinReaders.add(twin.join());
        }
    }

    private void leave()
    {
        if (!readers.isEmpty())
        {
            final int who = random.nextInt(readers.size());
            readers.remove(who).close();
            twin.leave(twinReaders.remove(who));
        }
    }
}
