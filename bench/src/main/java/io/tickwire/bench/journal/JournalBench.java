package io.tickwire.bench.journal;

import io.tickwire.bench.wire.Json;
import io.tickwire.bench.wire.Surroundings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a large journal, or takes one that there is, and reads it in each way.
 * Thread: any
 */
public final class JournalBench
{
    /** What comes of it. */
    public static final String RESULTS = "journal.json";

    private static final long GIB = 1 << 30;
    private static final double ROOM = 1.1;
    private static final int PLACES = 20;

    /** Fewer, since each costs all others of the machine their files in memory. */
    private static final int COLD_PLACES = 5;
    private static final long SEED = 1;

    /** Half a gigabyte. */
    private static final long PART = 4_000_000;
    private static final int REPLAYS = 6;

    private final Path home;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param home   of the module.
     * @param folder for what comes of it.
     */
    public JournalBench(final Path home, final Path folder, final PrintStream out)
    {
        this.home = home;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Make one of so many GiB in a folder, measure, and delete it.
     *
     * @throws IOException where there is no room for it.
     */
    public void make(final Path journal, final double gigabytes) throws IOException
    {
        final long bytes = (long)(gigabytes * GIB);
        Files.createDirectories(journal);
        final long usable = Files.getFileStore(journal).getUsableSpace();
        if (usable < ROOM * bytes)
        {
            throw new IOException(String.format(
                Locale.ROOT, "there is no room for so large a journal: wanted=%,d free=%,d folder=%s",
                bytes, usable, journal));
        }
        final Path own = Files.createTempDirectory(journal, "bench-journal-");
        try
        {
            out.printf(Locale.ROOT, "writing %,d bytes to %s%n", bytes, own);
            final Map<String, Object> written = new JournalMaker(own).make(bytes);
            out.printf(Locale.ROOT, "written: %s%n", written);
            measure(own, written, ";to=" + JournalMaker.timeMs(PART));
        }
        finally
        {
            delete(own);
        }
    }

    /**
     * Measure one that there is.
     */
    public void measure(final Path journal) throws IOException
    {
        measure(journal, Map.of(), "");
    }

    /**
     * @param range that is replayed.
     */
    private void measure(final Path journal, final Map<String, Object> written, final String range)
        throws IOException
    {
        final Reading reading = new Reading(journal);
        final List<Object> places = new ArrayList<>();
        if (Reading.canBeCold())
        {
            places.add(told(reading.places(COLD_PLACES, SEED, true)));
        }
        else
        {
            out.println("the system does not let us have nothing of the files in memory: not measured");
        }
        places.add(told(reading.places(PLACES, SEED, false)));
        places.add(told(FirstFrames.places(journal, PLACES, SEED)));
        final List<Object> speeds = new ArrayList<>();
        speeds.add(told(reading.all()));
        reading.first(PART, true);
        speeds.add(told(reading.first(PART, true)));
        speeds.add(told(reading.first(PART, false)));

        final Map<String, Object> results = new LinkedHashMap<>();
        results.put("taken", Surroundings.of(home));
        results.put("written", written);
        results.put("places", places);
        results.put("speeds", speeds);
        results.put("replay", replays(journal, range));
        results.put("kinds", kinds(reading));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RESULTS), Json.write(results, true) + "\n");
        out.println("results: " + folder.resolve(RESULTS));
    }

    private Map<String, Object> told(final Map<String, Object> figures)
    {
        out.println(Json.write(figures, false));

        return figures;
    }

    /**
     * The first one of the process has the compilers beside it.
     */
    private List<Object> replays(final Path journal, final String range) throws IOException
    {
        final List<Map<String, Object>> runs = new ArrayList<>();
        for (int i = 0; i < REPLAYS; i++)
        {
            runs.add(told(ReplayRun.of(journal, range)));
        }
        final Map<String, Object> first = runs.remove(0);
        runs.sort(Comparator.comparingDouble(run -> ((Number)run.get("perSecond")).doubleValue()));
        final Map<String, Object> median = runs.get(runs.size() / 2);
        first.put("what", "the first of the process");
        median.put("what", "the median of " + runs.size() + " after it");

        return List.of(first, median);
    }

    private List<Object> kinds(final Reading reading) throws IOException
    {
        final List<Object> rows = new ArrayList<>();
        reading.kinds().forEach((name, kind) ->
        {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", name);
            row.put("count", kind.count());
            row.put("bytesEach", kind.bytesEach());
            row.put("levelsEach", kind.levelsEach());
            rows.add(told(row));
        });

        return rows;
    }

    private static void delete(final Path journal) throws IOException
    {
        try (Stream<Path> files = Files.walk(journal))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }
}
