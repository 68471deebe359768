package io.tickwire.transport.clients;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The JDK's own client, in this process. Numbers of JSON are kept as exact as they came.
 */
final class JdkBridge implements Bridge, WebSocket.Listener
{
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpClient http;
    private final String form;
    private final Events events;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final WebSocket socket;

    JdkBridge(
        final String url,
        final String form,
        final Path authority,
        final Events events,
        final String... subprotocols)
    {
        this.form = form;
        this.events = events;
        http = authority == null ? HTTP : HttpClient.newBuilder().sslContext(Trust.in(authority)).build();
        socket = connect(url, subprotocols);
    }

    @Override
    public void command(final Map<String, ?> command)
    {
        if (command.containsKey("send"))
        {
            final byte[] json = JSON.writeValueAsBytes(command.get("send"));
            if (form.equals("msgpack"))
            {
                await(socket.sendBinary(ByteBuffer.wrap(Msgpack.pack(JSON.readTree(json))), true));
            }
            else
            {
                await(socket.sendText(new String(json, StandardCharsets.UTF_8), true));
            }
        }
        else if (command.containsKey("text"))
        {
            await(socket.sendText((String)command.get("text"), true));
        }
        else if (command.containsKey("hex"))
        {
            await(socket.sendBinary(ByteBuffer.wrap(HexFormat.of().parseHex((String)command.get("hex"))), true));
        }
        else if (command.containsKey("ping"))
        {
            final byte[] payload = ((String)command.get("ping")).getBytes(StandardCharsets.UTF_8);
            await(socket.sendPing(ByteBuffer.wrap(payload)));
        }
        else
        {
            await(socket.sendClose((int)command.get("close"), ""));
        }
    }

    @Override
    public void kill()
    {
        if (socket != null)
        {
            socket.abort();
        }
    }

    @Override
    public void close()
    {
        kill();
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean isLast)
    {
        text.append(part);
        if (isLast)
        {
            final String whole = text.toString();
            text.setLength(0);
            final int length = whole.getBytes(StandardCharsets.UTF_8).length;
            events.add(message(false, length).set("message", JSON.readTree(whole)));
        }
        from.request(1);

        return null;
    }

    @Override
    public CompletionStage<?> onBinary(final WebSocket from, final ByteBuffer part, final boolean isLast)
    {
        while (part.hasRemaining())
        {
            bytes.write(part.get());
        }
        if (isLast)
        {
            final byte[] whole = bytes.toByteArray();
            bytes.reset();
            final ObjectNode event = message(true, whole.length);
            events.add(form.equals("sbe") ?
                event.put("hex", HexFormat.of().formatHex(whole)) : event.set("message", Msgpack.unpack(whole)));
        }
        from.request(1);

        return null;
    }

    @Override
    public CompletionStage<?> onPing(final WebSocket from, final ByteBuffer payload)
    {
        events.add(event("ping"));
        from.request(1);

        return null;
    }

    @Override
    public CompletionStage<?> onPong(final WebSocket from, final ByteBuffer payload)
    {
        events.add(event("pong"));
        from.request(1);

        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket from, final int code, final String reason)
    {
        events.add(event("close").put("code", code).put("reason", reason));

        return null;
    }

    @Override
    public void onError(final WebSocket from, final Throwable error)
    {
        events.add(event("error").put("message", error.toString()));
    }

    private WebSocket connect(final String url, final String... subprotocols)
    {
        final WebSocket.Builder builder = http.newWebSocketBuilder();
        if (subprotocols.length > 0)
        {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        try
        {
            return builder.buildAsync(URI.create(url), this).join();
        }
        catch (final CompletionException ex)
        {
            if (!(ex.getCause() instanceof final WebSocketHandshakeException refusal))
            {
                throw ex;
            }
            final JsonNode headers = JSON.valueToTree(refusal.getResponse().headers().map());
            events.add(event("refused")
                .put("status", refusal.getResponse().statusCode())
                .put("body", String.valueOf(refusal.getResponse().body()))
                .set("headers", headers));
            events.end();

            return null;
        }
    }

    @Override
    public void onOpen(final WebSocket from)
    {
        events.add(event("open").put("protocol", from.getSubprotocol()));
        from.request(1);
    }

    /** What is sent after the connection's end is passed over, as the other clients do. */
    private void await(final CompletableFuture<WebSocket> sending)
    {
        sending.handle((done, failure) -> failure == null ? done : socket).join();
    }

    private static ObjectNode message(final boolean isBinary, final int length)
    {
        return event("message").put("binary", isBinary).put("bytes", length);
    }

    private static ObjectNode event(final String kind)
    {
        return JSON.createObjectNode().put("event", kind);
    }
}
