package io.tickwire.transport.session;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.FrameHeader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random frames for a socket of random moods, with records before it or without, in the outbox and its naive twin.
 */
class OutboxPropertyTest
{
    private static final int STEPS = 300;
    private static final int SLAB_BYTES = 1 << 22;
    private static final int MAX_BATCH_BYTES = 1 << 21;
    private static final int[] LENGTHS = {
        0, 125, 126, ChunkPool.CHUNK_BYTES - 4, ChunkPool.CHUNK_BYTES, Stage.CAPACITY - 4, Stage.CAPACITY - 3,
        0xFFFF, 0x10000, 70_000};

    private final FrameHeader header = new FrameHeader();
    private final Slab[] slabs = {
        new Slab(new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES))),
        new Slab(new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES)))};
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[2 * MAX_BATCH_BYTES]);
    private Random random;
    private ChunkPool pool;
    private FakeSink sink;
    private FakeRecords records;
    private Outbox outbox;
    private NaiveOutbox twin;
    private ServerCounters counters;
    private WriteCounts writeCounts;
    private int slabAt;
    private int batchBytes;
    private int checked;
    private byte marker;

    @Property(tries = 80, seed = "20261127")
    void shouldSendWholeFramesInTheirOrder(@ForAll final long seed) throws IOException
    {
        begin(seed);
        for (int i = 0; i < STEPS; i++)
        {
            step();
        }
        sendAll();
    }

    @Property(tries = 80, seed = "20261127")
    void shouldEndWithTheFrameThatWasBegunAndTheGoodbye(@ForAll final long seed) throws IOException
    {
        begin(seed);
        for (int i = random.nextInt(STEPS / 3); i >= 0; i--)
        {
            step();
        }
        control(20);
        outbox.end();
        twin.end();

        assertTrue(outbox.isEnding());
        assertEquals(0, outbox.isBackedUp() ? 0 : outbox.queuedBytes());
        // What comes too late is passed over.
        ringFrame();
        copy();
        sendAll();
    }

    @Property(tries = 80, seed = "20261127")
    void shouldLetAllMemoryGo(@ForAll final long seed) throws IOException
    {
        begin(seed);
        for (int i = random.nextInt(STEPS / 3); i >= 0; i--)
        {
            step();
        }
        outbox.clear();
        copy();
        outbox.keep(scratch, 0, 1_000, false);

        assertEquals(0, pool.takenBytes());
        assertEquals(0, outbox.queuedBytes());
        assertEquals(0, outbox.urgentBytes());
        assertEquals(0, outbox.ageNs());
    }

    private void begin(final long seed)
    {
        random = new Random(seed);
        pool = new ChunkPool(Long.MAX_VALUE);
        sink = new FakeSink();
        counters = new ServerCounters();
        writeCounts = new WriteCounts(counters);
        records = random.nextBoolean() ? new FakeRecords(sink) : null;
        outbox = new Outbox(
            records == null ? sink.channel() : records.channel(), pool, new Stage(), writeCounts, System::nanoTime);
        twin = new NaiveOutbox();
        slabAt = 0;
        batchBytes = 0;
        checked = 0;
    }

    private void step() throws IOException
    {
        switch (random.nextInt(8))
        {
            case 0, 1, 2:
                for (int i = random.nextInt(10); i >= 0; i--)
                {
                    ringFrame();
                }
                break;

            case 3:
                copy();
                break;

            case 4:
                control(random.nextInt(50) == 0 ? 70_000 : random.nextInt(200));
                break;

            case 5, 6:
                mood();
                flush();
                break;

            default:
                mood();
                room();
                break;
        }
        check();
    }

    /** Frames stand one behind the other in a slab, but where it begins anew. */
    private void ringFrame() throws IOException
    {
        final Slab slab = slabs[random.nextInt(40) == 0 ? 1 : 0];
        final boolean isExempt = random.nextInt(5) == 0;
        slabAt += random.nextInt(6) == 0 ? 8 : 0;
        final int payload = payloadBytes();
        if (slabAt + payload + 10 > SLAB_BYTES)
        {
            flush();
            slabAt = 0;
        }
        final byte[] frame = frame(slab.bytes(), slabAt, payload, false);
        twin.add(kind(isExempt), frame);
        if (outbox.isBackedUp())
        {
            outbox.addCopy(slab.bytes(), slabAt, frame.length, isExempt);
        }
        else
        {
            outbox.add(slab, slabAt, frame.length, isExempt);
        }
        slabAt += frame.length;
        took(frame.length);
    }

    private void copy() throws IOException
    {
        final boolean isExempt = random.nextBoolean();
        final byte[] frame = frame(scratch, 0, payloadBytes(), false);
        twin.add(kind(isExempt), frame);
        outbox.addCopy(scratch, 0, frame.length, isExempt);
        scratch.setMemory(0, frame.length, (byte)0x5A);
        took(frame.length);
    }

    private void control(final int payload) throws IOException
    {
        final byte[] frame = frame(scratch, 0, payload, true);
        twin.add(NaiveOutbox.Kind.CONTROL, frame);
        outbox.addControl(scratch, 0, frame.length);
        scratch.setMemory(0, frame.length, (byte)0x5A);
    }

    private void took(final int length) throws IOException
    {
        twin.onTaken(begun());
        batchBytes += length;
        if (batchBytes > MAX_BATCH_BYTES)
        {
            flush();
        }
    }

    private void flush() throws IOException
    {
        outbox.flush();
        twin.onTaken(begun());
        slabAt = 0;
        batchBytes = 0;
        assertQueued();
    }

    private void room() throws IOException
    {
        if (outbox.isBackedUp())
        {
            final boolean isAllSent = outbox.onRoom();
            twin.onTaken(begun());

            assertEquals(isAllSent, !outbox.isBackedUp());
            assertQueued();
        }
    }

    private void assertQueued()
    {
        if (!outbox.isBackedUp())
        {
            assertEquals(0, outbox.queuedBytes());
        }
        else if (!outbox.isEnding())
        {
            assertEquals(twin.queuedBytes(taken()), outbox.queuedBytes());
        }
    }

    private void check()
    {
        assertArrivedInOrder();
        assertTrue(!outbox.isBackedUp() || sink.isWriteResumed(), "nobody would tell of room");
        if (!outbox.isBackedUp())
        {
            assertEquals(0, pool.takenBytes());
        }
        else
        {
            assertTrue(pool.takenBytes() >= outbox.queuedBytes());
        }
    }

    private void assertArrivedInOrder()
    {
        if (sink.length() == checked)
        {
            return;
        }
        final byte[] received = sink.received();
        final byte[] expected = twin.bytes();
        final int mismatch = Arrays.mismatch(
            received, checked, received.length, expected, checked, Math.min(expected.length, received.length));
        assertEquals(-1, mismatch, () -> "of " + received.length + " bytes the first that is wrong comes after " +
            (checked + mismatch));
        checked = received.length;
    }

    private void sendAll() throws IOException
    {
        sink.acceptAll();
        flush();
        while (outbox.isBackedUp())
        {
            room();
        }

        assertArrivedInOrder();
        assertEquals(twin.bytes().length, sink.length());
        assertFalse(outbox.isBackedUp());
        assertEquals(0, outbox.queuedBytes());
        assertEquals(0, outbox.urgentBytes());
        assertEquals(0, outbox.stalledNs());
        assertEquals(0, pool.takenBytes());
        writeCounts.publish();
        assertEquals(sink.length(), counters.get(ServerCounter.BYTES_WRITTEN));
    }

    private int begun()
    {
        return records == null ? sink.length() : records.sealed();
    }

    private int taken()
    {
        return records == null ? sink.length() : records.taken();
    }

    private void mood()
    {
        final int mood = random.nextInt(5);
        final int most = 1 << random.nextInt(20);
        sink.accept(offered -> mood == 0 ? 0 : mood == 1 ? offered : Math.min(offered, random.nextInt(most + 1)));
    }

    private int payloadBytes()
    {
        return random.nextInt(400) == 0 ? 1 << 20 :
            random.nextInt(10) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : random.nextInt(300);
    }

    private byte[] frame(final UnsafeBuffer target, final int offset, final int payload, final boolean isText)
    {
        marker++;
        final int headerBytes = header.headerBytes(payload);
        header.seal(target, offset, payload, isText);
        target.setMemory(offset + headerBytes, payload, marker);
        final byte[] copy = new byte[headerBytes + payload];
        target.getBytes(offset, copy);

        return copy;
    }

    private static NaiveOutbox.Kind kind(final boolean isExempt)
    {
        return isExempt ? NaiveOutbox.Kind.EXEMPT : NaiveOutbox.Kind.DATA;
    }
}
