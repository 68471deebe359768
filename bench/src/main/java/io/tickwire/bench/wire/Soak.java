package io.tickwire.bench.wire;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    static final String SAMPLES = "soak.json";

    private static final int QUOTES_PER_SECOND = 200;
    private static final int SYMBOLS = 10;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SAMPLES_A_MINUTE = 6;

    /** A server that is warm may still take some: what the JVM keeps for itself moves. */
    private static final double GROWTH = 1.2;
    private static final int SPARE_DESCRIPTORS = 8;

    private final int minutes;
    private final int clients;
    private final Path folder;
    private final PrintStream out;
    private final List<Object> samples = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Integer> descriptors = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /**
     * @param clients of each encoding and transport.
     */
    public Soak(final int minutes, final int clients, final Path folder, final PrintStream out)
    {
        this.minutes = minutes;
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
        final List<Object> results = new ArrayList<>();
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
        Files.writeString(
            folder.resolve(SAMPLES), Json.write(Map.of("samples", samples, "clients", results), true) + "\n");
        complaints.forEach(complaint -> out.println("not sound: " + complaint));
        out.println((complaints.isEmpty() ? "sound: " : "not sound: ") + folder.resolve(SAMPLES));

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
            TimeUnit.MINUTES.toSeconds(minutes),
            folder.resolve((encoding + "-" + transport).toLowerCase(Locale.ROOT) + ".hlog")), log);
    }

    private void watch(final ServedProcess server, final int port) throws IOException, InterruptedException
    {
        String before = WireRun.metrics(port);
        for (int i = 0; i < minutes * SAMPLES_A_MINUTE; i++)
        {
            TimeUnit.SECONDS.sleep(TimeUnit.MINUTES.toSeconds(1) / SAMPLES_A_MINUTE);
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
        final int warm = resident.size() / 3;
        final long last = resident.get(resident.size() - 1);
        if (last > GROWTH * resident.get(warm))
        {
            complaints.add("memory grew: residentKiB=" + resident.get(warm) + ".." + last);
        }
        final int lastDescriptors = descriptors.get(descriptors.size() - 1);
        if (lastDescriptors > descriptors.get(0) + SPARE_DESCRIPTORS)
        {
            complaints.add("descriptors grew: " + descriptors.get(0) + ".." + lastDescriptors);
        }
    }
}
