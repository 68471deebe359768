package io.tickwire.transport.http;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Network;
import io.tickwire.transport.access.SocketGate;
import io.tickwire.transport.access.TrustedProxies;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.tls.TlsContext;
import io.tickwire.transport.tls.TlsListener;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

import java.io.IOException;
import java.net.InetAddress;
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
    private static final int IDLE_TIMEOUT_MS = 60_000;
    private static final int BACKLOG = 4_096;
    private static final long STOP_MS = 2_000;

    private final XnioWorker worker;
    private final OptionMap socketOptions;
    private final HttpOpenListener requests;
    private final SocketListener.Gate gate;
    private final List<AcceptingChannel<StreamConnection>> plain = new CopyOnWriteArrayList<>();
    private final List<AcceptingChannel<StreamConnection>> tls = new CopyOnWriteArrayList<>();
    private final List<XnioExecutor.Key> repeated = new CopyOnWriteArrayList<>();

    /**
     * @param ioThreads that read.
     * @param limits    also of each socket's buffer, so that what the kernel holds for a slow client is bounded.
     */
    public Listeners(
        final HttpHandler handler,
        final int ioThreads,
        final Limits limits,
        final Network network,
        final ServerCounters counters)
    {
        gate = new SocketListener.Gate(
            new SocketGate(limits), new TrustedProxies(network), limits.sockets().requestMs(), counters);
        socketOptions = OptionMap.builder()
            .set(Options.WORKER_IO_THREADS, ioThreads)
            .set(Options.BALANCING_TOKENS, 1)
            .set(Options.BALANCING_CONNECTIONS, 2)
            .set(Options.TCP_NODELAY, true)
            .set(Options.REUSE_ADDRESSES, true)
            .set(Options.BACKLOG, BACKLOG)
            .set(Options.SEND_BUFFER, limits.slow().sendBufferBytes())
            .getMap();
        requests = new HttpOpenListener(
            new DefaultByteBufferPool(true, BUFFER_BYTES, MAX_BUFFERS, 0),
            OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_ENTITY_SIZE, (long)MAX_ENTITY_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)limits.sockets().requestMs())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MS)
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .getMap());
        requests.setRootHandler(handler);
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
     * @param port      0: any that is free.
     * @param isProxied whether connections begin with a PROXY header.
     */
    public void open(final String host, final int port, final boolean isProxied) throws NotOpenedException
    {
        plain.add(accept(host, port, isProxied, requests));
    }

    /**
     * Listen at one more address, with TLS.
     *
     * @param port        0: any that is free.
     * @param isProxied   whether connections begin with a PROXY header; TLS comes behind it.
     * @param handshakeMs that a client has to shake hands.
     */
    public void openTls(
        final String host,
        final int port,
        final boolean isProxied,
        final TlsContext context,
        final long handshakeMs) throws NotOpenedException
    {
        tls.add(accept(host, port, isProxied, new TlsListener(context, handshakeMs, gate.counters(), requests)));
    }

    private AcceptingChannel<StreamConnection> accept(
        final String host,
        final int port,
        final boolean isProxied,
        final ChannelListener<StreamConnection> next) throws NotOpenedException
    {
        try
        {
            final AcceptingChannel<StreamConnection> channel = worker.createStreamConnectionServer(
                new InetSocketAddress(InetAddress.getByName(host), port),
                ChannelListeners.openListenerAdapter(new SocketListener(gate, isProxied, next)),
                socketOptions);
            channel.resumeAccepts();

            return channel;
        }
        catch (final IOException ex)
        {
            throw new NotOpenedException(ex.getMessage(), ex);
        }
    }

    /**
     * Where it listens without TLS.
     */
    public List<InetSocketAddress> addresses()
    {
        return addresses(plain);
    }

    /**
     * Where it listens with TLS.
     */
    public List<InetSocketAddress> tlsAddresses()
    {
        return addresses(tls);
    }

    /**
     * How many sockets there are that are no WebSocket, or not yet.
     */
    public int sockets()
    {
        return gate.sockets().sockets();
    }

    /**
     * Have one of the threads do something small again and again, until this is closed.
     */
    public void every(final long periodMs, final Runnable task)
    {
        repeated.add(worker.getIoThread().executeAtInterval(task, periodMs, TimeUnit.MILLISECONDS));
    }

    /**
     * Take no more connections; those that are open go on.
     */
    public void stop()
    {
        plain.forEach(IoUtils::safeClose);
        tls.forEach(IoUtils::safeClose);
    }

    @Override
    public void close()
    {
        stop();
        // What would be due once more when its thread ends already is logged as an error.
        repeated.forEach(XnioExecutor.Key::remove);
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

    private static List<InetSocketAddress> addresses(final List<AcceptingChannel<StreamConnection>> channels)
    {
        return channels.stream()
            .map(channel -> channel.getLocalAddress(InetSocketAddress.class))
            .toList();
    }
}
