package io.tickwire.bench.guard;

import com.sun.management.ThreadMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

/**
 * CPU time and allocation of the benchmark's threads, an operation: what stays the same where cores are shared. The
 * compilers' and collectors' threads are not among them, nor is the thread that JMH itself runs on. It is sharper than
 * JMH's own {@code gc.alloc.rate.norm}, in which JMH's bookkeeping is some hundredths of a byte an operation.
 */
public final class ThreadCosts implements InternalProfiler
{
    static final String CPU_NS = "thread.cpu.norm";
    static final String BYTES = "thread.alloc.norm";

    /** What JMH allocates in the benchmark's threads in an iteration, at the most: their results. */
    private static final long JMH_BYTES = 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private long startNs;
    private long startBytes;

    @Override
    public String getDescription()
    {
        return "CPU time and allocation of the benchmark's threads, an operation";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration)
    {
        startNs = cpuNs();
        startBytes = bytes();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
        final BenchmarkParams benchmark, final IterationParams iteration, final IterationResult result)
    {
        final long bytes = Math.max(0, bytes() - startBytes - JMH_BYTES);
        final long ns = cpuNs() - startNs;
        final double operations = Math.max(1, result.getMetadata().getAllOps());

        return List.of(
            new ScalarResult(CPU_NS, ns / operations, "ns/op", AggregationPolicy.AVG),
            new ScalarResult(BYTES, bytes / operations, "B/op", AggregationPolicy.AVG));
    }

    private static long cpuNs()
    {
        long sum = 0;
        for (final long id : THREADS.getAllThreadIds())
        {
            sum += id == Thread.currentThread().getId() ? 0 : Math.max(0, THREADS.getThreadCpuTime(id));
        }

        return sum;
    }

    private static long bytes()
    {
        long sum = 0;
        for (final long id : THREADS.getAllThreadIds())
        {
            sum += id == Thread.currentThread().getId() ? 0 : Math.max(0, THREADS.getThreadAllocatedBytes(id));
        }

        return sum;
    }
}
