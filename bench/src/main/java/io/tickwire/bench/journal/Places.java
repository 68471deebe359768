package io.tickwire.bench.journal;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.Run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Times of a journal, chosen at random, and how long it takes to come there.
 *
 * @param fromNs of receipt of its first tick.
 * @param toNs   and of its last one.
 * Thread: any
 */
record Places(long fromNs, long toNs)
{
    /** Not everything is known there yet. */
    private static final double FIRST_PART = 0.05;

    /**
     * A way to come to a place.
     */
    @FunctionalInterface
    interface Way
    {
        /**
         * @return how long it took.
         */
        double tookMs(long timeNs) throws IOException;
    }

    static Places of(final Path folder) throws IOException
    {
        try (Journal journal = Journal.open(folder))
        {
            final List<Run> runs = journal.runs();

            return new Places(runs.get(0).firstReceiveTimeNs(), runs.get(runs.size() - 1).lastReceiveTimeNs());
        }
    }

    /**
     * Go to so many. The same seed chooses the same.
     */
    Map<String, Object> measure(final String what, final int count, final long seed, final Way way)
        throws IOException
    {
        final Random random = new Random(seed);
        final double[] tookMs = new double[count];
        for (int i = 0; i < count; i++)
        {
            tookMs[i] = way.tookMs(fromNs + (long)(random.nextDouble(FIRST_PART, 1) * (toNs - fromNs)));
        }
        final double first = tookMs[0];
        Arrays.sort(tookMs);
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", what);
        figures.put("places", count);
        figures.put("firstOfProcessMs", first);
        figures.put("p50Ms", tookMs[count / 2]);
        figures.put("maxMs", tookMs[count - 1]);

        return figures;
    }
}
