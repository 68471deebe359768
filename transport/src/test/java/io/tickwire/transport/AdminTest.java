package io.tickwire.transport;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.log.LogSetup;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What administrators see and do, and that it is not there for others.
 */
class AdminTest
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONNECTIONS = "/admin/connections";
    private static final String LEVEL = "/admin/log-level";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private LogSetup log;
    private TestServer server;

    @BeforeEach
    void start() throws IOException
    {
        log = LogSetup.install(ServerConfig.defaults().log(), written);
        server = TestServer.start(
            config -> TestServer.quiet(config).with(new ServerConfig.Drain(10, 10)),
            new TestTokens()
                .with("root", Entitlements.NONE, Role.ADMIN)
                .with("reader", Entitlements.ALL, Role.READER, Role.PUBLISHER)
                .with("short", "short", Entitlements.ALL, 1, Role.ADMIN));
        server.list("BTCUSDT", "alpha", -2, -6);
    }

    @AfterEach
    void stop()
    {
        server.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/connections", "POST,/admin/connections/c1/disconnect", "PUT,/admin/log-level", "POST,/admin/drain",
        "GET,/admin/drain", "GET,/admin/nothing", "DELETE,/admin/"})
    void shouldNotBeThereForOthers(final String method, final String path)
    {
        for (final String token : new String[]{null, "reader", "nobody's", "short"})
        {
            final HttpResponse<String> there = server.request(method, path, token, "{}");
            final HttpResponse<String> nothing = server.request(method, "/else" + path, token, "{}");
            assertEquals(nothing.statusCode(), there.statusCode(), token);
            assertEquals(nothing.body().replace("/else", ""), there.body());
            assertEquals(nothing.headers().map().keySet(), there.headers().map().keySet());
            assertEquals(method.equals("GET") ? 404 : 405, there.statusCode());
        }
        assertTrue(server.server().health().isReady(), "nothing was done");
    }

    @Test
    void shouldListConnections()
    {
        try (RealClient anonymous = server.connect("/ws");
            RealClient named = server.connect("/ws", "tickwire.v1.msgpack", "tickwire.token.reader"))
        {
            anonymous.send(Map.of("type", "subscribe", "channels", List.of("price", "heartbeat")));
            anonymous.message("subscribed");
            anonymous.message("subscribed");
            named.message("welcome");
            final HttpResponse<String> response = server.request("GET", CONNECTIONS, "root", "");
            assertEquals("no-store", response.headers().firstValue("cache-control").orElseThrow());
            final JsonNode connections = JSON.readTree(response.body()).path("connections");
            assertEquals(2, connections.size(), response.body());
            final JsonNode first = connections.get(0);
            assertEquals("127.0.0.1", first.path("address").asString());
            assertTrue(first.path("principal").isNull());
            assertEquals("/ws", first.path("endpoint").asString());
            assertEquals("json", first.path("encoding").asString());
            assertEquals(2, first.path("subscriptions").asInt());
            assertEquals(1, first.path("streams").asInt());
            assertEquals(0, first.path("queued_bytes").asInt());
            assertTrue(first.path("age_seconds").isIntegralNumber());
            assertEquals("reader", connections.get(1).path("principal").asString());
            assertEquals("msgpack", connections.get(1).path("encoding").asString());
        }
        server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, 2);
    }

    @Test
    void shouldListThemInPages()
    {
        final List<RealClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++)
        {
            clients.add(server.connect("/ws", "tickwire.v1.json"));
            clients.get(i).message("welcome");
        }
        final List<String> names = new ArrayList<>();
        String next = "c0";
        while (!next.isEmpty())
        {
            final JsonNode page = JSON.readTree(
                server.request("GET", CONNECTIONS + "?limit=2&after=" + next, "root", "").body());
            page.path("connections").forEach(one -> names.add(one.path("connection").asString()));
            next = page.path("next").asString("");
        }
        assertEquals(List.of("c1", "c2", "c3", "c4", "c5"), names);
        clients.forEach(RealClient::close);
    }

    @Test
    void shouldDisconnect()
    {
        try (RealClient client = server.connect("/ws", "tickwire.v1.json"); RealClient other = server.connect("/ws"))
        {
            final String name = client.message("welcome").path("connection").asString();
            assertEquals(202, post(CONNECTIONS + "/" + name + "/disconnect").statusCode());
            assertEquals(1008, client.closeCode());
            other.send(Map.of("type", "ping"));
            other.message("pong");
            TestServer.await(
                () -> post(CONNECTIONS + "/" + name + "/disconnect").statusCode() == 404, () -> "it is still there");
        }
        assertTrue(written().contains("admin.disconnect principal=root id=c1"), this::written);
    }

    @Test
    void shouldSetALogLevel()
    {
        assertEquals(200, put("{\"logger\": \"io.tickwire.transport.http\", \"level\": \"debug\"}").statusCode());
        server.connect("/ws").close();
        TestServer.await(() -> written().contains("connection.opened"), this::written);
        assertTrue(
            written().contains("admin.log_level principal=root logger=io.tickwire.transport.http level=DEBUG"),
            this::written);
        assertEquals(200, put("{\"level\": null, \"logger\": \"io.tickwire.transport.http\"}").statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUT|/admin/log-level|{\"level\": \"loud\"}|400", "PUT|/admin/log-level|{\"level\": 7}|400",
        "PUT|/admin/log-level|{\"level\": \"info\", \"level\": \"warn\"}|400", "PUT|/admin/log-level|{}|400",
        "PUT|/admin/log-level|{\"level\": \"info\", \"logger\": \"a b\"}|400", "PUT|/admin/log-level|[]|400",
        "PUT|/admin/log-level|{\"level\": \"info\"|400", "PUT|/admin/log-level|{\"other\": \"info\"}|400",
        "PUT|/admin/log-level|{\"level\": \"info\"} {}|400", "GET|/admin/log-level|{}|405",
        "GET|/admin/connections?limit=0||400", "GET|/admin/connections?limit=x||400",
        "GET|/admin/connections?after=7||400", "POST|/admin/connections/7/disconnect||400",
        "POST|/admin/connections/c7/disconnect||404", "POST|/admin/connections||405", "GET|/admin/nothing||404"})
    void shouldSayWhatIsWrong(final String method, final String path, final String body, final int status)
    {
        assertEquals(status, server.request(method, path, "root", body == null ? "" : body).statusCode());
    }

    @Test
    void shouldTakeNoLargeBody()
    {
        assertEquals(413, put("{\"logger\": \"" + "a".repeat(5_000) + "\"}").statusCode());
    }

    @Test
    void shouldDrain() throws InterruptedException
    {
        try (RealClient client = server.connect("/ws", "tickwire.v1.json"))
        {
            client.message("welcome");
            assertEquals(202, post("/admin/drain").statusCode());
            client.message("shutdown");
            assertEquals(1001, client.closeCode());
        }
        assertTrue(server.server().awaitEnd(), "it was wanted");
        assertTrue(written().contains("admin.drain principal=root"), this::written);
    }

    private HttpResponse<String> post(final String path)
    {
        return server.request("POST", path, "root", "");
    }

    private HttpResponse<String> put(final String body)
    {
        return server.request("PUT", LEVEL, "root", body);
    }

    private String written()
    {
        return written.toString(StandardCharsets.UTF_8);
    }
}
