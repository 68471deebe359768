package io.tickwire.transport.protocol;

import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.tickwire.transport.protocol.MessageValidator.CLIENT;
import static io.tickwire.transport.protocol.MessageValidator.SERVER;
import static io.tickwire.transport.protocol.WireValues.at;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProtocolDocumentsTest
{
    /** What publishers send where ticks are taken; what of it is read is tested with its readers. */
    private static final Set<String> OF_INGEST = Set.of(
        "trade", "quote", "book", "ticker", "candle", "signal", "liquidation", "order", "execution", "position",
        "balance", "status", "ticks", "define");

    /** Laid down before they are sent. */
    private static final Set<String> AHEAD = Set.of("authenticated");

    /** What HTTP alone answers. */
    private static final Set<String> OF_HTTP = Set.of(
        "symbols", "health", "history", "connections", "disconnecting", "log_level", "draining");

    /** Described to the engine's writers, rather than as a layout or a reply. */
    private static final Set<String> OF_WRITERS = Set.of(
        "orderbook_update", "initial_data", "market_update", "order_update", "execution_update", "position_update",
        "account_update", "stale", "server_status", "status", "published",
        "heartbeat");

    private static final Pattern REPLY = Pattern.compile("Reply\\s*\\.of\\(\\s*\"([a-z_]+)\"");
    private static final Pattern EXAMPLE =
        Pattern.compile("```json (client|server)\\n(.*?)\\n```", Pattern.DOTALL);

    private final MessageValidator validator = new MessageValidator();
    private final Map<?, ?> api = (Map<?, ?>)WireValues.ofJson(MessageValidator.document("asyncapi.json"));
    private final Map<?, ?> common =
        (Map<?, ?>)at(WireValues.ofJson(MessageValidator.document("schemas/common.json")), "$defs");
    private final String readme = new String(MessageValidator.document("README.md"), StandardCharsets.UTF_8);

    @Test
    void shouldListEachDocumentAndHaveEachThatIsListed() throws IOException
    {
        final Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of("protocol")))
        {
            there = files.filter(Files::isRegularFile)
                .map(file -> Path.of("protocol").relativize(file).toString().replace('\\', '/'))
                .collect(toCollection(TreeSet::new));
        }
        there.add("tickwire.xml");

        assertEquals(there, new TreeSet<>(MessageValidator.documents()));
        MessageValidator.documents().forEach(MessageValidator::document);
        assertTrue(new String(MessageValidator.document("tickwire.xml"), StandardCharsets.UTF_8)
            .contains("PriceUpdate"));
    }

    @Test
    void shouldAdmitAllExamplesAndReadThoseOfClients()
    {
        for (final String side : List.of(CLIENT, SERVER))
        {
            for (final String type : validator.types(side))
            {
                final List<?> examples = (List<?>)schema(side, type).get("examples");
                assertFalse(examples.isEmpty(), side + type);
                examples.forEach(example -> assertAdmitted(side, example));
            }
        }
        final Matcher matcher = EXAMPLE.matcher(readme);
        int found = 0;
        while (matcher.find())
        {
            found++;
            assertAdmitted(matcher.group(1) + "-", WireValues.ofJson(matcher.group(2)));
        }
        assertTrue(found >= 4, "found=" + found);
    }

    @Test
    void shouldRefuseAnyOtherFieldOfTheServer()
    {
        for (final String type : validator.types(SERVER))
        {
            for (final Object example : (List<?>)schema(SERVER, type).get("examples"))
            {
                final Map<String, Object> more = copy(example);
                more.put("more", 1);
                assertFalse(validator.problems(SERVER, more).isEmpty(), type);
            }
        }
    }

    @Test
    void shouldRefuseWhatLacksAFieldOrHasOneOfAnotherKind()
    {
        for (final String side : List.of(CLIENT, SERVER))
        {
            for (final String type : validator.types(side))
            {
                final Map<?, ?> schema = schema(side, type);
                ((List<?>)schema.get("examples")).forEach(example -> mutate(side, schema, copy(example)));
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAMessage()
    {
        final AssertionError error = assertThrows(
            AssertionError.class, () -> validator.check(Reply.of("slow").with("queued_bytes", "many")));

        assertTrue(error.getMessage().contains("queued_bytes"), error.getMessage());
        assertTrue(error.getMessage().contains("age_us"), error.getMessage());
        assertThrows(AssertionError.class, () -> validator.check(Reply.of("dance")));
        assertThrows(AssertionError.class, () -> validator.check("[]".getBytes(StandardCharsets.UTF_8)));
        assertThrows(AssertionError.class, () -> validator.checkMsgpack(WireValues.msgpack(Map.of("type", "slow"))));
        assertDoesNotThrow(
            () -> validator.checkMsgpack(WireValues.msgpack(Map.of("type", "heartbeat", "timestamp", 1L))));
    }

    @Test
    void shouldHaveTheTypesOfClientsThatAreRead()
    {
        final Set<String> types = Arrays.stream(CommandType.values())
            .map(CommandType::wireName)
            .collect(toCollection(TreeSet::new));

        types.addAll(OF_INGEST);
        assertEquals(types, new TreeSet<>(validator.types(CLIENT)));
        OF_INGEST.forEach(type -> assertTrue(readme.contains("| `" + type + "` |"), type));
        for (final CommandType type : CommandType.values())
        {
            final Set<String> fields = Arrays.stream(CommandField.values())
                .filter(type::has)
                .map(CommandField::wireName)
                .collect(toCollection(TreeSet::new));
            final Map<?, ?> properties = (Map<?, ?>)schema(CLIENT, type.wireName()).get("properties");

            assertEquals(fields, new TreeSet<>(properties.keySet()), type.wireName());
            assertTrue(readme.contains("| `" + type.wireName() + "` |"), type.wireName());
        }
    }

    @Test
    void shouldHaveTheTypesOfTheServerThatAreSent() throws IOException
    {
        final Set<String> sent = Stream.of(UpdateLayout.values())
            .map(UpdateLayout::type)
            .collect(toCollection(TreeSet::new));
        sent.addAll(OF_WRITERS);
        sent.add("error");
        sent.addAll(literalReplies());
        sent.removeAll(OF_HTTP);
        sent.addAll(AHEAD);

        assertEquals(sent, new TreeSet<>(validator.types(SERVER)));
        for (final String type : sent)
        {
            assertTrue(readme.contains("`" + type + "`"), type);
        }
    }

    @Test
    void shouldHaveTheFieldsThatLayoutsHave()
    {
        for (final UpdateLayout layout : UpdateLayout.values())
        {
            final Set<String> fields = layout.mapFields(true).stream()
                .map(UpdateLayout.Field::name)
                .collect(toCollection(TreeSet::new));
            fields.add("type");
            final Map<?, ?> properties = (Map<?, ?>)schema(SERVER, layout.type()).get("properties");
            final String own =
                layout.fields().stream().map(UpdateLayout.Field::name).collect(Collectors.joining(", "));

            assertEquals(fields, new TreeSet<>(properties.keySet()), layout.type());
            assertTrue(readme.contains("| `" + layout.type() + "` | `" + own + "` |"), layout.type());
            assertTrue(
                readme.contains("| " + layout.channel().code() + " | `" + layout.type() + "` | `" + own + "` |"),
                layout.type());
        }
        for (final UpdateLayout.Field field : UpdateLayout.head())
        {
            assertTrue(readme.contains("`" + field.name() + "`"), field.name());
        }
    }

    @Test
    void shouldHaveTheErrorCodes()
    {
        final List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList();

        assertEquals(new TreeSet<>(codes), new TreeSet<>(texts(common, "errorCode", "enum")));
        codes.forEach(code -> assertTrue(readme.contains("| `" + code + "` |"), code));
    }

    @Test
    void shouldHaveTheCloseCodes()
    {
        final List<Object> expected = new ArrayList<>();
        for (final CloseCode code : CloseCode.values())
        {
            expected.add(Map.of("code", code.code(), "reason", code.reason(), "reconnect", code.mayReconnect()));
            final String row = "\\| " + code.code() + " \\| [^|]+ \\| " + (code.mayReconnect() ? "yes" : "no") + " \\|";
            assertTrue(Pattern.compile(row).matcher(readme).find(), code.toString());
        }

        assertEquals(expected, api.get("x-close-codes"));
    }

    @Test
    void shouldHaveTheChannelsAndTheirNames()
    {
        final Set<String> channels = Arrays.stream(Channel.values())
            .map(Channel::wireName)
            .collect(toCollection(TreeSet::new));

        assertEquals(channels, new TreeSet<>(texts(common, "channel", "enum")));
        for (final Channel channel : Channel.values())
        {
            final String aliases = ChannelNames.aliasesOf(channel).stream()
                .map(alias -> "`" + alias + "`")
                .collect(Collectors.joining(", "));
            assertTrue(readme.contains("| `" + channel.wireName() + "` | " + aliases), channel.wireName());
        }
        assertEquals(ChannelNames.HEARTBEAT, at(((List<?>)at(common, "topic", "anyOf")).get(1), "const"));
        assertTrue(((String)at(common, "publishersTopic", "pattern")).startsWith("^" + ChannelNames.BROADCAST));
    }

    @Test
    void shouldHaveTheClasses()
    {
        final List<String> classes = Arrays.stream(Conflation.values())
            .map(conflation -> conflation.intervalMs() == 0 ?
                conflation.name().toLowerCase(Locale.ROOT) : conflation.intervalMs() + "ms")
            .toList();

        assertEquals(classes, texts(common, "class", "enum"));
    }

    @Test
    void shouldHaveTheEncodingsAndEndpoints()
    {
        final List<String> encodings = Arrays.stream(Encoding.values())
            .map(encoding -> encoding.name().toLowerCase(Locale.ROOT))
            .toList();
        final Set<String> addresses = ((Map<?, ?>)api.get("channels")).values().stream()
            .map(channel -> (String)at(channel, "address"))
            .collect(toCollection(TreeSet::new));

        assertEquals(
            encodings, texts((Map<?, ?>)schema(SERVER, "welcome").get("properties"), "encoding", "enum"));
        encodings.forEach(
            name -> assertTrue(readme.contains("`" + name + "`") || readme.contains("v1." + name + "`"), name));
        assertEquals(
            Arrays.stream(Endpoint.values()).map(Endpoint::path).collect(toCollection(TreeSet::new)), addresses);
        addresses.forEach(address -> assertTrue(readme.contains("| `" + address + "` |"), address));
    }

    @Test
    void shouldHaveTheRequestMethods()
    {
        final List<String> methods = Arrays.stream(RequestMethod.values()).map(RequestMethod::wireName).toList();

        assertEquals(methods, texts((Map<?, ?>)schema(SERVER, "response").get("properties"), "method", "enum"));
        methods.forEach(method -> assertTrue(readme.contains("`" + method + "`"), method));
    }

    @Test
    void shouldLeadFromTheApiToEachSchemaAndToNothingElse()
    {
        final Map<?, ?> messages = (Map<?, ?>)at(api, "components", "messages");
        final Set<String> expected = new TreeSet<>();
        validator.types(CLIENT).forEach(type -> expected.add(CLIENT + type));
        validator.types(SERVER).forEach(type -> expected.add(SERVER + type));

        assertEquals(expected, new TreeSet<>(messages.keySet()));
        messages.forEach((name, message) ->
        {
            assertEquals("schemas/" + name + ".json", at(message, "payload", "schema", "$ref"));
            assertEquals(((String)name).substring(CLIENT.length()), at(message, "name"));
        });
        assertLinksLead(api);
    }

    private void mutate(final String side, final Map<?, ?> schema, final Map<String, Object> example)
    {
        for (final Object field : (List<?>)schema.get("required"))
        {
            final Map<String, Object> less = copy(example);
            less.remove(field);
            assertFalse(validator.problems(side, less).isEmpty(), side + example + " without " + field);
        }
        final Map<?, ?> properties = (Map<?, ?>)schema.get("properties");
        for (final String field : example.keySet())
        {
            if (isOfAnyKind((Map<?, ?>)properties.get(field)))
            {
                continue;
            }
            final Map<String, Object> other = copy(example);
            other.put(field, List.of(Map.of("x", List.of())));
            assertFalse(validator.problems(side, other).isEmpty(), side + example + " with another " + field);
        }
    }

    private static boolean isOfAnyKind(final Map<?, ?> schema)
    {
        return Set.of("description").containsAll(schema.keySet());
    }

    private void assertAdmitted(final String side, final Object example)
    {
        assertEquals(List.of(), validator.problems(side, example), () -> side + example);
        if (side.equals(CLIENT) && !OF_INGEST.contains(((Map<?, ?>)example).get("type")))
        {
            final CommandReader reader = new CommandReader(1_024);
            assertDoesNotThrow(() -> reader.read(ByteBuffer.wrap(WireValues.json(example)), WireForm.JSON));
            assertDoesNotThrow(() -> reader.read(ByteBuffer.wrap(WireValues.msgpack(example)), WireForm.MSGPACK));
        }
    }

    private void assertLinksLead(final Object node)
    {
        if (node instanceof final Map<?, ?> map)
        {
            map.forEach((key, value) ->
            {
                if ("$ref".equals(key) && ((String)value).startsWith("#/"))
                {
                    assertTrue(at(api, ((String)value).substring(2).split("/")) != null, (String)value);
                }
                assertLinksLead(value);
            });
        }
        else if (node instanceof final List<?> list)
        {
            list.forEach(this::assertLinksLead);
        }
    }

    /** The types of all replies that main code makes by name. */
    private static Set<String> literalReplies() throws IOException
    {
        final Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java")))
        {
            for (final Path file : files.filter(path -> path.toString().endsWith(".java")).toList())
            {
                final Matcher matcher = REPLY.matcher(Files.readString(file));
                while (matcher.find())
                {
                    types.add(matcher.group(1));
                }
            }
        }

        return types;
    }

    private static Map<?, ?> schema(final String side, final String type)
    {
        return (Map<?, ?>)WireValues.ofJson(MessageValidator.document("schemas/" + side + type + ".json"));
    }

    private static List<String> texts(final Map<?, ?> node, final String... path)
    {
        return ((List<?>)at(node, path)).stream().map(text -> (String)text).toList();
    }

    private static Map<String, Object> copy(final Object message)
    {
        final Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>)message).forEach((name, value) -> copy.put((String)name, value));

        return copy;
    }
}
