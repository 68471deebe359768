package io.tickwire.bench.micro;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What each venue's messages cost, beside Jackson's streaming parser over the same bytes: by the CPU time of this
 * thread, in turn, since cores are shared; of several rounds the median.
 */
public final class DecodeCosts
{
    private static final int ROUNDS = 7;
    private static final int WARM_UPS = 3;
    private static final long ROUND_BYTES = 40_000_000;
    private static final double SECOND_NS = 1e9;

    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    private DecodeCosts()
    {
    }

    /**
     * @param args venues; none: all of which there is something.
     */
    public static void main(final String[] args) throws IOException
    {
        System.out.printf("%-18s %9s %7s %12s %8s %14s %7s %8s%n",
            "venue", "messages", "MB", "messages/s", "MB/s", "Jackson MB/s", "ratio", "B/msg");
        for (final String venue : args.length == 0 ? DecodeSession.names() : List.of(args))
        {
            print(venue, DecodeSession.load(venue));
        }
    }

    private static void print(final String venue, final DecodeSession session) throws IOException
    {
        final boolean isJson = !venue.endsWith("-sbe");
        final int passes = (int)Math.max(1, ROUND_BYTES / session.bytes());
        final double[] ours = new double[ROUNDS];
        final double[] theirs = new double[ROUNDS];
        long allocated = Long.MAX_VALUE;
        for (int round = -WARM_UPS; round < ROUNDS; round++)
        {
            final long bytesBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            final long before = THREADS.getCurrentThreadCpuTime();
            for (int pass = 0; pass < passes; pass++)
            {
                decode(session);
            }
            final long between = THREADS.getCurrentThreadCpuTime();
            allocated = Math.min(
                allocated, THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore);
            for (int pass = 0; pass < passes && isJson; pass++)
            {
                jackson(session);
            }
            final int index = Math.max(0, round);
            ours[index] = (double)(between - before) / passes;
            theirs[index] = (double)(THREADS.getCurrentThreadCpuTime() - between) / passes;
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        final double ourNs = ours[ROUNDS / 2];
        final double theirNs = theirs[ROUNDS / 2];
        final double megabytes = session.bytes() / 1e6;
        System.out.printf("%-18s %9d %7.1f %12.0f %8.0f %14s %7s %8.2f%n",
            venue, session.messages(), megabytes, session.messages() * SECOND_NS / ourNs,
            megabytes * SECOND_NS / ourNs, isJson ? "%.0f".formatted(megabytes * SECOND_NS / theirNs) : "-",
            isJson ? "%.2f".formatted(theirNs / ourNs) : "-", (double)allocated / passes / session.messages());
    }

    private static void decode(final DecodeSession session)
    {
        session.restart();
        for (int i = 0; i < session.messages(); i++)
        {
            session.decode(i);
        }
    }

    private static void jackson(final DecodeSession session) throws IOException
    {
        for (int i = 0; i < session.messages(); i++)
        {
            session.jackson(i);
        }
    }
}
