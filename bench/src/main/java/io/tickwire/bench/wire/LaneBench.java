package io.tickwire.bench.wire;

import org.agrona.IoUtil;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A reader of the lane beside a WebSocket client of the compact encoding: of one server and its quotes, in turn, so
 * that what else the machine does falls on both. Both measure from the time that a quote was due.
 * Thread: conductor
 */
public final class LaneBench
{
    private static final int WARM_UP_SECONDS = 2;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path home;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param home   the module's folder.
     * @param folder for results.
     */
    public LaneBench(final Path home, final Path folder, final PrintStream out)
    {
        this.home = home;
        this.folder = folder;
        this.out = out;
    }

    /**
     * @return whether both got quotes in each round, and neither lost any.
     */
    public boolean run(final int rounds, final int seconds, final int perSecond) throws IOException
    {
        Files.createDirectories(folder);
        final Path log = folder.resolve("log");
        final Path aeron = Files.isWritable(SHARED_MEMORY) ?
            Files.createTempDirectory(SHARED_MEMORY, "bench-lane-") : Files.createTempDirectory("bench-lane-");
        final List<Object> results = new ArrayList<>();
        boolean isWhole = true;
        try (ServedProcess server = new ServedProcess(
            BenchServer.class,
            ServedProcess.SERVER_FLAGS,
            List.of(0, perSecond, 0, "stream.lane=true", "stream.directory=" + aeron),
            log))
        {
            final int port = ServedProcess.ports(server.await("ready ")).get(0);
            out.println("round    lane p50    p99 us    websocket p50    p99 us");
            for (int i = 1; i <= rounds; i++)
            {
                final Map<String, Object> lane =
                    measure(LaneClient.class, List.of(aeron, WARM_UP_SECONDS, seconds), log);
                final Map<String, Object> socket = measure(
                    LoadClient.class,
                    List.of(
                        port, WireEncoding.COMPACT, Transport.PLAIN, 1, 1, 1, WARM_UP_SECONDS, seconds,
                        folder.resolve("websocket-" + i + ".hlog")),
                    log);
                final Map<String, Object> round = new LinkedHashMap<>();
                round.put("lane", lane);
                round.put("websocket", socket);
                results.add(round);
                isWhole &= number(lane, "messages") > 0 && number(lane, "lost") == 0 && number(socket, "messages") > 0;
                out.printf(Locale.ROOT, "%5d %11.1f %9.1f %16.1f %9.1f%n",
                    i, us(lane, 50), us(lane, 99), us(socket, 50), us(socket, 99));
            }
        }
        finally
        {
            IoUtil.delete(aeron.toFile(), true);
        }

        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("surroundings", Surroundings.of(home));
        result.put("quotesPerSecond", perSecond);
        result.put("seconds", seconds);
        result.put("rounds", results);
        Files.writeString(folder.resolve("lane.json"), Json.write(result, true));

        return isWhole;
    }

    private static Map<String, Object> measure(final Class<?> client, final List<?> arguments, final Path log)
        throws IOException
    {
        try (ServedProcess process = new ServedProcess(client, ServedProcess.CLIENT_FLAGS, arguments, log))
        {
            process.await("measuring");

            return Json.read(process.await("{"));
        }
    }

    private static double number(final Map<String, Object> result, final String name)
    {
        return ((Number)result.get(name)).doubleValue();
    }

    private static double us(final Map<String, Object> result, final double percentile)
    {
        return ((Number)((Map<?, ?>)result.get("latencyUs")).get(Percentiles.name(percentile))).doubleValue();
    }
}
