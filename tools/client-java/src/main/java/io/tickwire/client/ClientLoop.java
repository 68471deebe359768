package io.tickwire.client;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.LangUtil;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs any number of connections on one thread: one of its own ({@link #start}), or the caller's, who then calls
 * {@link #poll} in a loop. Listeners are called on that thread. It waits in the kernel; with a wait of 0 it does not.
 * Thread: client
 */
public final class ClientLoop implements AutoCloseable
{
    private static final int READ_BYTES = 256 * 1024;
    private static final long TICK_MS = 50;
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(TICK_MS);
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    // Any thread.
    private final ManyToOneConcurrentLinkedQueue<Runnable> commands = new ManyToOneConcurrentLinkedQueue<>();
    private final Selector selector;
    private volatile boolean isClosing;

    // The loop's thread.
    private final Consumer<SelectionKey> onKey = this::onKey;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final UnsafeBuffer readView = new UnsafeBuffer(readBuffer);
    private final List<Connection> connections = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final ErrorHandler errorHandler;
    private Thread owner;
    private Thread thread;
    private long nowNs = System.nanoTime();
    private long tickedNs = nowNs;

    /**
     * A loop that the caller drives by {@link #poll}.
     *
     * @param errorHandler is told of what a listener throws that nobody else handles.
     */
    public ClientLoop(final ErrorHandler errorHandler)
    {
        this.errorHandler = errorHandler;
        try
        {
            selector = Selector.open();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * A loop with a thread of its own, a daemon; what is thrown there goes to the thread's handler of such, and the
     * loop goes on.
     */
    public static ClientLoop start(final String threadName)
    {
        final ClientLoop loop = new ClientLoop(ex ->
        {
            final Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, ex);
        });
        loop.thread = new Thread(loop::run, threadName);
        loop.thread.setDaemon(true);
        loop.thread.start();

        return loop;
    }

    /**
     * Read, tell, and let time go on.
     *
     * @param maxWaitMs how long to wait where there is nothing to do; 0: not at all.
     * @return how much there was to do.
     */
    public int poll(final long maxWaitMs)
    {
        owner = owner == null ? Thread.currentThread() : owner;
        assert isOwner() : "another thread's loop";
        try
        {
            final long waitMs = Math.min(maxWaitMs, TICK_MS);
            final int keys = waitMs > 0 && commands.isEmpty() ?
                selector.select(onKey, waitMs) : selector.selectNow(onKey);
            nowNs = System.nanoTime();
            final int ran = runCommands();
            if (nowNs - tickedNs >= TICK_NS)
            {
                tickedNs = nowNs;
                tick();
            }

            return keys + ran;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Run something on the loop's thread, at once where that is the caller's.
     */
    public void execute(final Runnable command)
    {
        if (isOwner())
        {
            command.run();
        }
        else
        {
            commands.offer(command);
            selector.wakeup();
        }
    }

    /**
     * Whether the caller is the loop's thread, or nobody is yet.
     */
    public boolean isOwner()
    {
        return owner == null && thread == null || Thread.currentThread() == owner ||
            Thread.currentThread() == thread;
    }

    /**
     * Begin a connection. For the loop's thread: see {@link #execute}.
     *
     * @param listener is told whatever comes of it, at once where it can not even begin.
     */
    public Connection open(final ClientConfig config, final ConnectionListener listener)
    {
        assert isOwner() : "another thread's loop";
        final Connection connection = new Connection(this, config, listener);
        connections.add(connection);
        connection.connect();

        return connection;
    }

    /** Connections that are not closed. */
    public int connections()
    {
        return connections.size();
    }

    /**
     * End all connections, and the thread, where there is one.
     */
    @Override
    public void close()
    {
        isClosing = true;
        selector.wakeup();
        if (thread == null)
        {
            end();
        }
        else if (Thread.currentThread() != thread)
        {
            try
            {
                thread.join(CLOSE_TIMEOUT_MS);
            }
            catch (final InterruptedException ex)
            {
                Thread.currentThread().interrupt();
            }
        }
    }

    long nowNs()
    {
        return nowNs;
    }

    /** The time of what is read now. */
    long readNs()
    {
        nowNs = System.nanoTime();

        return nowNs;
    }

    /** Empty, and of the loop's thread for as long as it reads one connection. */
    ByteBuffer readBuffer()
    {
        return readBuffer.clear();
    }

    UnsafeBuffer readView()
    {
        return readView;
    }

    SelectionKey register(final SocketChannel channel, final Connection connection) throws IOException
    {
        return channel.register(selector, SelectionKey.OP_CONNECT, connection);
    }

    /** A client that is told of time also while it has no connection. */
    void add(final Session session)
    {
        sessions.add(session);
    }

    void remove(final Session session)
    {
        sessions.remove(session);
    }

    void onError(final RuntimeException ex)
    {
        errorHandler.onError(ex);
    }

    void forget(final Connection connection)
    {
        connections.remove(connection);
    }

    /** Run something on the loop's thread and wait for what it gives. */
    <T> T call(final Supplier<T> question)
    {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        execute(() -> answer.complete(question.get()));
        try
        {
            return answer.get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        }
        catch (final Exception ex)
        {
            LangUtil.rethrowUnchecked(ex);
            return null;
        }
    }

    private void run()
    {
        while (!isClosing)
        {
            poll(TICK_MS);
        }
        runCommands();
        end();
    }

    private void end()
    {
        for (final Connection connection : new ArrayList<>(connections))
        {
            guard(() -> connection.close(1000, ""));
            guard(connection::abort);
        }
        CloseHelper.quietClose(selector);
    }

    private void onKey(final SelectionKey key)
    {
        try
        {
            ((Connection)key.attachment()).onReady();
        }
        catch (final RuntimeException ex)
        {
            errorHandler.onError(ex);
        }
    }

    private int runCommands()
    {
        int ran = 0;
        Runnable command = commands.poll();
        while (command != null)
        {
            guard(command);
            ran++;
            command = commands.poll();
        }

        return ran;
    }

    private void tick()
    {
        // Listeners may end connections and begin others.
        for (int i = connections.size() - 1; i >= 0; i--)
        {
            if (i < connections.size())
            {
                final Connection connection = connections.get(i);
                try
                {
                    connection.onTime(nowNs);
                }
                catch (final RuntimeException ex)
                {
                    onError(ex);
                }
            }
        }
        for (int i = sessions.size() - 1; i >= 0; i--)
        {
            sessions.get(i).onLoopTime(nowNs);
        }
    }

    private void guard(final Runnable action)
    {
        try
        {
            action.run();
        }
        catch (final RuntimeException ex)
        {
            errorHandler.onError(ex);
        }
    }
}
