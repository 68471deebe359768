package io.tickwire.bench.micro;

import com.lmax.disruptor.RingBuffer;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Hand-off 2, a pipeline and a shard on a thread each: claim, write 136 bytes, commit, and publish sixteen at once,
 * beside a bare Disruptor of one producer that hands over a long, as many at once.
 */
@State(Scope.Benchmark)
public class FrameHandOffBenchmark extends MicroBenchmark
{
    private static final int SLOTS = 1 << 13;
    private static final int SLAB_BYTES = 1 << 22;
    private static final int FRAMES = 1 << 16;
    private static final int BATCH = 16;
    private static final int FRAME_BYTES = 136;

    /**
     * How the reader waits.
     */
    @Param({"PINNED", "BALANCED", "ECO"})
    public WaitProfile profile = WaitProfile.PINNED;

    private FrameRing ring;
    private RingBuffer<long[]> bare;
    private FrameReading frameReading;
    private BareReading bareReading;
    private Thread reader;

    /**
     * Start the reader of what is measured.
     */
    @Setup(Level.Trial)
    public void setup(final BenchmarkParams params)
    {
        ring = new FrameRing(SLOTS, SLAB_BYTES, profile.newWaitStrategy());
        bare = RingBuffer.createSingleProducer(() -> new long[1], SLOTS, profile.newWaitStrategy());
        frameReading = new FrameReading(ring.newReader());
        bareReading = new BareReading(bare);
        reader = new Thread(params.getBenchmark().endsWith("frameRing") ? frameReading : bareReading, "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Stop it.
     */
    @TearDown(Level.Trial)
    public void tearDown() throws InterruptedException
    {
        frameReading.reader.halt();
        bareReading.halt();
        reader.join();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long frameRing()
    {
        final long first = frameReading.seen;
        for (int i = 1; i <= FRAMES; i++)
        {
            writeFrame(i);
            if (i % BATCH == 0)
            {
                ring.publish();
            }
        }
        while (frameReading.seen - first < FRAMES)
        {
            Thread.onSpinWait();
        }

        return frameReading.sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long bareDisruptor()
    {
        final long first = bareReading.seen();
        for (int i = 1; i <= FRAMES; i++)
        {
            final long sequence = BareReading.claim(bare);
            bare.get(sequence)[0] = i;
            if (i % BATCH == 0)
            {
                bare.publish(sequence);
            }
        }
        while (bareReading.seen() - first < FRAMES)
        {
            Thread.onSpinWait();
        }

        return bareReading.sum();
    }

    private void writeFrame(final int index)
    {
        int offset = ring.claim(FRAME_BYTES);
        while (offset < 0)
        {
            Thread.onSpinWait();
            offset = ring.claim(FRAME_BYTES);
        }
        final UnsafeBuffer buffer = ring.buffer();
        for (int i = 0; i < FRAME_BYTES; i += Long.BYTES)
        {
            buffer.putLong(offset + i, index + i);
        }
        ring.slot()
            .is(FrameKind.DATA, index & 1023, Conflation.RAW, Encoding.SBE)
            .covers(index - 1, index)
            .timed(index, index);
        ring.commit(FRAME_BYTES);
    }

    /**
     * Reads the first bytes of frames until it is halted.
     */
    private static final class FrameReading implements Runnable
    {
        private final FrameReader reader;
        private volatile long seen;
        private long sum;

        private FrameReading(final FrameReader reader)
        {
            this.reader = reader;
        }

        @Override
        public void run()
        {
            final FrameHandler handler =
                (slot, endOfBatch) -> sum += slot.buffer().getLong(slot.offset()) + slot.length();
            int read = 0;
            while (read >= 0)
            {
                reader.await();
                read = reader.poll(handler, SLOTS);
                seen += Math.max(0, read);
            }
        }
    }
}
