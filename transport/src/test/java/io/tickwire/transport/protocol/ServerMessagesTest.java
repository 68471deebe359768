package io.tickwire.transport.protocol;

import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a whole server really says is what the schemas say, and it says all that they say of control.
 */
class ServerMessagesTest
{
    private static final long PATIENCE_S = 30;

    private final MessageValidator validator = new MessageValidator();
    private final Set<String> left = new TreeSet<>(List.of(
        "welcome", "subscribed:topic", "unsubscribed", "pong", "error", "published", "broadcast", "heartbeat",
        "price_update", "trade_update", "market_update", "initial_data", "orderbook_update", "shutdown"));

    @ParameterizedTest
    @CsvSource({"/ws,tickwire.v1.json", "/ws/live,tickwire.v1.msgpack"})
    void shouldSayWhatTheSchemasSay(final String path, final String subprotocol) throws Exception
    {
        final boolean isText = subprotocol.endsWith("json");
        for (final Channel channel : Channel.values())
        {
            left.add("subscribed:" + channel.wireName());
        }
        // What ends before it is granted is only told to have ended.
        left.remove("subscribed:bbo");
        for (final RequestMethod method : RequestMethod.values())
        {
            left.add("response:" + method.wireName());
        }
        try (TickwireServer server = new TickwireServer(config()))
        {
            server.start();
            final Inbox inbox = new Inbox();
            final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .subprotocols(subprotocol)
                .buildAsync(URI.create("ws://127.0.0.1:" + server.addresses().get(0).getPort() + path), inbox)
                .get(PATIENCE_S, TimeUnit.SECONDS);
            speak(socket, isText);
            left.remove("shutdown");
            awaitAll(inbox, isText);
            left.add("shutdown");
            final Thread drain = new Thread(server::drain);
            drain.start();
            awaitAll(inbox, isText);
            socket.abort();
            drain.join();
        }
    }

    private static void speak(final WebSocket socket, final boolean isText) throws Exception
    {
        for (final Channel channel : Channel.values())
        {
            send(socket, isText, Map.of("type", "subscribe", "channel", channel.wireName(), "id", channel.code()));
        }
        send(socket, isText, Map.of("type", "unsubscribe", "channel", "book"));
        send(socket, isText, Map.of("type", "subscribe", "channel", "book", "mode", "delta", "checksum", true));
        send(socket, isText, Map.of("type", "subscribe", "channels", List.of("heartbeat", "broadcast")));
        send(socket, isText, Map.of("type", "unsubscribe", "channel", "bbo", "id", "u"));
        send(socket, isText, Map.of("type", "ping", "timestamp", 1.5, "id", "p"));
        send(socket, isText, Map.of("type", "ping"));
        send(socket, isText, Map.of("type", "dance"));
        send(socket, isText, Map.of("type", "publish", "channel", "broadcast", "data", List.of(1, "x")));
        for (final RequestMethod method : RequestMethod.values())
        {
            send(socket, isText, Map.of(
                "type", "request", "method", method.wireName(), "timestamp", 7, "params", Map.of("symbol", "btc")));
        }
    }

    private void awaitAll(final Inbox inbox, final boolean isText) throws InterruptedException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_S);
        while (!left.isEmpty())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "these are missing: " + left);
            final byte[] message = inbox.messages.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertNotNull(message, () -> "nothing more came, and these are missing: " + left);
            final Map<?, ?> map =
                (Map<?, ?>)(isText ? WireValues.ofJson(message) : WireValues.ofMsgpack(message));
            validator.check(map);
            final String type = (String)map.get("type");
            left.remove(type);
            left.remove(type + ":" + map.get("method"));
            left.remove(type + ":" + (map.containsKey("streams") ? map.get("channel") : "topic"));
        }
    }

    private static void send(final WebSocket socket, final boolean isText, final Map<String, Object> message)
        throws Exception
    {
        if (isText)
        {
            socket.sendText(new String(WireValues.json(message), StandardCharsets.UTF_8), true)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        }
        else
        {
            socket.sendBinary(ByteBuffer.wrap(WireValues.msgpack(message)), true)
                .get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    private static ServerConfig config()
    {
        final ServerConfig defaults = ServerConfig.defaults();

        return defaults
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(defaults.limits().with(new Limits.Messages(0, 1, 0, 1 << 20, 1_024, 100, 4_096)))
            .with(defaults.access().with(ServerConfig.Admission.ALL, ServerConfig.Admission.ALL))
            .with(new ServerConfig.Drain(1_000, 500))
            .with(FeedSettings.simulated(new SimulatedMarket(1, List.of("alpha", "beta"), 3, 200, 1)));
    }

    /** Puts what comes in pieces together. */
    private static final class Inbox implements WebSocket.Listener
    {
        private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast)
        {
            text.append(data);
            if (isLast)
            {
                messages.add(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            socket.request(1);

            return null;
        }

        @Override
        public CompletionStage<?> onBinary(final WebSocket socket, final ByteBuffer data, final boolean isLast)
        {
            final byte[] piece = new byte[data.remaining()];
            data.get(piece);
            bytes.writeBytes(piece);
            if (isLast)
            {
                messages.add(bytes.toByteArray());
                bytes.reset();
            }
            socket.request(1);

            return null;
        }
    }
}
