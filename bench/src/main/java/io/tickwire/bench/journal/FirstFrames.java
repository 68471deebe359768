package io.tickwire.bench.journal;

import io.tickwire.bench.wire.Json;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long a client waits that connects to {@code /ws/replay}, goes to a place, and asks for quotes.
 * Thread: any
 */
final class FirstFrames
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_S = 120;
    private static final double MS_PER_NS = 1e-6;
    private static final String SUBSCRIBE =
        "{\"type\":\"subscribe\",\"channel\":\"bbo\",\"symbols\":[\"" + MixedTicks.FIRST_SYMBOL + "\"]}";
    private static final String SEEK = "{\"type\":\"replay_control\",\"action\":\"seek\",\"value\":%d,\"id\":1}";

    private FirstFrames()
    {
    }

    /**
     * From times of all of it, chosen at random, by a server that only replays and stands still.
     */
    static Map<String, Object> places(final Path journal, final int count, final long seed) throws IOException
    {
        try (TickwireServer server = new TickwireServer(ReplayRun.config(journal, ";paused")))
        {
            server.start();
            final URI address =
                URI.create("ws://127.0.0.1:" + server.addresses().get(0).getPort() + "/ws/replay");

            return Places.of(journal).measure(
                "by WebSocket, from connecting to the first quote", count, seed, timeNs -> first(address, timeNs));
        }
        catch (final StartException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    /** The place is of receipt, and a message says the venue's time, which is the same here. */
    private static double first(final URI address, final long timeNs) throws IOException
    {
        final long timeMs = TimeUnit.NANOSECONDS.toMillis(timeNs);
        final Messages messages = new Messages();
        final long startNs = System.nanoTime();
        final WebSocket socket;
        try
        {
            socket = HTTP.newWebSocketBuilder().buildAsync(address, messages).join();
        }
        catch (final CompletionException ex)
        {
            throw new IOException("can not connect to " + address + ": " + ex.getMessage(), ex);
        }

        try
        {
            socket.sendText(String.format(SEEK, timeMs), true).join();
            messages.await("replay_status", "id");
            socket.sendText(SUBSCRIBE, true).join();
            final Map<String, Object> quote = messages.await("bbo_update", "timestamp");
            final double tookMs = (System.nanoTime() - startNs) * MS_PER_NS;
            final long awayMs = timeMs - ((Number)quote.get("timestamp")).longValue();
            if (awayMs < 0 || awayMs > TimeUnit.SECONDS.toMillis(1))
            {
                throw new IOException("this is not from where it was wanted: time=" + timeMs + " quote=" + quote);
            }

            return tookMs;
        }
        finally
        {
            socket.abort();
        }
    }

    /** What comes. */
    private static final class Messages implements WebSocket.Listener
    {
        private final BlockingQueue<String> came = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean isLast)
        {
            text.append(part);
            if (isLast)
            {
                came.add(text.toString());
                text.setLength(0);
            }
            from.request(1);

            return null;
        }

        /** The next one of a type that has a field. */
        Map<String, Object> await(final String type, final String field) throws IOException
        {
            final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
            try
            {
                String next;
                while ((next = came.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS)) != null)
                {
                    final Map<String, Object> message = Json.read(next);
                    if (type.equals(message.get("type")) && message.containsKey(field))
                    {
                        return message;
                    }
                    if ("error".equals(message.get("type")))
                    {
                        throw new IOException("the server refused: " + next);
                    }
                }
            }
            catch (final InterruptedException ex)
            {
                Thread.currentThread().interrupt();
            }

            throw new IOException("there came no message: type=" + type + " in " + PATIENCE_S + " s");
        }
    }
}
