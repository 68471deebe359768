package io.tickwire.transport.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The addresses that the server listens at, and the threads that read what comes there. All of them take the same
 * requests.
 * Thread: conductor
 */
public final class Listeners implements AutoCloseable
{
    private static final int BUFFER_BYTES = 1 << 14;
    private static final int MAX_BUFFERS = 64;
    private static final int MAX_HEADER_BYTES = 1 << 14;
    private static final int MAX_ENTITY_BYTES = 1 << 16;
    private static final int PARSE_TIMEOUT_MS = 10_000;
    private static final int IDLE_TIMEOUT_MS = 60_000;
    private static final int BACKLOG = 4_096;
    private static final long STOP_MS = 2_000;

    private final HttpHandler handler;
    private final int sendBufferBytes;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, MAX_BUFFERS, 0);
    private final List<Undertow> open = new CopyOnWriteArrayList<>();

    /**
     * @param ioThreads       that read.
     * @param sendBufferBytes of each socket, so that what the kernel holds for a slow client is bounded.
     */
    public Listeners(final HttpHandler handler, final int ioThreads, final int sendBufferBytes)
    {
        this.handler = handler;
        this.sendBufferBytes = sendBufferBytes;
        try
        {
            worker = Xnio.getInstance().createWorker(OptionMap.builder()
                .set(Options.WORKER_NAME, "tickwire")
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                .set(Options.THREAD_DAEMON, true)
                .getMap());
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("no threads for I/O", ex);
        }
    }

    /**
     * An address that can not be listened at.
     * Thread: any
     */
    public static final class NotOpenedException extends Exception
    {
        private static final long serialVersionUID = 1L;

        private NotOpenedException(final String message, final Throwable cause)
        {
            super(message, cause);
        }
    }

    /**
     * Listen at one more address.
     *
     * @param port 0: any that is free.
     */
    public void open(final String host, final int port) throws NotOpenedException
    {
        final Undertow undertow = Undertow.builder()
            .setWorker(worker)
            .setByteBufferPool(buffers)
            .addHttpListener(port, host)
            .setSocketOption(Options.TCP_NODELAY, true)
            .setSocketOption(Options.REUSE_ADDRESSES, true)
            .setSocketOption(Options.BACKLOG, BACKLOG)
            .setSocketOption(Options.SEND_BUFFER, sendBufferBytes)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long)MAX_ENTITY_BYTES)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MS)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, true)
            .setHandler(handler)
            .build();
        try
        {
            undertow.start();
            open.add(undertow);
        }
        catch (final RuntimeException ex)
        {
            final Throwable cause = ex.getCause() == null ? ex : ex.getCause();

            throw new NotOpenedException(cause.getMessage(), ex);
        }
    }

    /**
     * Where it listens.
     */
    public List<InetSocketAddress> addresses()
    {
        return open.stream()
            .flatMap(undertow -> undertow.getListenerInfo().stream())
            .map(info -> (InetSocketAddress)info.getAddress())
            .toList();
    }

    /**
     * Have one of the threads do something small again and again, until this is closed.
     */
    public void every(final long periodMs, final Runnable task)
    {
        worker.getIoThread().executeAtInterval(task, periodMs, TimeUnit.MILLISECONDS);
    }

    /**
     * Take no more connections; those that are open go on.
     */
    public void stop()
    {
        open.forEach(Undertow::stop);
    }

    @Override
    public void close()
    {
        stop();
        worker.shutdown();
        try
        {
            if (!worker.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS))
            {
                worker.shutdownNow();
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            worker.shutdownNow();
        }
    }
}
