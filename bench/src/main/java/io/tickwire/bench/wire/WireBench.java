package io.tickwire.bench.wire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * Each encoding over each transport to each number of subscribers, at a moderate rate; and SBE at rates that grow
     * by tens, as far as one machine may be asked.
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
     * @return whether all was delivered that was to be, to all.
     */
    public boolean run(final List<Scenario> scenarios, final int seconds, final boolean withFloor)
        throws IOException, InterruptedException
    {
        Files.createDirectories(folder);
        final WireRun runner = new WireRun(WARM_UP_SECONDS, seconds, folder);
        final List<Object> runs = new ArrayList<>();
        final Map<Scenario, Boolean> floors = new LinkedHashMap<>();
        boolean isWhole = true;
        for (final Scenario scenario : scenarios)
        {
            if (withFloor && floors.putIfAbsent(scenario.floor(), true) == null)
            {
                runs.add(run(runner, scenario.floor()));
            }
            final Map<String, Object> result = run(runner, scenario);
            isWhole &= isNone(result.get("holes")) && isNone(result.get("closed"));
            runs.add(result);
        }

        final Map<String, Object> results = new LinkedHashMap<>();
        results.put("taken", Surroundings.of(home));
        results.put("runs", runs);
        Files.writeString(folder.resolve(RESULTS), Json.write(results, true) + "\n");
        Report.write(folder);
        out.println("results: " + folder.resolve(RESULTS) + ", report: " + folder.resolve(Report.FILE));

        return isWhole;
    }

    private static boolean isNone(final Object count)
    {
        return ((Number)count).longValue() == 0;
    }

    private Map<String, Object> run(final WireRun runner, final Scenario scenario)
        throws IOException, InterruptedException
    {
        final Map<String, Object> result = runner.run(scenario);
        final Map<?, ?> latency = (Map<?, ?>)result.get("latencyUs");
        out.printf(
            "%-28s %,12.0f messages/s  p50 %s us  p99 %s us  holes %s  closed %s%n",
            scenario.name(),
            ((Number)result.get("perSecond")).doubleValue(),
            latency.get("p50"),
            latency.get("p99"),
            result.get("holes"),
            result.get("closed"));

        return result;
    }
}
