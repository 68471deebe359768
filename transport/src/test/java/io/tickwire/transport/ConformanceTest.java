package io.tickwire.transport;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tickwire.transport.clients.Msgpack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessagePackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The conformance set can not rot: each session is recorded again from a server and must be what is committed, but for
 * times. With {@code -Dtickwire.conformance=write} it is written instead.
 */
class ConformanceTest
{
    private static final Path SET = Path.of("../tools/conformance").toAbsolutePath().normalize();
    private static final Path SESSIONS = SET.resolve("sessions");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean IS_WRITING = "write".equals(System.getProperty("tickwire.conformance"));

    /** Times, in ms or µs, are beyond it; no other number of these markets is. */
    private static final long TIMES_FROM = 1_500_000_000_000L;
    private static final Set<String> OF_THE_SERVER = Set.of("version", "connection", "limits", "heartbeat_ms", "g");

    /** Of arrays with market data; it counts the server's own ticks of time, too. */
    private static final int INDEX_OF_G = 4;
    private static final int HEAD = 8;

    static Stream<ConformanceSessions.Named> sessions()
    {
        return ConformanceSessions.all();
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void shouldBeAsAServerSpeaks(final ConformanceSessions.Named named) throws IOException
    {
        final ObjectNode session = named.record();
        final Path file = SESSIONS.resolve(named.name() + ".json");
        assertEquals(named.name(), session.path("name").asString());
        if (IS_WRITING)
        {
            Files.writeString(file, text(session));
        }
        final JsonNode committed = JSON.readTree(Files.readString(file));
        assertValid(committed);
        assertEquals(timeless(committed), timeless(session), named.name());
    }

    @Test
    void shouldHaveNoFileThatIsNotRecorded() throws IOException
    {
        try (Stream<Path> files = Files.list(SESSIONS))
        {
            final Set<String> recorded =
                sessions().map(named -> named.name() + ".json").collect(Collectors.toCollection(TreeSet::new));
            final Set<String> there =
                files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(recorded, there);
        }
    }

    private static void assertValid(final JsonNode session) throws IOException
    {
        final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SET.resolve("session.schema.json")));
        assertTrue(
            schema.validate(session).isEmpty(),
            () -> session.path("name").asString() + " " + schema.validate(session));
    }

    /** A step a line, so that a difference can be read. */
    private static String text(final JsonNode session)
    {
        final StringBuilder text = new StringBuilder("{\n");
        for (final String name : new String[]{"name", "about", "encoding", "options"})
        {
            text.append(" \"").append(name).append("\": ").append(session.path(name)).append(",\n");
        }
        text.append(" \"steps\": [");
        String separator = "\n";
        for (final JsonNode step : session.path("steps"))
        {
            text.append(separator).append("  ").append(step);
            separator = ",\n";
        }

        return text.append("\n ]\n}\n").toString();
    }

    private static JsonNode timeless(final JsonNode session)
    {
        final boolean isSbe = session.path("encoding").asString().equals("sbe");
        final ObjectNode copy = (ObjectNode)session.deepCopy();
        final ArrayNode steps = copy.putArray("steps");
        for (final JsonNode step : session.path("steps"))
        {
            steps.add(step.has("frame") ? frame(step.path("frame"), isSbe) : blank(step));
        }

        return copy;
    }

    /** SBE, and what can not be read, stand for their length here: their figures are in the state. */
    private static JsonNode frame(final JsonNode frame, final boolean isSbe)
    {
        try
        {
            if (frame.has("text"))
            {
                return blank(JSON.readTree(frame.path("text").asString()));
            }
            final JsonNode message =
                isSbe ? null : Msgpack.unpack(Base64.getDecoder().decode(frame.path("base64").asString()));

            if (message instanceof final ArrayNode array && array.size() > HEAD && array.get(INDEX_OF_G).isNumber())
            {
                array.set(INDEX_OF_G, 0);
            }

            return message == null ? lengthOf(frame) : blank(message);
        }
        catch (final JacksonException | MessagePackException ex)
        {
            return lengthOf(frame);
        }
    }

    private static JsonNode lengthOf(final JsonNode frame)
    {
        return JsonNodeFactory.instance.numberNode(
            frame.path("text").asString("").length() + frame.path("base64").asString("").length());
    }

    private static JsonNode blank(final JsonNode value)
    {
        if (value.isNumber() && value.asDouble() >= TIMES_FROM)
        {
            return JsonNodeFactory.instance.stringNode("time");
        }
        if (value.isArray())
        {
            final ArrayNode array = JSON.createArrayNode();
            value.forEach(element -> array.add(blank(element)));

            return array;
        }
        if (value.isObject())
        {
            final ObjectNode object = JSON.createObjectNode();
            for (final Map.Entry<String, JsonNode> entry : value.properties())
            {
                if (!OF_THE_SERVER.contains(entry.getKey()))
                {
                    object.set(entry.getKey(), blank(entry.getValue()));
                }
            }

            return object;
        }
        // A double of msgpack and what is read from a text are the same number.
        return value.isNumber() ? JsonNodeFactory.instance.numberNode(value.asDouble()) : value;
    }
}
