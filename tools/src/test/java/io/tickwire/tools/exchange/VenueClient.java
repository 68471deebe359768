package io.tickwire.tools.exchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * A client of a venue, by the JDK's own WebSocket; it keeps all that comes.
 * Thread: any
 */
final class VenueClient implements WebSocket.Listener, AutoCloseable
{
    private static final long PATIENCE_SECONDS = 30;
    private static final int OK = 200;

    private final List<String> messages = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WebSocket socket;
    private int code;
    private int pings;
    private int pongs;
    private Throwable error;

    VenueClient(final int port, final String path)
    {
        this(HttpClient.newHttpClient(), "ws://127.0.0.1:" + port + path);
    }

    VenueClient(final HttpClient http, final String address)
    {
        socket = http.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    }

    VenueClient send(final String message)
    {
        socket.sendText(message, true).join();

        return this;
    }

    /** Wait for all that was told before. */
    synchronized void flush()
    {
        final int before = pongs;
        socket.sendPing(ByteBuffer.allocate(0));
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (pongs == before && System.nanoTime() - endNs < 0)
        {
            try
            {
                wait(TimeUnit.SECONDS.toMillis(1));
            }
            catch (final InterruptedException ex)
            {
                throw new IllegalStateException(ex);
            }
        }
        assertEquals(before + 1, pongs);
    }

    /** Wait for a message. */
    synchronized String await(final Predicate<String> condition)
    {
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int seen = 0;
        while (true)
        {
            for (; seen < messages.size(); seen++)
            {
                if (condition.test(messages.get(seen)))
                {
                    return messages.get(seen);
                }
            }
            final long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            if (leftMs <= 0)
            {
                return fail("did not come; what came: " + messages.stream().limit(20).toList());
            }
            try
            {
                wait(leftMs);
            }
            catch (final InterruptedException ex)
            {
                throw new IllegalStateException(ex);
            }
        }
    }

    /** Wait until so many messages of a kind are there, and return them. */
    synchronized List<String> await(final int count, final Predicate<String> kind)
    {
        final List<String> found = new ArrayList<>();
        await(message ->
        {
            if (kind.test(message))
            {
                found.add(message);
            }
            return found.size() == count;
        });

        return found;
    }

    synchronized List<String> messages()
    {
        return List.copyOf(messages);
    }

    synchronized List<String> messages(final Predicate<String> kind)
    {
        return messages.stream().filter(kind).toList();
    }

    /** Wait for the end of the connection; the code of WebSocket's close, or 1006 where there was none. */
    int awaitEnd()
    {
        try
        {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
            {
                fail("the connection did not end");
            }
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }

        return code;
    }

    boolean hasEnded()
    {
        return ended.getCount() == 0;
    }

    static String get(final int port, final String path)
    {
        final HttpResponse<String> answer = answer(port, path);
        assertEquals(OK, answer.statusCode(), answer.body());

        return answer.body();
    }

    static HttpResponse<String> answer(final int port, final String path)
    {
        try
        {
            return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException | InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    static CompletableFuture<String> getLater(final int port, final String path)
    {
        return CompletableFuture.supplyAsync(() -> get(port, path));
    }

    @Override
    public synchronized CompletionStage<?> onText(final WebSocket from, final CharSequence data, final boolean last)
    {
        part.append(data);
        if (last)
        {
            messages.add(part.toString());
            part.setLength(0);
            notifyAll();
        }
        from.request(1);

        return null;
    }

    /** Bytes are kept as their hexadecimal digits. */
    @Override
    public synchronized CompletionStage<?> onBinary(final WebSocket from, final ByteBuffer data, final boolean last)
    {
        final byte[] bytes = new byte[data.remaining()];
        data.get(bytes);

        return onText(from, HexFormat.of().formatHex(bytes), last);
    }

    @Override
    public synchronized CompletionStage<?> onPong(final WebSocket from, final ByteBuffer message)
    {
        pongs++;
        notifyAll();
        from.request(1);

        return null;
    }

    @Override
    public synchronized CompletionStage<?> onPing(final WebSocket from, final ByteBuffer message)
    {
        pings++;
        from.request(1);

        return null;
    }

    synchronized int pings()
    {
        return pings;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket from, final int statusCode, final String reason)
    {
        code = statusCode;
        ended.countDown();

        return null;
    }

    @Override
    public void onError(final WebSocket from, final Throwable thrown)
    {
        error = thrown;
        code = 1006;
        ended.countDown();
    }

    @Override
    public void close()
    {
        socket.abort();
    }

    @Override
    public String toString()
    {
        return messages() + " " + error;
    }
}
