package io.tickwire.transport.clients;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client in a process of its own: what it is told to send it sends, and what happens to it is kept, in order.
 */
public final class RealClient implements AutoCloseable
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MS = 20_000;

    private final Process process;
    private final Writer commands;
    private final Thread reader;
    private final List<JsonNode> events = new ArrayList<>();
    private final Consumer<JsonNode> check;
    private AssertionError failure;
    private boolean isOver;
    private boolean isEnding;
    private int taken;

    private RealClient(final List<String> command, final Consumer<JsonNode> check) throws IOException
    {
        this.check = check;
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        reader = new Thread(this::read, "client-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * What a client runs on.
     */
    public enum Kind
    {
        /** The package {@code ws}. */
        NODE,

        /** The package {@code websockets}. */
        PYTHON
    }

    /**
     * Connect.
     *
     * @param form  that it sends in: {@code json} or {@code msgpack}.
     * @param check is shown every message that comes.
     */
    public static RealClient open(
        final Kind kind,
        final String url,
        final String form,
        final Consumer<JsonNode> check,
        final String... subprotocols)
    {
        final List<String> command = new ArrayList<>(
            kind == Kind.NODE ? ClientTools.node("bridge.mjs") : ClientTools.python("bridge.py"));
        command.add(url);
        command.add(form);
        command.addAll(List.of(subprotocols));
        try
        {
            return new RealClient(command, check);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    public void send(final Map<String, ?> message)
    {
        command(Map.of("send", message));
    }

    public void sendText(final String text)
    {
        command(Map.of("text", text));
    }

    public void sendBinary(final String hex)
    {
        command(Map.of("hex", hex));
    }

    public void ping(final String payload)
    {
        command(Map.of("ping", payload));
    }

    public void closeWith(final int code)
    {
        command(Map.of("close", code));
    }

    /**
     * The next event of a kind after those that were taken, waited for.
     */
    public JsonNode await(final String kind)
    {
        return await(event -> event.path("event").asString().equals(kind), kind);
    }

    /**
     * The next message of a type after those that were taken, waited for.
     */
    public JsonNode message(final String type)
    {
        return message(type, message -> true);
    }

    /**
     * The next message of a type that fits after those that were taken, waited for.
     */
    public JsonNode message(final String type, final Predicate<JsonNode> fits)
    {
        return await(
            event -> event.path("message").path("type").asString("").equals(type) && fits.test(event.path("message")),
            "message of type " + type).path("message");
    }

    /**
     * All messages of a type that came until now.
     */
    public synchronized List<JsonNode> messages(final String type)
    {
        return events.stream()
            .map(event -> event.path("message"))
            .filter(message -> message.path("type").asString("").equals(type))
            .toList();
    }

    /**
     * The types of all messages that came until now, in order.
     */
    public synchronized List<String> types()
    {
        return events.stream()
            .filter(event -> event.path("event").asString().equals("message"))
            .map(event -> event.path("message").path("type").asString(""))
            .toList();
    }

    @Override
    public void close()
    {
        kill();
        try
        {
            reader.join(PATIENCE_MS);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
        synchronized (this)
        {
            if (failure != null)
            {
                throw failure;
            }
        }
    }

    /**
     * End the process at once, as a crash would.
     */
    public void kill()
    {
        synchronized (this)
        {
            isEnding = true;
        }
        process.destroyForcibly();
    }

    private synchronized JsonNode await(final Predicate<JsonNode> isIt, final String what)
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (true)
        {
            for (int i = taken; i < events.size(); i++)
            {
                if (isIt.test(events.get(i)))
                {
                    taken = i + 1;

                    return events.get(i);
                }
            }
            if (failure != null)
            {
                throw failure;
            }
            final long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            if (leftMs <= 0 || isOver)
            {
                throw new AssertionError("no " + what + " came; after " + taken + " taken there were " +
                    events.subList(taken, Math.min(events.size(), taken + 20)));
            }
            waitFor(leftMs);
        }
    }

    private void waitFor(final long atMostMs)
    {
        try
        {
            wait(atMostMs);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private void command(final Map<String, ?> command)
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

    private void read()
    {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8))
        {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                take(JSON.readTree(line));
            }
        }
        catch (final IOException ex)
        {
            // The process was ended while it wrote.
            fail(new AssertionError("the client's output ended", ex));
        }
        finally
        {
            end();
        }
    }

    private void take(final JsonNode event)
    {
        AssertionError wrong = null;
        try
        {
            if (event.path("event").asString().equals("message") && event.path("message").isObject())
            {
                check.accept(event.path("message"));
            }
        }
        catch (final AssertionError ex)
        {
            wrong = ex;
        }
        synchronized (this)
        {
            failure = failure == null ? wrong : failure;
            events.add(event);
            notifyAll();
        }
    }

    private synchronized void fail(final AssertionError error)
    {
        if (!isEnding)
        {
            failure = error;
        }
    }

    private synchronized void end()
    {
        isOver = true;
        notifyAll();
    }
}
