package io.tickwire.tools.exchange;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client's connection: what it has subscribed to, and what is on its way to it. A thread of its own writes, so that a
 * slow client keeps nobody else waiting; how much may be on its way is the market's to say.
 * Thread: market-<venue>, but for what says otherwise
 */
final class Session
{
    /** Of WebSocket. */
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int POLICY = 1008;

    private static final byte[] END = {};

    private final Wire wire;
    private final Frames frames;
    private final Request request;
    private final int line;

    // Written by the market's thread, read by the writer.
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private volatile boolean isClosed;

    // The market's.
    private final Map<String, Integer> streams = new LinkedHashMap<>();
    private final Deque<byte[]> stalled = new ArrayDeque<>();
    private boolean isStalled;
    private boolean keepsStalled;
    private long sequence;
    private int flags;
    private long pongMs;
    private long heardMs;
    private long openedMs;
    private long pingMs;

    /**
     * @param line its number: the lowest that no open connection to the venue had.
     */
    Session(final Wire wire, final Frames frames, final Request request, final int line)
    {
        this.wire = wire;
        this.frames = frames;
        this.request = request;
        this.line = line;
    }

    void start(final byte[] handshake, final long nowMs)
    {
        openedMs = nowMs;
        pingMs = nowMs;
        pongMs = nowMs;
        heardMs = nowMs;
        send(handshake);
        final Thread writer = new Thread(this::write, "exchange-writer-" + line);
        writer.setDaemon(true);
        writer.start();
    }

    int line()
    {
        return line;
    }

    Request request()
    {
        return request;
    }

    Frames frames()
    {
        return frames;
    }

    /** What it is subscribed to, each with the number that the venue gave it, or 0 where venues give none. */
    Map<String, Integer> streams()
    {
        return streams;
    }

    /** The next number of its messages; the first is 0. */
    long nextSequence()
    {
        return sequence++;
    }

    /** What the client has set for the connection, as the venue has it. */
    int flags()
    {
        return flags;
    }

    void flags(final int flags)
    {
        this.flags = flags;
    }

    long openedMs()
    {
        return openedMs;
    }

    /** Whether it is time again for what is done every so often; it is counted as done then. */
    boolean isDue(final long nowMs, final long everyMs)
    {
        final boolean isDue = nowMs - pingMs >= everyMs;
        pingMs = isDue ? nowMs : pingMs;

        return isDue;
    }

    long pongMs()
    {
        return pongMs;
    }

    void pongMs(final long pongMs)
    {
        this.pongMs = pongMs;
    }

    /** When it sent something last. */
    long heardMs()
    {
        return heardMs;
    }

    void heardMs(final long heardMs)
    {
        this.heardMs = heardMs;
    }

    /** How much is on its way; any thread. */
    long queuedBytes()
    {
        return queuedBytes.get();
    }

    /** Any thread. */
    boolean isClosed()
    {
        return isClosed;
    }

    void send(final Message message)
    {
        send(frames.of(message));
    }

    void sendText(final String message)
    {
        send(Message.of(message));
    }

    void sendPing(final byte[] payload)
    {
        send(frames.ping(payload));
    }

    void sendPong(final byte[] payload)
    {
        send(frames.pong(payload));
    }

    void send(final byte[] bytes)
    {
        if (isClosed)
        {
            return;
        }
        if (!isStalled)
        {
            offer(bytes);
        }
        else if (keepsStalled)
        {
            stalled.add(bytes);
        }
    }

    /**
     * Say nothing more for now.
     *
     * @param keeps whether what is sent meanwhile comes afterwards.
     */
    void stall(final boolean keeps)
    {
        isStalled = true;
        keepsStalled = keeps;
    }

    void resume()
    {
        isStalled = false;
        stalled.forEach(this::offer);
        stalled.clear();
    }

    /** Close it as WebSockets are closed. */
    void close(final int code, final String reason)
    {
        send(frames.close(code, reason));
        cut();
    }

    /** End the connection behind what was sent. */
    void cut()
    {
        isClosed = true;
        queue.add(END);
    }

    /** End it now, whatever is on its way. */
    void abort()
    {
        isClosed = true;
        wire.abort();
        queuedBytes.set(0);
    }

    /** The connection is gone. */
    void onGone()
    {
        cut();
        frames.close();
    }

    private void offer(final byte[] bytes)
    {
        if (!isClosed)
        {
            queuedBytes.addAndGet(bytes.length);
            queue.add(bytes);
        }
    }

    private void write()
    {
        try
        {
            for (byte[] bytes = queue.take(); bytes != END; bytes = queue.take())
            {
                wire.write(bytes);
                queuedBytes.addAndGet(-bytes.length);
            }
            wire.end();
        }
        catch (final IOException ex)
        {
            // The client has gone, which its reader tells the market.
            queuedBytes.set(0);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        finally
        {
            wire.abort();
        }
    }
}
