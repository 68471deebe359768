package io.tickwire.bench.wire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One server, and clients of every encoding over every transport for as long as is wanted. What is watched: whether
 * each client gets every message, and whether the server's memory and descriptors stay what they were once it was
 * warm.
 */
public final class Soak
{
    static final String RESULTS = "soak.json";
    static final String SAMPLES = "samples.json";

    private static final int QUOTES_PER_SECOND = 200;
    private static final int SYMBOLS = 10;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SAMPLE_SECONDS = 10;

    /** A server that is warm may still take some: what the JVM keeps for itself moves. Before, it grows. */
    private static final double GROWTH = 1.2;
    private static final long WARM_SECONDS = TimeUnit.MINUTES.toSeconds(2);
    private static final int SPARE_DESCRIPTORS = 8;

    private final Path home;
    private final long seconds;
    private final int clients;
    private final Path folder;
    private final PrintStream out;
    private final List<Object> samples = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Integer> descriptors = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param home    of the module.
     * @param seconds that it lasts.
     * @param clients of each encoding and transport.
     * @param folder  for what comes of it.
     */
    public Soak(final Path home, final long seconds, final int clients, final Path folder, final PrintStream out)
    {
        this.home = home;
        this.seconds = seconds;
        this.clients = clients;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Run it.
     *
     * @return whether nothing is to be complained of.
     */
    public boolean isSound() throws IOException, InterruptedException
    {
        Files.createDirectories(folder);
        final Path log = folder.resolve("processes.log");
        final Map<String, ServedProcess> loads = new LinkedHashMap<>();
        final List<Map<String, Object>> results = new ArrayList<>();
        try (ServedProcess server = new ServedProcess(
            BenchServer.class,
            ServedProcess.SERVER_FLAGS,
            List.of(0, QUOTES_PER_SECOND, 0, "symbols=" + SYMBOLS, "compression.minBytes=0"),
            log))
        {
            final List<Integer> ports = ServedProcess.ports(server.await("ready "));
            for (final WireEncoding encoding : WireEncoding.values())
            {
                for (final Transport transport : Transport.values())
                {
                    final String name = encoding + " " + transport;
                    loads.put(name, load(ports.get(transport == Transport.TLS ? 1 : 0), encoding, transport, log));
                }
            }
            for (final ServedProcess load : loads.values())
            {
                load.await("measuring");
            }
            watch(server, ports.get(0));
            for (final Map.Entry<String, ServedProcess> load : loads.entrySet())
            {
                results.add(result(load.getKey(), Json.read(load.getValue().await("{"))));
            }
        }
        finally
        {
            for (final ServedProcess load : loads.values())
            {
                load.close();
            }
        }

        judge();
        Files.writeString(folder.resolve(SAMPLES), Json.write(samples, true) + "\n");
        Files.writeString(folder.resolve(RESULTS), Json.write(summary(results), true) + "\n");
        complaints.forEach(complaint -> out.println("not sound: " + complaint));
        out.println((complaints.isEmpty() ? "sound: " : "not sound: ") + folder.resolve(RESULTS));

        return complaints.isEmpty();
    }

    private ServedProcess load(
        final int port, final WireEncoding encoding, final Transport transport, final Path log) throws IOException
    {
        return new ServedProcess(LoadClient.class, List.of("-XX:+UseSerialGC", "-Xmx128m"), List.of(
            port,
            encoding,
            transport,
            clients,
            SYMBOLS,
            1,
            WARM_UP_SECONDS,
            seconds,
            folder.resolve((encoding + "-" + transport).toLowerCase(Locale.ROOT) + ".hlog")), log);
    }

    private void watch(final ServedProcess server, final int port) throws IOException, InterruptedException
    {
        String before = WireRun.metrics(port);
        for (long i = 0; i < seconds / SAMPLE_SECONDS; i++)
        {
            TimeUnit.SECONDS.sleep(SAMPLE_SECONDS);
            final String metrics = WireRun.metrics(port);
            final Map<String, Object> sample = new LinkedHashMap<>();
            resident.add(server.residentKiB());
            descriptors.add(server.descriptors());
            sample.put("residentKiB", server.residentKiB());
            sample.put("descriptors", server.descriptors());
            sample.put("cpuSeconds", server.cpuSeconds());
            sample.put("stages", StageFigures.between(before, metrics));
            samples.add(sample);
            before = metrics;
        }
    }

    private Map<String, Object> result(final String name, final Map<String, Object> result)
    {
        final Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.putAll(result);
        for (final String count : List.of("holes", "closed"))
        {
            if (((Number)result.get(count)).longValue() != 0)
            {
                complaints.add(name + ": " + count + "=" + result.get(count));
            }
        }
        if (((Number)result.get("messages")).longValue() == 0)
        {
            complaints.add(name + ": got nothing");
        }

        return named;
    }

    private void judge()
    {
        final long last = resident.get(resident.size() - 1);
        if (warmSample() * SAMPLE_SECONDS >= WARM_SECONDS && last > GROWTH * resident.get(warmSample()))
        {
            complaints.add("memory grew: residentKiB=" + resident.get(warmSample()) + ".." + last);
        }
        // By the last sample clients may have left.
        final int most = Collections.max(descriptors);
        if (most > descriptors.get(0) + SPARE_DESCRIPTORS)
        {
            complaints.add("descriptors grew: " + descriptors.get(0) + ".." + most);
        }
    }

    /** The one when a third of the time is over. */
    private int warmSample()
    {
        return resident.size() / 3;
    }

    private Map<String, Object> summary(final List<Map<String, Object>> results) throws IOException
    {
        final Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("taken", Surroundings.of(home));
        summary.put("seconds", seconds);
        for (final String count : List.of("clients", "messages", "holes", "merged", "passed_over", "closed"))
        {
            summary.put(count, results.stream().mapToLong(each -> ((Number)each.get(count)).longValue()).sum());
        }
        summary.put("residentKiB", List.of(
            resident.get(0), resident.get(warmSample()), resident.get(resident.size() - 1), Collections.max(resident)));
        summary.put("descriptors", List.of(descriptors.get(0), Collections.max(descriptors)));
        summary.put("complaints", complaints);
        summary.put("runs", results);

        return summary;
    }
}
