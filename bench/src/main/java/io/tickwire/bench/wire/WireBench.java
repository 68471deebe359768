package io.tickwire.bench.wire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs a list of scenarios, and leaves {@code results.json}, a log for each histogram, and the report of them.
 */
public final class WireBench
{
    static final String RESULTS = "results.json";

    private static final int WARM_UP_SECONDS = 3;
    private static final List<Integer> CLIENTS = List.of(1, 10, 100, 1_000);
    private static final int MODERATE = 1_000;
    private static final double MOST_DELIVERED_PER_SECOND = 2e6;

    /** At this rate to 100 clients what is ready goes out in batches, and the load client still keeps up with TLS. */
    private static final int BATCHES = 3_000;

    private final Path home;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param home   of the module.
     * @param folder for what comes of it.
     */
    public WireBench(final Path home, final Path folder, final PrintStream out)
    {
        this.home = home;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Everything once, small.
     */
    public static List<Scenario> quick()
    {
        final List<Scenario> scenarios = new ArrayList<>();
        for (final WireEncoding encoding : WireEncoding.values())
        {
            scenarios.add(Scenario.of(encoding, Transport.PLAIN, 10, MODERATE));
        }
        scenarios.add(Scenario.of(WireEncoding.SBE, Transport.TLS, 10, MODERATE));
        scenarios.add(Scenario.of(WireEncoding.JSON, Transport.DEFLATE, 10, MODERATE));

        return scenarios;
    }

    /**
     * Each encoding over each transport to each number of subscribers, at a moderate rate; SBE at rates that grow by
     * tens, as far as one machine may be asked; and with TLS and without where it goes out in batches.
     */
    public static List<Scenario> full()
    {
        final List<Scenario> scenarios = new ArrayList<>();
        for (final int clients : CLIENTS)
        {
            for (final WireEncoding encoding : WireEncoding.values())
            {
                for (final Transport transport : Transport.values())
                {
                    scenarios.add(Scenario.of(encoding, transport, clients, MODERATE));
                }
            }
            for (int rate = 10 * MODERATE; rate <= 1_000_000; rate *= 10)
            {
                scenarios.add(Scenario.of(WireEncoding.SBE, Transport.PLAIN, clients, rate));
            }
        }
        scenarios.removeIf(scenario -> scenario.offeredPerSecond() > MOST_DELIVERED_PER_SECOND);
        scenarios.add(Scenario.of(WireEncoding.SBE, Transport.PLAIN, 100, BATCHES));
        scenarios.add(Scenario.of(WireEncoding.SBE, Transport.TLS, 100, BATCHES));

        return scenarios;
    }

    /**
     * One axis after the other by tens, the others as they are in the middle: clients, symbols, symbols of each client,
     * quotes a second.
     */
    public static List<Scenario> curve(final int most)
    {
        final List<Scenario> scenarios = new ArrayList<>();
        for (int n = 1; n <= most; n *= 10)
        {
            scenarios.add(plain(n, 1, 1, Math.min(MODERATE, 1_000_000 / n)));
        }
        for (int n = 10; n <= most; n *= 10)
        {
            scenarios.add(plain(Math.min(100, most), n, 1, 10 * MODERATE));
        }
        for (int n = 10; n <= Math.min(100, most); n *= 10)
        {
            scenarios.add(plain(Math.min(100, most), 100, n, MODERATE));
        }
        for (int n = 100; n <= 10L * most; n *= 10)
        {
            scenarios.add(plain(10, 1, 1, n));
        }

        return scenarios.stream().distinct().toList();
    }

    private static Scenario plain(final int clients, final int symbols, final int ofEach, final int rate)
    {
        return new Scenario(false, WireEncoding.SBE, Transport.PLAIN, clients, symbols, ofEach, rate);
    }

    /**
     * @param seconds that each is measured.
     * @param withFloor whether each load is served by the floor too.
     * @return whether all was delivered that was to be, to all, and nothing left out without a word.
     */
    public boolean run(final List<Scenario> scenarios, final int seconds, final boolean withFloor)
        throws IOException, InterruptedException
    {
        return run(scenarios, seconds, withFloor, new LinkedHashMap<>(), Surroundings.of(home));
    }

    /**
     * Run those scenarios again whose name matches, and put them in the place of what the results have of them.
     */
    @SuppressWarnings("unchecked")
    public boolean runAgain(
        final List<Scenario> scenarios, final int seconds, final boolean withFloor, final Pattern name)
        throws IOException, InterruptedException
    {
        final Map<String, Object> results = Json.read(Files.readString(folder.resolve(RESULTS)));
        final Map<String, Object> runs = new LinkedHashMap<>();
        ((List<Map<String, Object>>)results.get("runs")).forEach(run -> runs.put((String)run.get("name"), run));
        final List<Scenario> again =
            scenarios.stream().filter(scenario -> name.matcher(scenario.name()).matches()).toList();

        return run(again, seconds, withFloor, runs, results.get("taken"));
    }

    private boolean run(
        final List<Scenario> scenarios,
        final int seconds,
        final boolean withFloor,
        final Map<String, Object> runs,
        final Object taken) throws IOException, InterruptedException
    {
        Files.createDirectories(folder);
        final WireRun runner = new WireRun(WARM_UP_SECONDS, seconds, folder);
        final Map<String, Object> now = Surroundings.of(home);
        final Map<Scenario, Boolean> floors = new LinkedHashMap<>();
        boolean isWhole = true;
        for (final Scenario scenario : scenarios)
        {
            if (withFloor && floors.putIfAbsent(scenario.floor(), true) == null)
            {
                runs.put(scenario.floor().name(), run(runner, scenario.floor(), now));
            }
            final Map<String, Object> result = run(runner, scenario, now);
            isWhole &= isNone(result.get("holes")) && isNone(result.get("closed"));
            runs.put(scenario.name(), result);
        }

        final Map<String, Object> results = new LinkedHashMap<>();
        results.put("taken", taken);
        results.put("runs", List.copyOf(runs.values()));
        Files.writeString(folder.resolve(RESULTS), Json.write(results, true) + "\n");
        Report.write(folder);
        out.println("results: " + folder.resolve(RESULTS) + ", report: " + folder.resolve(Report.FILE));

        return isWhole;
    }

    private static boolean isNone(final Object count)
    {
        return ((Number)count).longValue() == 0;
    }

    private Map<String, Object> run(final WireRun runner, final Scenario scenario, final Map<String, Object> now)
        throws IOException, InterruptedException
    {
        final Map<String, Object> result = runner.run(scenario);
        result.put("date", now.get("date"));
        result.put("commit", now.get("commit"));
        final Map<?, ?> latency = (Map<?, ?>)result.get("latencyUs");
        out.printf(
            "%-28s %,12.0f messages/s  p50 %s us  p99 %s us  holes %s  told %s  closed %s%n",
            scenario.name(),
            ((Number)result.get("perSecond")).doubleValue(),
            latency.get("p50"),
            latency.get("p99"),
            result.get("holes"),
            new RunFigures(result).told(),
            result.get("closed"));

        return result;
    }
}
