package io.tickwire.transport;

import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.access.FileAuthenticator;
import io.tickwire.transport.access.Jwts;
import io.tickwire.transport.access.TokenRules;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Who may have what: every token, role, channel, symbol, account and endpoint, against a model that is obviously right.
 */
class AccessMatrixTest
{
    private static final List<String> ENDPOINTS = List.of("/", "/ws", "/ws/live");
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "NONE");
    private static final List<String> ACCOUNTS = List.of("one", "two", "none");
    private static final List<String> CHANNELS =
        Arrays.stream(Channel.values()).map(Channel::wireName).distinct().toList();
    private static final List<String> PRIVATE = List.of("orders", "executions", "positions", "account");
    private static final String ALL = "*";

    @TempDir
    private static Path folder;
    private static TestServer required;
    private static TestServer optional;

    /**
     * What a token is.
     */
    private enum Token
    {
        NONE,
        GOOD,
        EXPIRED,
        NOT_YET_VALID,
        WRONGLY_SIGNED,
        WRONG_AUDIENCE,
        WITHDRAWN,
        ALG_NONE,
        KEY_CONFUSION
    }

    /**
     * Who comes, and what a model says of it.
     */
    private record Row(Token token, String role, List<String> channels, List<String> symbols, List<String> accounts)
    {
        private String text()
        {
            final long nowS = System.currentTimeMillis() / 1_000;
            final String payload = "{\"sub\":\"ann\",\"aud\":\"" +
                (token == Token.WRONG_AUDIENCE ? "another" : "here") +
                "\",\"exp\":" + (token == Token.EXPIRED ? nowS - 10 : nowS + 3_600) +
                ",\"nbf\":" + (token == Token.NOT_YET_VALID ? nowS + 600 : nowS - 10) +
                ",\"roles\":[\"" + role + "\"],\"channels\":" + json(channels) + ",\"symbols\":" + json(symbols) +
                ",\"accounts\":" + json(accounts) + "}";

            return switch (token)
            {
                case ALG_NONE -> Jwts.token("{\"alg\":\"none\"}", payload, "none", null);
                case WITHDRAWN -> Jwts.eddsa(payload);
                case WRONGLY_SIGNED -> Jwts.otherSecret(payload);
                case KEY_CONFUSION -> Jwts.confused(payload);
                default -> Jwts.hs256(payload);
            };
        }

        private boolean isRefused()
        {
            return token != Token.NONE && token != Token.GOOD;
        }

        /** Whether it is nobody, where that is so. */
        private boolean isNobody(final boolean isRequired)
        {
            return token == Token.NONE && isRequired;
        }

        private boolean is(final String wanted)
        {
            return token == Token.NONE ? !wanted.equals("admin") : role.equals(wanted);
        }

        private boolean has(final List<String> patterns, final String name)
        {
            return token == Token.NONE || patterns.stream().anyMatch(pattern -> pattern.endsWith(ALL) ?
                name.startsWith(pattern.substring(0, pattern.length() - 1)) : pattern.equals(name));
        }

        private String answerTo(final boolean isRequired, final String channel, final String name)
        {
            if (isNobody(isRequired))
            {
                return "unauthorized";
            }
            if (!is("reader") || !has(channels, channel) || channel.equals("market") && !has(symbols, ALL))
            {
                return "forbidden";
            }
            if (PRIVATE.contains(channel))
            {
                final boolean isHad =
                    name.equals(ALL) ? token == Token.NONE || !accounts.isEmpty() : has(accounts, name);

                return !isHad ? "forbidden" : name.equals("none") ? "invalid_symbol" : "subscribed";
            }

            return name.equals(ALL) || !channel.equals("market") && has(symbols, name) && !name.equals("NONE") ?
                "subscribed" : "invalid_symbol";
        }
    }

    @BeforeAll
    static void start() throws IOException
    {
        final Path secret = Files.write(folder.resolve("secret"), Jwts.SECRET);
        final Path publicKey = Files.writeString(folder.resolve("key.pem"), Jwts.rsaPublicPem());
        final Path taken = Files.writeString(folder.resolve("taken.pem"), Jwts.ed25519PublicPem());
        final FileAuthenticator.Settings settings = new FileAuthenticator.Settings(
            new TokenRules(List.of(secret, publicKey, taken), List.of("here"), List.of(), 0, true), Optional.empty());
        required = start(settings, ServerConfig.Identity.REQUIRED);
        optional = start(settings, ServerConfig.Identity.OPTIONAL);
        takeAway(taken);
    }

    /** Whoever is in by the key has to go, at each endpoint. */
    private static void takeAway(final Path key) throws IOException
    {
        final Row reader = new Row(Token.WITHDRAWN, "reader", List.of(ALL), List.of(ALL), List.of(ALL));
        final Row publisher = new Row(Token.WITHDRAWN, "publisher", List.of(ALL), List.of(ALL), List.of(ALL));
        final List<RealClient> clients = new ArrayList<>();
        for (final TestServer server : List.of(required, optional))
        {
            ENDPOINTS.forEach(endpoint -> clients.add(open(server, endpoint, reader)));
            clients.add(open(server, "/ws/ingest", publisher));
        }
        clients.forEach(client -> client.message("welcome"));
        Files.writeString(key, Jwts.rsaPublicPem());
        for (final RealClient client : clients)
        {
            assertEquals("unauthorized", client.error());
            assertEquals(4501, client.closeCode());
            client.close();
        }
    }

    @AfterAll
    static void stop()
    {
        required.close();
        optional.close();
    }

    static Stream<Row> rows()
    {
        final List<Row> rows = new ArrayList<>();
        for (final Token token : Token.values())
        {
            if (token != Token.GOOD)
            {
                rows.add(new Row(token, "reader", List.of(ALL), List.of(ALL), List.of(ALL)));
            }
        }
        for (final String role : List.of("reader", "publisher", "admin"))
        {
            for (final List<String> channels : List.of(List.of(ALL), List.of("trade", "orders", "broadcast.a")))
            {
                rows.addAll(rows(role, channels));
            }
        }

        return rows.stream();
    }

    private static List<Row> rows(final String role, final List<String> channels)
    {
        final List<Row> rows = new ArrayList<>();
        for (final List<String> symbols : List.of(List.of(ALL), List.of("BTC*"), List.<String>of()))
        {
            for (final List<String> accounts : List.of(List.of(ALL), List.of("one"), List.<String>of()))
            {
                rows.add(new Row(Token.GOOD, role, channels, symbols, accounts));
            }
        }

        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldGiveEachItsOwn(final Row row)
    {
        for (final TestServer server : List.of(required, optional))
        {
            final boolean isRequired = server == required;
            for (final String endpoint : ENDPOINTS)
            {
                try (RealClient client = open(server, endpoint, row))
                {
                    if (row.isRefused())
                    {
                        assertEquals(401, client.await("refused").path("status").asInt(), endpoint);
                    }
                    else
                    {
                        client.message("welcome");
                        subscribe(client, row, isRequired);
                        publish(client, row, isRequired);
                        request(client, row, isRequired);
                    }
                }
            }
            ingest(server, row, isRequired);
            http(server, row, isRequired);
        }
    }

    private static void subscribe(final RealClient client, final Row row, final boolean isRequired)
    {
        final Map<String, String> wanted = new LinkedHashMap<>();
        for (final String channel : CHANNELS)
        {
            final List<String> names = new ArrayList<>(PRIVATE.contains(channel) ? ACCOUNTS : SYMBOLS);
            names.forEach(name -> wanted.put(channel + " " + name, row.answerTo(isRequired, channel, name)));
        }
        ask(client, wanted);
        client.send(Map.of("type", "unsubscribe", "channels", CHANNELS.subList(0, 1), "id", "end"));
        find(client, "end");
        // What they have already of it is no matter: the answer says whether there would be any of it.
        CHANNELS.forEach(channel ->
            client.send(Map.of("type", "subscribe", "channel", channel, "id", "all " + channel)));
        for (final String channel : CHANNELS)
        {
            final String answer = row.answerTo(isRequired, channel, ALL);
            final String told = answer(client, "all " + channel);
            assertEquals(answer, told.equals("already_subscribed") ? "subscribed" : told, channel);
        }
    }

    private static void ask(final RealClient client, final Map<String, String> wanted)
    {
        for (final String id : wanted.keySet())
        {
            final String[] parts = id.split(" ");
            client.send(Map.of("type", "subscribe", "channel", parts[0], "symbols", List.of(parts[1]), "id", id));
        }
        wanted.forEach((id, answer) -> assertEquals(answer, answer(client, id), id));
    }

    private static void publish(final RealClient client, final Row row, final boolean isRequired)
    {
        final List<String> topics = List.of("broadcast.a", "broadcast.b");
        topics.forEach(topic ->
            client.send(Map.of("type", "publish", "channel", topic, "data", 1, "id", topic)));
        for (final String topic : topics)
        {
            final String answer = row.isNobody(isRequired) ? "unauthorized" :
                row.is("publisher") && row.has(row.channels, topic) ? "published" : "forbidden";
            assertEquals(answer, answer(client, topic), topic);
        }
    }

    private static void request(final RealClient client, final Row row, final boolean isRequired)
    {
        client.send(Map.of("type", "request", "method", "symbols", "id", "symbols"));
        final String denied = row.isNobody(isRequired) ? "unauthorized" : row.is("reader") ? null : "forbidden";
        final JsonNode symbols = find(client, "symbols");
        assertEquals(denied == null ? "response" : denied, kindOf(symbols));
        if (denied == null)
        {
            assertEquals(symbolsOf(row), symbols.path("result").valueStream()
                .map(one -> one.path("symbol").asString()).toList());
        }
        final Map<String, String> wanted = new LinkedHashMap<>();
        for (final String method : List.of("snapshot", "history"))
        {
            for (final String symbol : SYMBOLS)
            {
                final String id = method + " " + symbol;
                client.send(Map.of(
                    "type", "request", "method", method, "id", id,
                    "params", method.equals("history") ? Map.of("symbol", symbol) :
                        Map.of("symbol", symbol, "channel", "trade")));
                final String channel = method.equals("history") ? "candle" : "trade";
                final String answer = row.answerTo(isRequired, channel, symbol);
                wanted.put(id, answer.equals("subscribed") ? "response" : answer);
            }
        }
        wanted.forEach((id, answer) -> assertEquals(answer, answer(client, id), id));
    }

    private static void ingest(final TestServer server, final Row row, final boolean isRequired)
    {
        final String shown = row.token == Token.NONE ? "" : "Authorization: Bearer " + row.text() + "\r\n";
        final int known = row.isNobody(isRequired) || row.is("publisher") ? 101 : 403;
        try (RawSocket socket = RawSocket.handshake(server.port(), "/ws/ingest", shown))
        {
            assertEquals(row.isRefused() ? 401 : known, socket.status());
        }
    }

    private static void http(final TestServer server, final Row row, final boolean isRequired)
    {
        final String token = row.token == Token.NONE ? null : row.text();
        final int reading = row.isRefused() || row.isNobody(isRequired) ? 401 : row.is("reader") ? 200 : 403;
        assertEquals(reading, server.request("GET", "/metrics", token, "").statusCode());
        assertEquals(reading, server.request("GET", "/api/symbols", token, "").statusCode());
        for (final String symbol : SYMBOLS)
        {
            final int found = switch (row.answerTo(isRequired, "candle", symbol))
            {
                case "subscribed" -> 200;
                case "invalid_symbol" -> 404;
                default -> 403;
            };
            final int told = server.request("GET", "/api/history/" + symbol, token, "").statusCode();
            assertEquals(reading == 200 ? found : reading, told, symbol);
        }
        final boolean isAdmin = row.token == Token.GOOD && row.is("admin");
        assertEquals(isAdmin ? 200 : 404, server.request("GET", "/admin/connections", token, "").statusCode());
        assertEquals(200, server.request("GET", "/health", token, "").statusCode());
    }

    private static List<String> symbolsOf(final Row row)
    {
        return Stream.of("BTCUSDT", "ETHUSDT").filter(symbol -> row.has(row.symbols, symbol)).toList();
    }

    private static RealClient open(final TestServer server, final String endpoint, final Row row)
    {
        return row.token == Token.NONE ?
            server.connect(endpoint, "tickwire.v1.json") :
            server.connect(endpoint, "tickwire.v1.json", "tickwire.token." + row.text());
    }

    private static String answer(final RealClient client, final String id)
    {
        return kindOf(find(client, id));
    }

    /** Answers come in any order: an error at once, a subscription's once its streams are open. */
    private static JsonNode find(final RealClient client, final String id)
    {
        TestServer.await(() -> !messages(client, id).isEmpty(), () -> "no answer: " + id);

        return messages(client, id).get(0);
    }

    private static List<JsonNode> messages(final RealClient client, final String id)
    {
        return client.events().stream()
            .map(event -> event.path("message"))
            .filter(message -> id.equals(message.path("id").asString("")))
            .toList();
    }

    /** The code of an error, the type of all else. */
    private static String kindOf(final JsonNode message)
    {
        return message.path("code").asString(message.path("type").asString(""));
    }

    private static TestServer start(final FileAuthenticator.Settings settings, final ServerConfig.Identity identity)
    {
        final TestServer server = TestServer.start(config -> TestServer.quiet(config)
            .with(config.access().with(settings).with(identity)));
        server.list("BTCUSDT", "alpha", -2, -6);
        server.list("ETHUSDT", "alpha", -2, -6);
        server.engine().names().accounts().add("one");
        server.engine().names().accounts().add("two");

        return server;
    }

    private static String json(final List<String> names)
    {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
    }
}
