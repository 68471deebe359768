package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server with a journal and much to record, in a process of its own that can be killed. It says again and again up to
 * where it has acknowledged.
 */
public final class JournalServer implements AutoCloseable
{
    private static final int TICKS_PER_SECOND = 100_000;
    private static final long SAY_MS = 2;

    private final Process process;
    private final BufferedReader output;
    private int port;

    private JournalServer(final Process process)
    {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.US_ASCII);
    }

    static JournalServer start(final Path journal, final Path errors)
    {
        final List<String> command = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens", "java.base/java.util.zip=ALL-UNNAMED",
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx104m",
            "-cp", System.getProperty("java.class.path"),
            JournalServer.class.getName(), journal.toString());
        try
        {
            return new JournalServer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Serve, and say what is acknowledged, until it is killed.
     */
    public static void main(final String[] args) throws Exception
    {
        final ServerConfig defaults = ServerConfig.defaults();
        final SimulatedMarket market = defaults.feed().simulation().market();
        try (TickwireServer server = new TickwireServer(defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(FeedSettings.simulated(new SimulatedMarket(
                market.seed(), market.venues(), 200, TICKS_PER_SECOND, market.accounts())))
            .with(new StreamSettings(
                false,
                new StreamSettings.Journal(Optional.of(Path.of(args[0])), 1 << 22, Sync.NONE, 0, 0),
                1 << 20,
                Optional.empty()))))
        {
            server.start();
            System.out.println(server.addresses().get(0).getPort());
            while (true)
            {
                System.out.println(server.stream().gauges().get("journal_recorded_sequence").value());
                System.out.flush();
                TimeUnit.MILLISECONDS.sleep(SAY_MS);
            }
        }
    }

    /**
     * Where it serves, once it has said what is acknowledged.
     */
    int port()
    {
        return port;
    }

    /**
     * The next number that it says; empty: it has ended.
     */
    Optional<Long> acknowledged()
    {
        if (port == 0)
        {
            port = said().map(Math::toIntExact).orElse(0);
        }

        return said();
    }

    private Optional<Long> said()
    {
        try
        {
            // What was cut off by the kill is no number.
            final String line = output.readLine();

            return line == null || !process.isAlive() ? Optional.empty() : Optional.of(Long.valueOf(line));
        }
        catch (final IOException ex)
        {
            return Optional.empty();
        }
    }

    /**
     * End it as {@code kill -9} does.
     */
    void kill()
    {
        process.destroyForcibly();
        try
        {
            process.waitFor();
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    @Override
    public void close()
    {
        kill();
    }
}
