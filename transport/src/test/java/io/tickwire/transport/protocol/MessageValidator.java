package io.tickwire.transport.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.agrona.ExpandableArrayBuffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds messages against the schemas that are published. A server's message must have a schema, and nothing that its
 * schema does not have.
 */
public final class MessageValidator
{
    static final String FOLDER = "io/tickwire/transport/schema/";
    static final String SERVER = "server-";
    static final String CLIENT = "client-";

    private static final String SCHEMAS = "schemas/";
    private static final String SUFFIX = ".json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final SortedMap<String, Schema> schemas = new TreeMap<>();

    public MessageValidator()
    {
        final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (final String name : documents())
        {
            if (name.startsWith(SCHEMAS + SERVER) || name.startsWith(SCHEMAS + CLIENT))
            {
                final Schema schema = registry.getSchema(SchemaLocation.of("classpath:" + FOLDER + name));
                schemas.put(name.substring(SCHEMAS.length(), name.length() - SUFFIX.length()), schema);
            }
        }
    }

    /**
     * Check a message of the server, as JSON.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void check(final byte[] json)
    {
        check(SERVER, WireValues.ofJson(json));
    }

    /**
     * Check a message of the server, as a map of scalars, lists and maps.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void check(final Map<?, ?> message)
    {
        check(SERVER, message);
    }

    /**
     * Check a message of the server, as a tree.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void check(final JsonNode message)
    {
        check(WireValues.json(message));
    }

    /**
     * Check a message of the server, as msgpack.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void checkMsgpack(final byte[] msgpack)
    {
        check(SERVER, WireValues.ofMsgpack(msgpack));
    }

    /**
     * Check a message of the server, as it is before it is written.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void check(final Reply reply)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final byte[] json = new byte[new ReplyWriter().write(reply, WireForm.JSON, buffer, 0)];
        buffer.getBytes(0, json);
        check(json);
    }

    /**
     * Check a message of a client, as JSON.
     *
     * @throws AssertionError where no schema admits it.
     */
    public void checkClient(final byte[] json)
    {
        check(CLIENT, WireValues.ofJson(json));
    }

    /**
     * What is wrong with a message; empty: nothing.
     */
    List<String> problems(final String side, final Object message)
    {
        if (!(message instanceof final Map<?, ?> map))
        {
            return List.of("not a map");
        }
        final Schema schema = schemas.get(side + map.get("type"));
        if (schema == null)
        {
            return List.of("no such type: type=" + map.get("type"));
        }

        final JsonNode node = MAPPER.valueToTree(message);
        return schema.validate(node).stream().map(Error::toString).toList();
    }

    /**
     * The types that a side has.
     */
    List<String> types(final String side)
    {
        return schemas.keySet().stream()
            .filter(name -> name.startsWith(side))
            .map(name -> name.substring(side.length()))
            .collect(Collectors.toList());
    }

    /**
     * The documents that the index lists.
     */
    static List<String> documents()
    {
        final List<String> documents = new ArrayList<>();
        final Map<?, ?> index = (Map<?, ?>)WireValues.ofJson(document("index.json"));
        ((List<?>)index.get("documents")).forEach(document -> documents.add((String)document));

        return documents;
    }

    /**
     * A document's bytes.
     */
    static byte[] document(final String name)
    {
        try (InputStream input = MessageValidator.class.getResourceAsStream('/' + FOLDER + name))
        {
            if (input == null)
            {
                throw new AssertionError("no such document: document=" + name);
            }

            return input.readAllBytes();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void check(final String side, final Object message)
    {
        final List<String> problems = problems(side, message);
        if (!problems.isEmpty())
        {
            throw new AssertionError("no schema of " + side.replace("-", "") + " messages admits this:\n  " +
                String.join("\n  ", problems) + "\n" + text(message));
        }
    }

    private static String text(final Object message)
    {
        return new String(WireValues.json(message), StandardCharsets.UTF_8);
    }
}
