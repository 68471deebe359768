package io.tickwire.transport;

import io.tickwire.engine.TestTicks;
import io.tickwire.transport.clients.Msgpack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Records a session: says to a real server what a client would say, keeps the frames that come, and has the
 * {@link ConformanceTwin} tell what the state must be.
 */
final class ConformanceRecorder implements AutoCloseable
{
    static final Map<String, String> ALIASES = Map.of("btc", "BTCUSDT", "eth", "ETHUSDT");

    private static final ObjectMapper JSON =
        JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final List<String> UNASKED = List.of("server_status", "heartbeat");

    private static final int WELCOME_AND_SUBSCRIBED = 2;

    private final String encoding;
    private final TestServer server;
    private final ConformanceTwin twin;
    private final ObjectNode session;
    private final ArrayNode steps;
    private RawClient client;

    ConformanceRecorder(final String name, final String about, final String encoding, final TestServer server)
    {
        this.encoding = encoding;
        this.server = server;
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("BTCUSDT", "beta", -2, -6);
        server.list("ETHUSDT", "alpha", -3, -4);
        ALIASES.forEach((alias, symbol) -> server.engine().names().symbols().alias(alias, symbol));
        final SbeSchema schema =
            encoding.equals("sbe") ? new SbeSchema(server.get("/schema/tickwire.xml").body()) : null;
        twin = new ConformanceTwin(encoding, schema, ALIASES);
        session = JSON.createObjectNode().put("name", name).put("about", about).put("encoding", encoding);
        session.putObject("options");
        steps = session.putArray("steps");
    }

    TestServer server()
    {
        return server;
    }

    ObjectNode session()
    {
        return session;
    }

    TestTicks btc()
    {
        return server.ticks("BTCUSDT", "alpha");
    }

    TestTicks btc(final String venue)
    {
        return server.ticks("BTCUSDT", venue);
    }

    TestTicks eth()
    {
        return server.ticks("ETHUSDT", "alpha");
    }

    ConformanceRecorder option(final String name, final Object value)
    {
        ((ObjectNode)session.path("options")).set(name, JSON.valueToTree(value));

        return this;
    }

    /** Connect for real, and hear the welcome. */
    ConformanceRecorder open()
    {
        client = connect();
        opened();

        return hear(1);
    }

    /** The client is told that it is connected; what comes is not recorded. */
    ConformanceRecorder opened()
    {
        steps.addObject().put("open", true);
        twin.open();

        return this;
    }

    ConformanceRecorder subscribe(final String name, final Map<String, ?> with)
    {
        steps.addObject().put("do", "subscribe").put("as", name).set("with", JSON.valueToTree(with));
        twin.subscribe(name, JSON.valueToTree(with));

        return this;
    }

    /** Subscribe where it is the client's first of its kind: it asks the server for just that. */
    ConformanceRecorder ask(final String name, final Map<String, ?> with)
    {
        final ObjectNode message = JSON.createObjectNode().put("type", "subscribe");
        final ObjectNode fields = JSON.valueToTree(with);
        message.setAll(fields);

        return subscribe(name, with).sent(message);
    }

    /** The client refuses it: it has another view of that book, and could not tell the two apart. */
    ConformanceRecorder refuseView(final String name, final Map<String, ?> with)
    {
        steps.addObject().put("do", "subscribe").put("as", name).set("with", JSON.valueToTree(with));
        twin.refuseView(name);

        return expectSent();
    }

    ConformanceRecorder unsubscribe(final String name)
    {
        steps.addObject().put("do", "unsubscribe").put("as", name);
        twin.unsubscribe(name);

        return this;
    }

    ConformanceRecorder act(final String what, final String token)
    {
        final ObjectNode step = steps.addObject().put("do", what);
        if (token != null)
        {
            step.put("token", token);
        }

        return this;
    }

    ConformanceRecorder tick(final long ms)
    {
        steps.addObject().put("do", "tick").put("ms", ms);
        twin.tick(ms);

        return this;
    }

    /** What the client has sent must be just that; it is said to the server. */
    ConformanceRecorder sent(final Object... messages)
    {
        expectSent(messages);
        for (final Object message : messages)
        {
            say(message);
        }

        return this;
    }

    /** The same, and the server is told nothing. */
    ConformanceRecorder expectSent(final Object... messages)
    {
        final List<JsonNode> resyncs = new ArrayList<>();
        twin.takeResyncs().forEach(resync -> resyncs.add(JSON.valueToTree(resync)));
        final List<JsonNode> all = new ArrayList<>();
        Arrays.stream(messages).forEach(message -> all.add(JSON.valueToTree(message)));
        assertEquals(
            resyncs, all.stream().filter(message -> message.path("type").asString().equals("resync")).toList(),
            session.path("name").asString());
        steps.addObject().putArray("sent").addAll(all);

        return this;
    }

    /** Say something that is in no step. */
    ConformanceRecorder say(final Object said)
    {
        final JsonNode message = JSON.valueToTree(said);
        if (encoding.startsWith("msgpack") || encoding.startsWith("compact"))
        {
            client.sendFrame(2, Msgpack.pack(message));
        }
        else
        {
            client.send(message.toString());
        }

        return this;
    }

    /** The next frames of the server. */
    List<RawClient.Frame> take(final int count)
    {
        final List<RawClient.Frame> frames = new ArrayList<>();
        while (frames.size() < count)
        {
            final RawClient.Frame frame = client.next();
            if (frame == null)
            {
                throw new AssertionError("the connection ended");
            }
            if (frame.opcode() < RawClient.CLOSE && !UNASKED.contains(typeOf(frame)))
            {
                frames.add(frame);
            }
        }

        return frames;
    }

    /** Whether the client has asked for a state that no step has listed yet. */
    boolean isResyncing()
    {
        return twin.hasResyncs();
    }

    /** The state of a stream as it is now, as another connection is told it. */
    RawClient.Frame fresh(final Map<String, ?> wish)
    {
        final RawClient mine = client;
        try (RawClient other = connect())
        {
            client = other;
            say(ConformanceMarkets.message("subscribe", wish));

            return take(WELCOME_AND_SUBSCRIBED + 1).get(WELCOME_AND_SUBSCRIBED);
        }
        finally
        {
            client = mine;
        }
    }

    /** The next frames are told to the client. */
    ConformanceRecorder hear(final int count)
    {
        return play(take(count));
    }

    ConformanceRecorder play(final List<RawClient.Frame> frames)
    {
        frames.forEach(this::play);

        return this;
    }

    ConformanceRecorder play(final RawClient.Frame frame)
    {
        final boolean isText = frame.opcode() == RawClient.TEXT;
        final ObjectNode step = steps.addObject().putObject("frame");
        if (isText)
        {
            step.put("text", new String(frame.payload(), StandardCharsets.UTF_8));
        }
        else
        {
            step.put("base64", Base64.getEncoder().encodeToString(frame.payload()));
        }
        twin.frame(isText, frame.payload());

        return this;
    }

    /** A message that the server did not send. */
    ConformanceRecorder inject(final Map<String, ?> message)
    {
        final JsonNode tree = JSON.valueToTree(message);

        return play(encoding.startsWith("json") || encoding.equals("sbe") ?
            new RawClient.Frame(RawClient.TEXT, JSON.writeValueAsBytes(tree)) :
            new RawClient.Frame(2, Msgpack.pack(tree)));
    }

    /** A frame with something in its text changed. */
    static RawClient.Frame changed(final RawClient.Frame frame, final UnaryOperator<String> change)
    {
        final String text = new String(frame.payload(), StandardCharsets.UTF_8);

        return new RawClient.Frame(RawClient.TEXT, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    /** A frame's beginning. */
    static RawClient.Frame cut(final RawClient.Frame frame, final int bytes)
    {
        return new RawClient.Frame(frame.opcode(), Arrays.copyOf(frame.payload(), frame.payload().length - bytes));
    }

    /** The connection ends, and the client may come again. */
    ConformanceRecorder end(final int code)
    {
        return end(code, false);
    }

    /**
     * The connection ends.
     *
     * @param isLast whether the client stays away.
     */
    ConformanceRecorder end(final int code, final boolean isLast)
    {
        if (client != null)
        {
            client.close();
            client = null;
        }
        steps.addObject().put("end", code);
        twin.end(code, isLast);

        return this;
    }

    ConformanceRecorder dialed(final boolean isDialed)
    {
        steps.addObject().put("dialed", isDialed);

        return this;
    }

    /**
     * The handshake is refused.
     *
     * @param isLast whether the client stays away.
     */
    ConformanceRecorder refused(final int status, final boolean isLast)
    {
        steps.addObject().put("refused", status);
        if (isLast)
        {
            twin.refused(String.valueOf(status));
        }

        return this;
    }

    ConformanceRecorder state()
    {
        steps.addObject().set("state", twin.state());

        return this;
    }

    /** What the twin must have counted: a session is about something. */
    ConformanceRecorder counts(final String name, final int expected)
    {
        assertEquals(expected, twin.count(name), () -> session.path("name").asString() + " " + name + steps);

        return this;
    }

    long epoch()
    {
        return server.engine().epoch();
    }

    int account(final String name)
    {
        return server.engine().names().accounts().add(name);
    }

    private RawClient connect()
    {
        return RawClient.open(
            server,
            encoding.endsWith("_scaled") ? "/ws?num=scaled" : "/ws",
            "tickwire.v1." + encoding.replace("_scaled", ""));
    }

    private String typeOf(final RawClient.Frame frame)
    {
        final JsonNode message = frame.opcode() == RawClient.TEXT ? frame.json() :
            encoding.equals("sbe") ? null : Msgpack.unpack(frame.payload());

        return message == null ? "" : message.path("type").asString("");
    }

    @Override
    public void close()
    {
        if (client != null)
        {
            client.close();
        }
        server.close();
    }
}
