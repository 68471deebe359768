package io.tickwire.transport.feed.connect;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A venue that behaves as a test wants it to. Its messages are Coinbase's; it is asked for streams by
 * {@code on NAME} and {@code off NAME}.
 */
final class FakeVenue implements AutoCloseable
{
    private static final String PRODUCTS = """
        [{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","quote_increment":"0.01",
        "base_increment":"0.001","status":"online","trading_disabled":false}]""";
    private static final String BOOK = """
        {"type":"snapshot","product_id":"BTC-USD","bids":[["100.00","1.000"]],"asks":[["101.00","2.000"]]}""";

    private final Undertow server;
    private final List<WebSocketChannel> open = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger lists = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger booksToLose = new AtomicInteger();
    private volatile boolean isMute;
    private volatile boolean isClosing;
    private volatile int listsThatFail;

    FakeVenue()
    {
        final HttpHandler sockets = Handlers.websocket((exchange, channel) -> onConnect(channel));
        server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.path().addExactPath("/products", this::list).addExactPath("/feed", sockets))
            .build();
        server.start();
    }

    int port()
    {
        return ((InetSocketAddress)server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** How many connections were made. */
    int connects()
    {
        return connects.get();
    }

    /** How many connections there are. */
    int open()
    {
        return open.size();
    }

    /** How often it was asked what it trades. */
    int lists()
    {
        return lists.get();
    }

    /** How often it was asked whether it is there. */
    int pings()
    {
        return pings.get();
    }

    /** What it was asked for, in order. */
    List<String> asked()
    {
        return asked;
    }

    /** Refuse these streams from now on, and no others. */
    void refuse(final String... streams)
    {
        refused.clear();
        refused.addAll(List.of(streams));
    }

    /** Say nothing any more, not even that it is there. */
    void mute(final boolean isMuteNow)
    {
        isMute = isMuteNow;
    }

    /** Close each connection as soon as it is made. */
    void closeAtOnce(final boolean isClosingNow)
    {
        isClosing = isClosingNow;
    }

    /** Fail to say what it trades so many times. */
    void failLists(final int count)
    {
        listsThatFail = count;
    }

    /** Lose the next books, so many of them, which are told of a stream that is granted. */
    void loseBooks(final int count)
    {
        booksToLose.set(count);
    }

    /** Tell all connections something. */
    void tell(final String message)
    {
        open.forEach(channel -> WebSockets.sendText(message, channel, null));
    }

    void tellTrade(final int id)
    {
        tell("""
            {"type":"match","trade_id":%d,"side":"buy","size":"0.001","price":"100.50","product_id":"BTC-USD",\
            "sequence":%d,"time":"2026-01-01T00:00:00.000000Z"}""".formatted(id, id));
    }

    void tellChange(final String price, final String quantity)
    {
        tell("""
            {"type":"l2update","product_id":"BTC-USD","changes":[["buy","%s","%s"]],\
            "time":"2026-01-01T00:00:00.000000Z"}""".formatted(price, quantity));
    }

    /** End all connections without a word. */
    void cut()
    {
        for (final WebSocketChannel channel : open)
        {
            try
            {
                channel.close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    @Override
    public void close()
    {
        server.stop();
    }

    private void list(final HttpServerExchange exchange)
    {
        if (lists.incrementAndGet() <= listsThatFail)
        {
            exchange.setStatusCode(503);
            return;
        }
        exchange.getResponseSender().send(PRODUCTS);
    }

    private void onConnect(final WebSocketChannel channel)
    {
        connects.incrementAndGet();
        if (isClosing)
        {
            WebSockets.sendClose(1013, "not now", channel, null);
            return;
        }
        open.add(channel);
        channel.addCloseTask(open::remove);
        channel.getReceiveSetter().set(new AbstractReceiveListener()
        {
            @Override
            protected void onFullTextMessage(final WebSocketChannel from, final BufferedTextMessage message)
            {
                answer(from, message.getData());
            }

            @Override
            protected void onFullPingMessage(final WebSocketChannel from, final BufferedBinaryMessage message)
                throws IOException
            {
                pings.incrementAndGet();
                if (!isMute)
                {
                    super.onFullPingMessage(from, message);
                }
                else
                {
                    message.getData().free();
                }
            }
        });
        channel.resumeReceives();
    }

    private void answer(final WebSocketChannel channel, final String request)
    {
        asked.add(request);
        final String stream = request.substring(request.indexOf(' ') + 1);
        if (isMute)
        {
            return;
        }
        final String answer = refused.contains(stream) ? "no" : request.startsWith("on ") ? "on" : "off";
        WebSockets.sendText("{\"type\":\"answer\",\"answer\":\"" + answer + "\",\"stream\":\"" + stream + "\"}",
            channel, null);
        if (answer.equals("on") && stream.equals("book") && booksToLose.getAndDecrement() <= 0)
        {
            WebSockets.sendText(BOOK, channel, null);
        }
    }
}
