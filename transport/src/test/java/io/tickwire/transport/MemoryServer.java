package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.ReplaySpec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server as it is by default, in a process of its own that runs as the launcher would have it.
 */
public final class MemoryServer implements AutoCloseable
{
    private static final String RESIDENT = "VmRSS:";

    private final Process process;
    private final BufferedReader output;
    private final int port;
    private final int tlsPort;

    private MemoryServer(final Process process)
    {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        try
        {
            port = Integer.parseInt(output.readLine());
            tlsPort = Integer.parseInt(output.readLine());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * @param folder of its certificate and key, as {@link TlsServer#start} has them.
     */
    static MemoryServer start(final Path folder)
    {
        return launch(folder.toString());
    }

    /**
     * One that has a journal, which stands still but for those who have it told to them alone.
     *
     * @param sessions that may have it told to them alone.
     */
    static MemoryServer start(final Path folder, final Path journal, final int sessions)
    {
        return launch(folder.toString(), journal.toString(), Integer.toString(sessions));
    }

    private static MemoryServer launch(final String... args)
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens", "java.base/java.util.zip=ALL-UNNAMED",
            "-XX:+UseSerialGC", "-Xms32m", "-Xmx104m", "-Xmn16m",
            "-XX:MaxDirectMemorySize=192m", "-XX:ReservedCodeCacheSize=64m", "-Djdk.nio.maxCachedBufferSize=65536",
            "-cp", System.getProperty("java.class.path"),
            MemoryServer.class.getName()));
        command.addAll(List.of(args));
        try
        {
            return new MemoryServer(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Say at which ports it listens, and end with the input.
     */
    public static void main(final String[] args) throws Exception
    {
        final ServerConfig defaults = ServerConfig.defaults();
        try (TickwireServer server = new TickwireServer(defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(TlsServer.settings(Path.of(args[0])))
            .with(args.length == 1 ? defaults.feed() : replay(Path.of(args[1]), Integer.parseInt(args[2])))
            .with(defaults.limits().with(new Limits.Connections(20_000, 20_000, 0, 1_000)))))
        {
            server.start();
            System.out.println(server.addresses().get(0).getPort());
            System.out.println(server.tlsAddresses().get(0).getPort());
            final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null)
            {
                // Until the test ends.
            }
        }
    }

    private static FeedSettings replay(final Path journal, final int sessions)
    {
        return FeedSettings.none().with(new FeedSettings.Replay(
            Optional.of(ReplaySpec.parse(journal + ";paused")), sessions, 0, 0));
    }

    int port()
    {
        return port;
    }

    int tlsPort()
    {
        return tlsPort;
    }

    /**
     * How much of the machine's memory it holds.
     */
    long residentBytes()
    {
        try
        {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
    }
}
