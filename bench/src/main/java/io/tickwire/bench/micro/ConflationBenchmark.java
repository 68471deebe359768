package io.tickwire.bench.micro;

import io.tickwire.engine.conflate.ConflationClock;
import io.tickwire.engine.conflate.DirtySet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A stream is marked as changed, and the clock asked what is due; after each 256 marks, of 1,024 streams, those that
 * are marked are told, in the order in which they were first marked. The yardstick is a set of the collections library.
 */
@State(Scope.Thread)
public class ConflationBenchmark extends MicroBenchmark
{
    private static final int STREAMS = 1_024;
    private static final int SAMPLES = 1 << 14;
    private static final int BATCH = 256;
    private static final long TICK_NS = 10_000;

    private final int[] streams = new int[SAMPLES];
    private final DirtySet dirty = new DirtySet();
    private final Set<Integer> linked = new LinkedHashSet<>();
    private final ConflationClock clock = new ConflationClock(0);
    private int index;
    private long nowNs;

    public ConflationBenchmark()
    {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SAMPLES; i++)
        {
            streams[i] = random.nextInt(STREAMS);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long dirtySet()
    {
        long told = 0;
        for (int i = 0; i < BATCH; i++)
        {
            dirty.mark(streams[index++ & SAMPLES - 1]);
            nowNs += TICK_NS;
            told += clock.due(nowNs);
        }
        final int size = dirty.size();
        for (int i = 0; i < size; i++)
        {
            told += dirty.at(i);
        }
        dirty.removeFirst(size);

        return told;
    }

    /**
     * The yardstick, without a clock.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long linkedHashSet()
    {
        for (int i = 0; i < BATCH; i++)
        {
            linked.add(streams[index++ & SAMPLES - 1]);
        }
        long told = 0;
        for (final int stream : linked)
        {
            told += stream;
        }
        linked.clear();

        return told;
    }
}
