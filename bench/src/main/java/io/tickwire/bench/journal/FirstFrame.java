package io.tickwire.bench.journal;

import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client of {@code /ws/replay} that goes from place to place, and how long it waits for the first quote of each.
 * Thread: any
 */
final class FirstFrame implements WebSocket.Listener
{
    private static final String CONTROL = "{\"type\":\"replay_control\",\"action\":\"%s\",\"value\":%d}";
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"channel\":\"bbo\",\"symbols\":[\"SYM1-USDT\"]}";
    private static final long LIMIT_S = 60;

    /** A message, and when it came. */
    private record Told(String text, long atNs)
    {
        private boolean is(final String type)
        {
            return text.contains("\"type\":\"" + type + "\"");
        }
    }

    private final LinkedBlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    private FirstFrame()
    {
    }

    /**
     * @param places how many, anywhere in so many ms from the first one on.
     */
    static Map<String, Object> of(
        final Path journal, final long fromMs, final long toMs, final int places, final long seed) throws IOException
    {
        final double[] ms = new double[places];
        try (TickwireServer server = new TickwireServer(ReplayRun.config(journal, ";paused")))
        {
            server.start();
            final InetSocketAddress address = server.addresses().get(0);
            final FirstFrame client = new FirstFrame();
            final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + address.getPort() + "/ws/replay"), client)
                .join();
            socket.sendText(SUBSCRIBE, true).join();
            client.await("subscribed");
            final Random random = new Random(seed);
            for (int i = 0; i < places; i++)
            {
                final long placeMs = fromMs + (long)(random.nextDouble() * (toMs - fromMs));
                ms[i] = client.seek(socket, placeMs) / (double)TimeUnit.MILLISECONDS.toNanos(1);
            }
            socket.abort();
        }
        catch (final StartException | CompletionException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new IOException(ex);
        }

        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("what", "from a seek to the first quote at the client, over a WebSocket");
        figures.put("places", places);
        figures.put("firstOfProcessMs", ms[0]);
        Arrays.sort(ms);
        figures.put("p50Ms", ms[places / 2]);
        figures.put("maxMs", ms[places - 1]);

        return figures;
    }

    @Override
    public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast)
    {
        text.append(data);
        if (isLast)
        {
            told.add(new Told(text.toString(), System.nanoTime()));
            text.setLength(0);
        }

        return WebSocket.Listener.super.onText(socket, data, isLast);
    }

    private long seek(final WebSocket socket, final long placeMs) throws InterruptedException, IOException
    {
        // It stands still: of the place before nothing comes any more.
        told.clear();
        final long startNs = System.nanoTime();
        socket.sendText(CONTROL.formatted("seek", placeMs), true).join();

        return await("bbo_update").atNs - startNs;
    }

    private Told await(final String type) throws InterruptedException, IOException
    {
        Told next = told.poll(LIMIT_S, TimeUnit.SECONDS);
        while (next != null && !next.is(type))
        {
            next = told.poll(LIMIT_S, TimeUnit.SECONDS);
        }
        if (next == null)
        {
            throw new IOException("nothing came in time: " + type);
        }

        return next;
    }
}
