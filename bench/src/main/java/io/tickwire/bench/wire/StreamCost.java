package io.tickwire.bench.wire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the stream that leaves the process costs those who do not read it: the same server under the same load without
 * it, with the lane and with the journal, in turn, round after round. Each round's figures are compared with those of
 * the same round without the stream; what is told are the medians of these ratios. At last the memory of a server that
 * has both, with a thousand clients.
 */
public final class StreamCost
{
    static final String RESULTS = "stream.json";

    private static final int SYMBOLS = 10;
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final int MANY_QUOTES_PER_SECOND = 200;
    private static final String STREAM = "stream";
    private static final double NS_PER_US = 1_000;
    private static final String[] PERCENTILES = {"p50", "p99", "p99.9"};

    private final Path home;
    private final Path folder;
    private final PrintStream out;
    private final int rounds;
    private final int warmUpSeconds;
    private final int seconds;
    private final int quotesPerSecond;
    private int servers;

    /**
     * What leaves the process.
     */
    private enum Mode
    {
        OFF,
        LANE("stream.lane=true"),
        JOURNAL("stream.journal.path=%s"),
        BOTH("stream.lane=true", "stream.journal.path=%s");

        private final List<String> settings;

        Mode(final String... settings)
        {
            this.settings = List.of(settings);
        }

        /** What is compared, in turn. */
        static List<Mode> compared()
        {
            return List.of(OFF, LANE, JOURNAL);
        }

        List<String> settings(final Path journal)
        {
            return settings.stream().map(setting -> String.format(Locale.ROOT, setting, journal)).toList();
        }

        String label()
        {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param home            of the module.
     * @param folder          for what comes of it, and for the journals while they are there.
     * @param rounds          each server once a round.
     * @param warmUpSeconds   before that.
     * @param seconds         that each is measured.
     * @param quotesPerSecond of ten symbols, to ten clients.
     */
    public StreamCost(
        final Path home,
        final Path folder,
        final PrintStream out,
        final int rounds,
        final int warmUpSeconds,
        final int seconds,
        final int quotesPerSecond)
    {
        this.home = home;
        this.folder = folder;
        this.out = out;
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.quotesPerSecond = quotesPerSecond;
    }

    /**
     * Run it, and leave what it found.
     */
    public void run() throws IOException, InterruptedException
    {
        Files.createDirectories(folder);
        final List<Map<Mode, Map<String, Object>>> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++)
        {
            final Map<Mode, Map<String, Object>> round = new LinkedHashMap<>();
            for (final Mode mode : Mode.compared())
            {
                final Map<String, Object> run = serve(mode, FEW, quotesPerSecond);
                out.printf(Locale.ROOT, "round %d  %-8s ring->frame %s  stream %.2f us of CPU a tick%n",
                    i + 1, mode.label(), run.get("ringToFrameUs"), number(run.get("streamUsPerTick")));
                round.put(mode, run);
            }
            all.add(round);
        }
        final Map<String, Object> memory = serve(Mode.BOTH, MANY, MANY_QUOTES_PER_SECOND);
        out.printf(Locale.ROOT, "%,d clients, lane and journal: %,d KiB resident%n", MANY, memory.get("residentKiB"));

        final Map<String, Object> results = new LinkedHashMap<>();
        results.put("taken", Surroundings.of(home));
        results.put("quotesPerSecond", quotesPerSecond);
        results.put("seconds", seconds);
        results.put("rounds", all.stream().map(StreamCost::named).toList());
        results.put("costs", Mode.compared().stream().map(mode -> cost(mode, all)).toList());
        results.put("memory", memory);
        Files.writeString(folder.resolve(RESULTS), Json.write(results, true) + "\n");
        out.println("results: " + folder.resolve(RESULTS));
    }

    /** Medians over the rounds, and of the ratios to the same round's run without the stream. */
    private static Map<String, Object> cost(final Mode mode, final List<Map<Mode, Map<String, Object>>> rounds)
    {
        final Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("mode", mode.label());
        for (final String percentile : PERCENTILES)
        {
            cost.put(percentile + "Us", median(rounds, round -> percentile(round.get(mode), percentile)));
            cost.put(percentile + "Ratio", median(rounds, round ->
                percentile(round.get(mode), percentile) / percentile(round.get(Mode.OFF), percentile)));
        }
        for (final String figure : List.of("streamUsPerTick", "cpuUsPerTick", "residentKiB"))
        {
            cost.put(figure, median(rounds, round -> number(round.get(mode).get(figure))));
        }

        return cost;
    }

    private Map<String, Object> serve(final Mode mode, final int clients, final int perSecond)
        throws IOException, InterruptedException
    {
        final Path journal = folder.resolve("journal-" + servers++).toAbsolutePath();
        final Path log = folder.resolve("processes.log");
        final List<Object> arguments = new ArrayList<>(
            List.of(0, perSecond, 0, "symbols=" + SYMBOLS, "compression.minBytes=0"));
        arguments.addAll(mode.settings(journal));
        try (ServedProcess server = new ServedProcess(
            BenchServer.class, ServedProcess.SERVER_FLAGS, arguments, log))
        {
            final int port = ServedProcess.ports(server.await("ready ")).get(0);
            try (ServedProcess client = new ServedProcess(LoadClient.class, ServedProcess.CLIENT_FLAGS, List.of(
                port,
                WireEncoding.SBE,
                Transport.PLAIN,
                clients,
                SYMBOLS,
                1,
                warmUpSeconds,
                seconds,
                folder.resolve(mode.label() + ".hlog")), log))
            {
                client.await("measuring");
                server.ask("begin", "{");
                final Map<String, Long> before = server.threadNs();
                final long startNs = System.nanoTime();
                final Map<String, Object> seen = Json.read(client.await("{"));
                final long lastedNs = System.nanoTime() - startNs;
                final Map<String, Object> stages = Json.read(server.ask("end", "{"));
                final double ticks = perSecond * (double)lastedNs / TimeUnit.SECONDS.toNanos(1);
                final Map<String, Double> threads = usPerTick(before, server.threadNs(), ticks);

                final Map<String, Object> run = new LinkedHashMap<>();
                run.put("mode", mode.label());
                run.put("ringToFrameUs", stages);
                run.put("holes", seen.get("holes"));
                run.put("closed", seen.get("closed"));
                run.put("streamUsPerTick", threads.getOrDefault(STREAM, 0.0));
                run.put("cpuUsPerTick", threads.values().stream().mapToDouble(each -> each).sum());
                run.put("threadsUsPerTick", threads);
                run.put("residentKiB", server.residentKiB());

                return run;
            }
        }
        finally
        {
            delete(journal);
        }
    }

    private static Map<String, Double> usPerTick(
        final Map<String, Long> before, final Map<String, Long> after, final double ticks)
    {
        final Map<String, Double> times = new LinkedHashMap<>();
        after.forEach((name, ns) -> times.put(name, (ns - before.getOrDefault(name, 0L)) / NS_PER_US / ticks));

        return times;
    }

    private static void delete(final Path journal) throws IOException
    {
        if (Files.exists(journal))
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

    private static Map<String, Object> named(final Map<Mode, Map<String, Object>> round)
    {
        final Map<String, Object> named = new LinkedHashMap<>();
        round.forEach((mode, run) -> named.put(mode.label(), run));

        return named;
    }

    private static double percentile(final Map<String, Object> run, final String percentile)
    {
        return number(((Map<?, ?>)run.get("ringToFrameUs")).get(percentile));
    }

    private static double median(final List<Map<Mode, Map<String, Object>>> rounds, final Figure figure)
    {
        final double[] values = rounds.stream().mapToDouble(figure::of).sorted().toArray();

        return Arrays.stream(values).skip((values.length - 1) / 2).limit(2 - values.length % 2).average().orElse(0);
    }

    private static double number(final Object value)
    {
        return ((Number)value).doubleValue();
    }

    /**
     * What is looked at of a round.
     */
    private interface Figure
    {
        double of(Map<Mode, Map<String, Object>> round);
    }
}
