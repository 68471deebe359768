package io.tickwire.transport.clients;

import io.tickwire.transport.Patience;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The way to a client in a process of its own: a line of JSON for each command, and for each event.
 */
final class ProcessBridge implements Bridge
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Events events;
    private final Process process;
    private final Writer commands;
    private final Thread reader;
    private volatile boolean isEnding;

    /**
     * @param environment that the process has besides this one's.
     */
    ProcessBridge(final List<String> command, final Map<String, String> environment, final Events events)
    {
        this.events = events;
        try
        {
            final ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            process = builder.start();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        reader = new Thread(this::read, "client-reader");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void command(final Map<String, ?> command)
    {
        try
        {
            commands.write(JSON.writeValueAsString(command) + "\n");
            commands.flush();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void kill()
    {
        isEnding = true;
        process.destroyForcibly();
    }

    @Override
    public void close()
    {
        kill();
        try
        {
            reader.join(Patience.LIMIT_MS);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private void read()
    {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8))
        {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                events.add(JSON.readTree(line));
            }
        }
        catch (final IOException ex)
        {
            // Where we ended the process, it was while it wrote.
            if (!isEnding)
            {
                events.fail(new AssertionError("the client's output ended", ex));
            }
        }
        finally
        {
            events.end();
        }
    }
}
