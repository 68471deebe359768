package io.tickwire.bench.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs scenarios: a server in a process, its load client in another, and what both say.
 */
final class WireRun
{
    private static final double US_PER_SECOND = 1e6;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int warmUpSeconds;
    private final int seconds;
    private final Path folder;

    /**
     * @param folder takes the histograms' logs.
     */
    WireRun(final int warmUpSeconds, final int seconds, final Path folder)
    {
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.folder = folder;
    }

    Map<String, Object> run(final Scenario scenario) throws IOException, InterruptedException
    {
        try (ServedProcess server = serve(scenario))
        {
            final List<Integer> ports = ServedProcess.ports(server.await("ready "));
            final long emptyKiB = server.residentKiB();
            final int port = scenario.transport() == Transport.TLS ? ports.get(1) : ports.get(0);
            try (ServedProcess client = load(scenario, port))
            {
                client.await("measuring");
                final String before = scenario.isFloor() ? "" : metrics(ports.get(0));
                final double cpuBefore = server.cpuSeconds();
                final long startNs = System.nanoTime();
                final Map<String, Object> seen = Json.read(client.await("{"));
                final double lasted = (System.nanoTime() - startNs) / 1e9;
                final double cpu = server.cpuSeconds() - cpuBefore;

                final Map<String, Object> result = scenario.toMap();
                result.putAll(seen);
                result.put("seconds", seconds);
                result.put("cpuShare", cpu / lasted);
                result.put("cpuUsPerMessage",
                    US_PER_SECOND * cpu / Math.max(1, ((Number)seen.get("messages")).doubleValue()));
                result.put("emptyKiB", emptyKiB);
                result.put("residentKiB", server.residentKiB());
                result.put("descriptors", server.descriptors());
                if (!scenario.isFloor())
                {
                    final String after = metrics(ports.get(0));
                    result.put("stages", StageFigures.between(before, after));
                    result.put("reasons", Reasons.of(after));
                }

                return result;
            }
        }
    }

    private ServedProcess serve(final Scenario scenario) throws IOException
    {
        if (scenario.isFloor())
        {
            return new ServedProcess(
                FloorServer.class, ServedProcess.SERVER_FLAGS, List.of(scenario.quotesPerSecond()), log());
        }

        final List<Object> arguments = new ArrayList<>(
            List.of(0, scenario.quotesPerSecond(), 0, "symbols=" + scenario.symbols()));
        arguments.add("compression.minBytes=0");

        return new ServedProcess(BenchServer.class, ServedProcess.SERVER_FLAGS, arguments, log());
    }

    private ServedProcess load(final Scenario scenario, final int port) throws IOException
    {
        return new ServedProcess(LoadClient.class, ServedProcess.CLIENT_FLAGS, List.of(
            port,
            scenario.encoding(),
            scenario.transport(),
            scenario.clients(),
            scenario.symbols(),
            scenario.ofEach(),
            warmUpSeconds,
            seconds,
            folder.resolve(scenario.name() + ".hlog")), log());
    }

    private Path log()
    {
        return folder.resolve("processes.log");
    }

    static String metrics(final int port) throws IOException, InterruptedException
    {
        return HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }
}
