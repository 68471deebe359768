package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.ReplayWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Messages of 64 streams are kept, twelve longs each, and after each 64 a client that missed the last sixteen of a
 * stream gets them. The yardstick keeps copies in a deque a stream, as many as the window has at the most.
 */
@State(Scope.Thread)
public class ReplayBenchmark extends MicroBenchmark
{
    private static final int STREAMS = 64;
    private static final int LONGS = 12;
    private static final int MISSED = 16;
    private static final int MAX_MESSAGES = 4096;
    private static final int LOG_BYTES = 1 << 24;

    private final ReplayWindow window = new ReplayWindow(LOG_BYTES, MAX_MESSAGES, TimeUnit.MINUTES.toNanos(1));
    private final List<Deque<long[]>> deques = new ArrayList<>();
    private final long[] newest = new long[STREAMS];
    private final long[] positions = new long[MAX_MESSAGES];
    private final long[] values = new long[LONGS];
    private final long[] taken = new long[LONGS];
    private long sequence;

    public ReplayBenchmark()
    {
        Arrays.fill(newest, ReplayWindow.NONE);
        for (int i = 0; i < STREAMS; i++)
        {
            deques.add(new ArrayDeque<>());
        }
    }

    @Benchmark
    @OperationsPerInvocation(STREAMS)
    public long window()
    {
        sequence++;
        for (int i = 0; i < STREAMS; i++)
        {
            values[0] = sequence + i;
            newest[i] = window.append(newest[i], sequence, sequence, values, 0, LONGS);
        }

        final int stream = (int)sequence & STREAMS - 1;
        long sum = 0;
        for (int i = window.find(newest[stream], sequence - MISSED, sequence, positions) - 1; i >= 0; i--)
        {
            window.read(positions[i], taken, 0);
            sum += taken[0];
        }

        return sum;
    }

    /**
     * The yardstick.
     */
    @Benchmark
    @OperationsPerInvocation(STREAMS)
    public long deques()
    {
        sequence++;
        for (int i = 0; i < STREAMS; i++)
        {
            values[0] = sequence + i;
            final Deque<long[]> deque = deques.get(i);
            deque.addLast(values.clone());
            if (deque.size() > MAX_MESSAGES)
            {
                deque.removeFirst();
            }
        }

        final Iterator<long[]> newestFirst = deques.get((int)sequence & STREAMS - 1).descendingIterator();
        long sum = 0;
        for (int i = 0; i < MISSED && newestFirst.hasNext(); i++)
        {
            System.arraycopy(newestFirst.next(), 0, taken, 0, LONGS);
            sum += taken[0];
        }

        return sum;
    }
}
