package io.tickwire.transport.clients;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client that others wrote: what it is told to send it sends, and what happens to it is kept, in order. An event is
 * {@code open}, {@code refused}, {@code message}, {@code ping}, {@code pong}, {@code close} or {@code error}.
 */
public final class RealClient implements AutoCloseable
{
    private final Events events;
    private final Bridge bridge;

    private RealClient(final Events events, final Bridge bridge)
    {
        this.events = events;
        this.bridge = bridge;
    }

    /**
     * What a client runs on.
     */
    public enum Kind
    {
        /** The package {@code ws}. */
        NODE,

        /** The package {@code websockets}. */
        PYTHON,

        /** {@code java.net.http}. */
        JDK
    }

    /**
     * Connect.
     *
     * @param form  that it sends in: {@code json}, {@code msgpack}, or {@code sbe}, which is JSON, and what is binary
     *              is kept as it comes, as {@code hex}.
     * @param check is shown every message that comes.
     */
    public static RealClient open(
        final Kind kind,
        final String url,
        final String form,
        final Consumer<JsonNode> check,
        final String... subprotocols)
    {
        return open(kind, url, form, check, null, subprotocols);
    }

    /**
     * Connect with TLS.
     *
     * @param authority the certificates in PEM, and nothing else, that are believed; null: those of the machine.
     */
    public static RealClient open(
        final Kind kind,
        final String url,
        final String form,
        final Consumer<JsonNode> check,
        final Path authority,
        final String... subprotocols)
    {
        final Events events = new Events(check);
        if (kind == Kind.JDK)
        {
            return new RealClient(events, new JdkBridge(url, form, authority, events, subprotocols));
        }

        final List<String> command = new ArrayList<>(
            kind == Kind.NODE ? ClientTools.node("bridge.mjs") : ClientTools.python("bridge.py"));
        final Map<String, String> trust = authority == null ? Map.of() :
            Map.of("NODE_EXTRA_CA_CERTS", authority.toString(), "SSL_CERT_FILE", authority.toString());
        command.add(url);
        command.add(form);
        command.addAll(List.of(subprotocols));

        return new RealClient(events, new ProcessBridge(command, trust, events));
    }

    public void send(final Map<String, ?> message)
    {
        bridge.command(Map.of("send", message));
    }

    public void sendText(final String text)
    {
        bridge.command(Map.of("text", text));
    }

    public void sendBinary(final String hex)
    {
        bridge.command(Map.of("hex", hex));
    }

    public void ping(final String payload)
    {
        bridge.command(Map.of("ping", payload));
    }

    public void closeWith(final int code)
    {
        bridge.command(Map.of("close", code));
    }

    /**
     * The next event of a kind after those that were taken, waited for.
     */
    public JsonNode await(final String kind)
    {
        return events.await(event -> event.path("event").asString().equals(kind), kind);
    }

    /**
     * The next event that fits after those that were taken, waited for.
     */
    public JsonNode await(final Predicate<JsonNode> fits, final String what)
    {
        return events.await(fits, what);
    }

    /**
     * The next message of a type after those that were taken, waited for.
     */
    public JsonNode message(final String type)
    {
        return message(type, message -> true);
    }

    /**
     * The next message of a type that fits after those that were taken, waited for.
     */
    public JsonNode message(final String type, final Predicate<JsonNode> fits)
    {
        return await(
            event -> event.path("message").path("type").asString("").equals(type) && fits.test(event.path("message")),
            "message of type " + type).path("message");
    }

    /**
     * The next error, waited for.
     *
     * @return its code.
     */
    public String error()
    {
        return message("error").path("code").asString();
    }

    /**
     * The end of the connection, waited for.
     *
     * @return the code that the server gave.
     */
    public int closeCode()
    {
        return await("close").path("code").asInt();
    }

    /**
     * All that happened until now.
     */
    public List<JsonNode> events()
    {
        return events.all();
    }

    /**
     * All messages of a type that came until now.
     */
    public List<JsonNode> messages(final String type)
    {
        return events().stream()
            .map(event -> event.path("message"))
            .filter(message -> message.path("type").asString("").equals(type))
            .toList();
    }

    /**
     * The types of all messages that came until now, in order.
     */
    public List<String> types()
    {
        return events().stream()
            .filter(event -> event.path("event").asString().equals("message"))
            .map(event -> event.path("message").path("type").asString(""))
            .toList();
    }

    @Override
    public void close()
    {
        bridge.close();
        events.requireNoFailure();
    }

    /**
     * End the client at once, as a crash would.
     */
    public void kill()
    {
        bridge.kill();
    }
}
