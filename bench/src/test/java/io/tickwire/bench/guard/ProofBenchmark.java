package io.tickwire.bench.guard;

import io.tickwire.bench.micro.MicroBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.locks.LockSupport;

/**
 * Stages that the guard must tell apart.
 */
@State(Scope.Thread)
public class ProofBenchmark extends MicroBenchmark
{
    private static final int STEPS = 200;
    private static final long MULTIPLIER = 6_364_136_223_846_793_005L;

    private long state = 1;
    private Object kept;

    @Benchmark
    public long yardstick()
    {
        return work(STEPS);
    }

    @Benchmark
    public long good()
    {
        return work(STEPS);
    }

    @Benchmark
    public long slowed()
    {
        return work(3 * STEPS);
    }

    @Benchmark
    public long allocating()
    {
        final long result = work(STEPS);
        // One object in 64 operations: a quarter of a byte an operation.
        if ((result & 63) == 0)
        {
            kept = new Object();
        }

        return result;
    }

    @Benchmark
    public long waiting()
    {
        LockSupport.parkNanos(100_000);

        return work(STEPS);
    }

    public Object kept()
    {
        return kept;
    }

    private long work(final int steps)
    {
        long next = state;
        for (int i = 0; i < steps; i++)
        {
            next = next * MULTIPLIER + 1_442_695_040_888_963_407L;
        }
        state = next;

        return next >>> 16;
    }
}
