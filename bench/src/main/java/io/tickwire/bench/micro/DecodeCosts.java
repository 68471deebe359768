package io.tickwire.bench.micro;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What each venue's messages cost, beside Jackson's streaming parser over the same bytes: by the CPU time of this
 * thread, in turn, and of many passes the fastest, which is the one that had its core's caches to itself.
 */
public final class DecodeCosts
{
    private static final int MIN_PASSES = 20;
    private static final long BYTES = 300_000_000;
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
        final long passes = Math.max(MIN_PASSES, BYTES / session.bytes());
        long ourNs = Long.MAX_VALUE;
        long theirNs = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (long pass = 0; pass < passes; pass++)
        {
            final long bytesBefore = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            final long before = THREADS.getCurrentThreadCpuTime();
            decode(session);
            final long between = THREADS.getCurrentThreadCpuTime();
            allocated = Math.min(
                allocated, THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore);
            if (isJson)
            {
                jackson(session);
            }
            ourNs = Math.min(ourNs, between - before);
            theirNs = Math.min(theirNs, THREADS.getCurrentThreadCpuTime() - between);
        }
        final double megabytes = session.bytes() / 1e6;
        System.out.printf("%-18s %9d %7.1f %12.0f %8.0f %14s %7s %8.2f%n",
            venue, session.messages(), megabytes, session.messages() * SECOND_NS / ourNs,
            megabytes * SECOND_NS / ourNs,
            isJson ? "%.0f".formatted(megabytes * SECOND_NS / theirNs) : "-",
            isJson ? "%.2f".formatted((double)theirNs / ourNs) : "-", (double)allocated / session.messages());
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
