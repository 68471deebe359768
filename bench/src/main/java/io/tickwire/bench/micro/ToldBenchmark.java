package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;

/**
 * Messages of twelve longs are told to whoever keeps the past, and taken, 64 at a time, on one thread: what it costs a
 * pipeline beside its replay window. The yardstick is the ring below it, into which ready bytes are copied.
 */
@State(Scope.Thread)
public class ToldBenchmark extends MicroBenchmark implements ToldHandler
{
    private static final int MESSAGES = 64;
    private static final int LONGS = 12;
    private static final int RING_BYTES = 1 << 20;

    private final ToldRing told = new ToldRing(RING_BYTES);
    private final OneToOneRingBuffer bare = new OneToOneRingBuffer(
        new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MessageHandler summing = this::sum;
    private final UnsafeBuffer ready = new UnsafeBuffer(new byte[(2 + LONGS) * Long.BYTES]);
    private final long[] values = new long[LONGS];
    private long sequence;
    private long sum;

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long told()
    {
        for (int i = 0; i < MESSAGES; i++)
        {
            values[0] = ++sequence;
            told.offerMessage(i, sequence, values, 0, LONGS);
        }
        told.drain(this, MESSAGES);

        return sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public long bareRingBuffer()
    {
        for (int i = 0; i < MESSAGES; i++)
        {
            ready.putLong(2 * Long.BYTES, ++sequence);
            bare.write(1, ready, 0, ready.capacity());
        }
        bare.read(summing, MESSAGES);

        return sum;
    }

    @Override
    public void onMessage(
        final int streamId, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        sum += buffer.getLong(offset);
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        throw new IllegalStateException("there are only messages");
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        throw new IllegalStateException("there are only messages");
    }

    @Override
    public void onQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        throw new IllegalStateException("there are only messages");
    }

    @Override
    public void onWithdrawal(final long ticket)
    {
        throw new IllegalStateException("there are only messages");
    }

    @Override
    public void onEnd()
    {
        throw new IllegalStateException("there are only messages");
    }

    private void sum(final int type, final MutableDirectBuffer buffer, final int index, final int length)
    {
        sum += buffer.getLong(index + 2 * Long.BYTES);
    }
}
