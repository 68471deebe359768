package io.tickwire.bench.micro;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What each venue's messages cost, beside Jackson's streaming parser over the same bytes: by the CPU time of this
 * thread, all ways in turn, of the second half of many rounds. Speeds are of the median round, ratios the medians of
 * the rounds' ratios.
 */
public final class DecodeCosts
{
    private static final int MIN_ROUNDS = 20;
    private static final long BYTES = Long.getLong("bytes", 1_000_000_000);
    private static final double SECOND_NS = 1e9;

    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    /** What it all came to, so that none of it can be left out. */
    private static long consumed;

    /**
     * What is done with a message.
     */
    private enum Way
    {
        /** Jackson: all tokens. */
        TOKENS,

        /** Jackson: with exact numbers and the strings. */
        VALUES,

        /** Ours: ticks that nobody keeps. */
        DECODE,

        /** Ours: ticks that are read from the ring. */
        RING
    }

    private DecodeCosts()
    {
    }

    /**
     * @param args venues; none: all of which there is something.
     */
    public static void main(final String[] args) throws IOException
    {
        System.out.printf("%-18s %9s %7s %10s %7s %7s %7s %7s  %13s %11s %11s %6s%n",
            "venue", "messages", "MB", "messages/s", "tokens", "values", "decode", "ring",
            "decode/tokens", "ring/tokens", "ring/values", "B/msg");
        for (final String venue : args.length == 0 ? DecodeSession.names() : List.of(args))
        {
            print(venue, DecodeSession.load(venue));
        }
    }

    private static void print(final String venue, final DecodeSession session) throws IOException
    {
        final boolean isJson = !venue.endsWith("-sbe");
        final int rounds = (int)Math.max(MIN_ROUNDS, BYTES / session.bytes());
        final double[][] times = new double[Way.values().length][rounds];
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++)
        {
            final long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            times[Way.RING.ordinal()][round] = time(session, Way.RING);
            allocated = Math.min(
                allocated, THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
            times[Way.DECODE.ordinal()][round] = time(session, Way.DECODE);
            if (isJson)
            {
                times[Way.TOKENS.ordinal()][round] = time(session, Way.TOKENS);
                times[Way.VALUES.ordinal()][round] = time(session, Way.VALUES);
            }
        }
        final double megabytes = session.bytes() / 1e6;
        System.out.printf("%-18s %9d %7.1f %10.0f", venue, session.messages(), megabytes,
            session.messages() * SECOND_NS / median(times[Way.RING.ordinal()]));
        for (final double[] of : times)
        {
            System.out.printf(" %7.0f", megabytes * SECOND_NS / median(of));
        }
        System.out.printf("  %13.2f %11.2f %11.2f %6.2f%n",
            ratio(times, Way.TOKENS, Way.DECODE),
            ratio(times, Way.TOKENS, Way.RING),
            ratio(times, Way.VALUES, Way.RING),
            (double)allocated / session.messages());
    }

    private static long time(final DecodeSession session, final Way way) throws IOException
    {
        session.restart();
        final long before = THREADS.getCurrentThreadCpuTime();
        consumed += switch (way)
        {
            case TOKENS -> tokens(session);
            case VALUES -> values(session);
            case DECODE -> decode(session);
            case RING -> ring(session);
        };

        return THREADS.getCurrentThreadCpuTime() - before;
    }

    private static long tokens(final DecodeSession session) throws IOException
    {
        long sum = 0;
        for (int i = 0; i < session.messages(); i++)
        {
            sum += session.jackson(i);
        }

        return sum;
    }

    private static long values(final DecodeSession session) throws IOException
    {
        long sum = 0;
        for (int i = 0; i < session.messages(); i++)
        {
            sum += session.jacksonValues(i);
        }

        return sum;
    }

    private static long decode(final DecodeSession session)
    {
        long sum = 0;
        for (int i = 0; i < session.messages(); i++)
        {
            sum += session.decodeOnly(i);
        }

        return sum;
    }

    private static long ring(final DecodeSession session)
    {
        long sum = 0;
        for (int i = 0; i < session.messages(); i++)
        {
            sum += session.decode(i);
        }

        return sum;
    }

    private static double ratio(final double[][] times, final Way of, final Way to)
    {
        final double[] ratios = new double[times[0].length];
        Arrays.setAll(ratios, round -> times[of.ordinal()][round] / times[to.ordinal()][round]);

        return median(ratios);
    }

    /** Of the second half: until then it was being compiled. */
    private static double median(final double[] rounds)
    {
        final double[] sorted = Arrays.copyOfRange(rounds, rounds.length / 2, rounds.length);
        Arrays.sort(sorted);

        return sorted[sorted.length / 2];
    }
}
