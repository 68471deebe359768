package io.tickwire.transport.session;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.FrameHeader;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OutboxTest
{
    private static final int SLAB_BYTES = 1 << 20;
    private static final int PAYLOAD = 100;
    private static final int FRAME = PAYLOAD + 2;
    private static final int ROUNDS = 12;
    private static final int BATCHES = 20_000;

    private final FrameHeader header = new FrameHeader();
    private final Slab slab = slab();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[1 << 17]);
    private final ServerCounters counters = new ServerCounters();
    private final WriteCounts writeCounts = new WriteCounts(counters);
    private final ChunkPool pool = new ChunkPool(1 << 20);
    private final FakeSink sink = new FakeSink();
    private long nowNs = Long.MAX_VALUE - 500;
    private final Outbox outbox = new Outbox(sink.channel(), pool, new Stage(), writeCounts, () -> nowNs);

    @Test
    void shouldMakeOneWriteOfFramesThatStandTogether() throws IOException
    {
        assertTrue(outbox.add(slab, frame(slab.bytes(), 0), FRAME, false));
        assertFalse(outbox.add(slab, frame(slab.bytes(), FRAME), FRAME, false));
        outbox.flush();
        assertTrue(outbox.add(slab, 0, FRAME, false), "clean again");
        outbox.flush();

        assertEquals(2, sink.writes());
        assertEquals(3 * FRAME, sink.length());
    }

    @Test
    void shouldMakeOneWriteOfCopiesAndFramesOfARing() throws IOException
    {
        outbox.addCopy(scratch, frame(scratch, 0), FRAME, false);
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        outbox.addControl(scratch, 0, FRAME);
        outbox.add(slab, frame(slab.bytes(), 2 * FRAME), FRAME, false);
        outbox.flush();

        assertEquals(1, sink.writes());
        assertEquals(4 * FRAME, sink.length());
    }

    @Test
    void shouldWriteBeforeFramesOfAnotherRing() throws IOException
    {
        final Slab other = slab();
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        sink.acceptNothing();
        assertFalse(outbox.add(other, frame(other.bytes(), 0), FRAME, false), "there is nothing to flush");

        assertTrue(outbox.isBackedUp());
        assertEquals(2 * FRAME, outbox.queuedBytes());
    }

    @Test
    void shouldBoundTheRunsOfABatch() throws IOException
    {
        for (int i = 0; i < 257; i++)
        {
            outbox.add(slab, frame(slab.bytes(), 2 * FRAME * i), FRAME, false);
        }

        assertEquals(256 * FRAME, sink.length());
        outbox.flush();
        assertEquals(257 * FRAME, sink.length());
    }

    @Test
    void shouldSayHowOldItsOldestByteIsAndHowLongNothingWasTaken() throws IOException
    {
        assertEquals(0, outbox.ageNs());
        assertEquals(0, outbox.stalledNs());
        sink.accept(offered -> 1);
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        outbox.flush();
        // The clock may turn over.
        nowNs += 1_000;
        assertEquals(1_000, outbox.ageNs());
        assertEquals(1_000, outbox.stalledNs());

        outbox.onRoom();
        nowNs += 10;
        assertEquals(1_010, outbox.ageNs());
        assertEquals(10, outbox.stalledNs());

        sink.acceptNothing();
        outbox.onRoom();
        nowNs += 10;
        assertEquals(20, outbox.stalledNs());
        sink.acceptAll();
        assertTrue(outbox.onRoom());
        assertEquals(0, outbox.ageNs());
        assertEquals(0, outbox.stalledNs());
    }

    @Test
    void shouldNotCountWhatIsExemptAgainstTheClientWhereverItWasGiven() throws IOException
    {
        sink.acceptNothing();
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, true);
        outbox.addCopy(scratch, frame(scratch, 0), FRAME, true);
        outbox.addCopy(scratch, 0, FRAME, false);
        outbox.flush();
        assertEquals(FRAME, outbox.queuedBytes());
        outbox.addCopy(scratch, 0, FRAME, true);
        outbox.keep(scratch, 0, FRAME, false);
        assertEquals(2 * FRAME, outbox.queuedBytes());

        sink.accept(offered -> 2 * FRAME + 10);
        assertFalse(outbox.onRoom());
        assertEquals(2 * FRAME - 10, outbox.queuedBytes());
        sink.accept(offered -> FRAME - 10);
        assertFalse(outbox.onRoom());
        assertEquals(FRAME, outbox.queuedBytes());
    }

    @Test
    void shouldKeepControlFramesInTheirOrderWhereOnlyOneWasBegun() throws IOException
    {
        sink.accept(offered -> 1);
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        control("one");
        control("two");
        outbox.flush();
        control("bye");
        outbox.end();
        sink.acceptAll();
        assertTrue(outbox.onRoom());

        assertEquals("8903" + hex("one") + "8903" + hex("two") + "8903" + hex("bye"),
            HexFormat.of().formatHex(sink.received()));
    }

    @Test
    void shouldStayBackedUpWhereTheSocketFails() throws IOException
    {
        sink.accept(offered -> 1);
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        outbox.flush();
        sink.fail();

        assertThrows(IOException.class, outbox::onRoom);
        assertTrue(outbox.isBackedUp(), "or half a frame would be followed by another one");
        outbox.clear();
        assertEquals(0, pool.takenBytes());
    }

    @Test
    void shouldSayWhetherThereIsMemory() throws IOException
    {
        assertTrue(outbox.canKeep(1 << 20));
        assertFalse(outbox.canKeep((1 << 20) + 1));
        sink.acceptNothing();
        outbox.addCopy(scratch, frame(scratch, 0), FRAME, false);
        outbox.flush();

        assertEquals(ChunkPool.CHUNK_BYTES, pool.takenBytes());
        assertFalse(outbox.canKeep(1 << 20));
        assertTrue(outbox.canKeep((1 << 20) - ChunkPool.CHUNK_BYTES));
    }

    @Test
    void shouldCountWrites() throws IOException
    {
        sink.accept(offered -> 7);
        outbox.add(slab, frame(slab.bytes(), 0), FRAME, false);
        outbox.flush();
        sink.acceptAll();
        outbox.onRoom();
        writeCounts.publish();
        writeCounts.publish();

        assertEquals(FRAME, counters.get(ServerCounter.BYTES_WRITTEN));
        assertEquals(2, counters.get(ServerCounter.WRITES));
        assertEquals(1, counters.get(ServerCounter.WRITES_PARTIAL));
    }

    @Test
    void shouldAllocateNothingInSteadyState() throws IOException
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        sink.forget();
        frame(scratch, 0);
        for (int i = 0; i < 8; i++)
        {
            frame(slab.bytes(), i * FRAME);
        }
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each round.
        long allocated = -1;
        for (int round = 0; round < ROUNDS && allocated != 0; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            send();
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertEquals(0, allocated);
    }

    private void send() throws IOException
    {
        for (int i = 0; i < BATCHES; i++)
        {
            outbox.add(slab, 0, FRAME, false);
            outbox.add(slab, FRAME, FRAME, false);
            if ((i & 3) == 1)
            {
                outbox.add(slab, 4 * FRAME, FRAME, true);
                outbox.addCopy(scratch, 0, FRAME, true);
            }
            if ((i & 7) == 2)
            {
                outbox.addControl(scratch, 0, FRAME);
            }
            outbox.flush();
        }
    }

    private void control(final String payload)
    {
        final ControlFrames frames = new ControlFrames();
        frames.ping();
        final byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        scratch.putByte(0, frames.buffer().getByte(0));
        scratch.putByte(1, (byte)bytes.length);
        scratch.putBytes(2, bytes);
        outbox.addControl(scratch, 0, 2 + bytes.length);
    }

    private int frame(final UnsafeBuffer target, final int offset)
    {
        header.seal(target, offset, PAYLOAD, false);

        return offset;
    }

    private static String hex(final String text)
    {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Slab slab()
    {
        return new Slab(new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES)));
    }
}
