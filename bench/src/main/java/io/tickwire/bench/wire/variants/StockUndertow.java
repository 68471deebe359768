package io.tickwire.bench.wire.variants;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import org.xnio.Options;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Undertow as it comes: {@code WebSockets.sendBinary} to each channel, the next message as soon as few enough are under
 * way: {@code StockUndertow PORT MESSAGES_PER_SECOND UNDER_WAY}, where 0 a second means as many as it takes.
 * Thread: conductor
 */
public final class StockUndertow
{
    private static final int PAYLOAD_BYTES = 136;
    private static final int SEND_BUFFER_BYTES = 1 << 16;
    private static final long PARK_NS = 100_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private static final List<WebSocketChannel> CHANNELS = new CopyOnWriteArrayList<>();
    private static final AtomicLong SENT = new AtomicLong();

    private StockUndertow()
    {
    }

    public static void main(final String[] args)
    {
        final int perSecond = Integer.parseInt(args[1]);
        final int underWay = Integer.parseInt(args[2]);
        Undertow.builder()
            .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(1)
            .setSocketOption(Options.TCP_NODELAY, true)
            .setSocketOption(Options.SEND_BUFFER, SEND_BUFFER_BYTES)
            .setHandler(Handlers.websocket((exchange, channel) ->
            {
                channel.getReceiveSetter().set(new AbstractReceiveListener() { });
                channel.resumeReceives();
                CHANNELS.add(channel);
                channel.addCloseTask(CHANNELS::remove);
            }))
            .build()
            .start();
        System.out.println("ready [" + args[0] + "]");
        if (perSecond == 0)
        {
            sendWhatIsTaken(underWay);
        }
        else
        {
            sendWhatIsDue(NS_PER_SECOND / perSecond);
        }
    }

    private static void sendWhatIsTaken(final int underWay)
    {
        long offered = 0;
        while (true)
        {
            if (CHANNELS.isEmpty() || offered - SENT.get() >= (long)underWay * CHANNELS.size())
            {
                LockSupport.parkNanos(PARK_NS);
            }
            else
            {
                offered += sendToAll(System.nanoTime());
            }
        }
    }

    private static void sendWhatIsDue(final long intervalNs)
    {
        long dueNs = System.nanoTime();
        while (true)
        {
            final long waitNs = dueNs - System.nanoTime();
            if (waitNs > 0)
            {
                LockSupport.parkNanos(waitNs);
            }
            else
            {
                sendToAll(dueNs);
                dueNs += intervalNs;
            }
        }
    }

    private static int sendToAll(final long stampNs)
    {
        final ByteBuffer payload = ByteBuffer.allocateDirect(PAYLOAD_BYTES);
        payload.order(ByteOrder.LITTLE_ENDIAN).putLong(0, stampNs);
        int count = 0;
        for (final WebSocketChannel channel : CHANNELS)
        {
            count++;
            WebSockets.sendBinary(payload.duplicate(), channel, new Counting());
        }

        return count;
    }

    /**
     * Counts what was sent, or never will be.
     * Thread: any
     */
    private static final class Counting implements WebSocketCallback<Void>
    {
        @Override
        public void complete(final WebSocketChannel channel, final Void context)
        {
            SENT.incrementAndGet();
        }

        @Override
        public void onError(final WebSocketChannel channel, final Void context, final Throwable error)
        {
            SENT.incrementAndGet();
        }
    }
}
