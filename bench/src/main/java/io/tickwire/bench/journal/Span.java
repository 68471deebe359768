package io.tickwire.bench.journal;

import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalException;
import io.tickwire.transport.stream.journal.Run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The time that a journal is of.
 *
 * @param fromNs of receipt of its first tick.
 * @param toNs   and of its last one.
 * Thread: any
 */
record Span(long fromNs, long toNs)
{
    private static final double FIRST_PART = 0.05;

    static Span of(final Path folder) throws JournalException
    {
        try (Journal journal = Journal.open(folder))
        {
            final List<Run> runs = journal.runs();

            return new Span(runs.get(0).firstReceiveTimeNs(), runs.get(runs.size() - 1).lastReceiveTimeNs());
        }
    }

    /** A time of it; not of its first part, where not everything is known yet. */
    long random(final Random random)
    {
        return fromNs + (long)(random.nextDouble(FIRST_PART, 1) * (toNs - fromNs));
    }

    /** How long it took to come to places, in order. */
    static Map<String, Object> figures(final String what, final double[] tookMs)
    {
        final double first = tookMs[0];
        final double[] sorted = tookMs.clone();
        Arrays.sort(sorted);
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", what);
        figures.put("places", sorted.length);
        figures.put("firstOfProcessMs", first);
        figures.put("p50Ms", sorted[sorted.length / 2]);
        figures.put("maxMs", sorted[sorted.length - 1]);

        return figures;
    }
}
