package io.tickwire.bench.micro;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.tickwire.engine.pipeline.RowRing;
import io.tickwire.engine.ring.NoWaitStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the first stage of a chain tells the second, twenty longs a tick, 64 ticks at a time, on one thread: what the
 * hand-off costs without another core in the figure. The yardstick is a bare Disruptor of one producer whose slots have
 * room for twenty longs.
 */
@State(Scope.Thread)
public class RowHandOffBenchmark extends MicroBenchmark
{
    private static final int TICKS = 64;
    private static final int LONGS = 20;

    private final RowRing ring = new RowRing(8 * RowRing.MAX_RECORD_LONGS, false);
    private final RingBuffer<long[]> bare =
        RingBuffer.createSingleProducer(() -> new long[LONGS], 2 * TICKS, new NoWaitStrategy());
    private final EventPoller<long[]> poller = bare.newPoller();
    private final EventPoller.Handler<long[]> bareHandler = this::onBare;
    private long tick;
    private long sum;

    public RowHandOffBenchmark()
    {
        bare.addGatingSequences(poller.getSequence());
    }

    @Benchmark
    @OperationsPerInvocation(TICKS)
    public long rowRing()
    {
        final long first = tick;
        for (int i = 0; i < TICKS; i++)
        {
            ring.begin(tick);
            for (int j = 0; j < LONGS; j++)
            {
                ring.add(tick + j);
            }
            ring.end();
            tick++;
        }
        for (long next = first; next < tick; next++)
        {
            final int rows = ring.find(next);
            final int end = ring.endOf(rows);
            for (int at = rows; at < end; at++)
            {
                sum += ring.longs()[at];
            }
            ring.release(rows);
        }

        return sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(TICKS)
    public long bareDisruptor() throws Exception
    {
        for (int i = 0; i < TICKS; i++)
        {
            final long sequence = BareReading.claim(bare);
            final long[] values = bare.get(sequence);
            for (int j = 0; j < LONGS; j++)
            {
                values[j] = tick + j;
            }
            bare.publish(sequence);
            tick++;
        }
        poller.poll(bareHandler);

        return sum;
    }

    private boolean onBare(final long[] values, final long sequence, final boolean endOfBatch)
    {
        for (final long value : values)
        {
            sum += value;
        }

        return true;
    }
}
