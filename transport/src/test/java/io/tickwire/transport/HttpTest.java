package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What the server answers without a WebSocket.
 */
class HttpTest
{
    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.start();
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @Test
    void shouldSayHowItIs()
    {
        final HttpResponse<String> response = server.get("/health");
        assertEquals(200, response.statusCode());
        assertEquals("application/json", response.headers().firstValue("content-type").orElseThrow());
        final JsonNode health = JSON.readTree(response.body());
        assertEquals("up", health.path("status").asString());
        for (final String name : List.of("engine", "shards", "feed.sim", "gateway"))
        {
            assertEquals("up", health.path("components").path(name).path("status").asString(), health.toString());
        }
        assertTrue(health.path("metrics").path("activeConnections").isIntegralNumber());
        assertTrue(health.path("uptime_seconds").isIntegralNumber());
        assertEquals("ok\n", server.get("/health/live").body());
        assertEquals("ok\n", server.get("/health/ready").body());
    }

    @Test
    void shouldListSymbols()
    {
        final JsonNode symbols = JSON.readTree(server.get("/api/symbols").body()).path("symbols");
        assertEquals(10, symbols.size());
        assertEquals("BTCUSDT", symbols.get(0).path("symbol").asString());
        assertEquals(3, symbols.get(0).path("venues").size());
    }

    @Test
    void shouldPublishTheProtocol()
    {
        final JsonNode index = JSON.readTree(server.get("/schema/index.json").body());
        assertTrue(index.toString().contains("server-subscribed.json"), index.toString());
        for (final String name : List.of("asyncapi.json", "schemas/common.json", "tickwire.xml", "README.md", ""))
        {
            final HttpResponse<String> response = server.get("/schema/" + name);
            assertEquals(200, response.statusCode(), name);
            assertTrue(response.body().length() > 100, name);
        }
        assertEquals("application/xml", server.get("/schema/tickwire.xml").headers()
            .firstValue("content-type").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/nothing", "/schema/nothing.json", "/schema/../tickwire.yaml", "/schema/%2e%2e/tickwire.yaml", "/ws/nothing",
        "/api", "/healthy"})
    void shouldHaveNothingElse(final String path)
    {
        assertEquals(404, server.get(path).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/api/symbols", "/", "/nothing"})
    void shouldOnlyBeRead(final String path)
    {
        try (RawSocket socket = RawSocket.connect(server.port()))
        {
            socket.write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            assertEquals(405, socket.status());
        }
        try (RawSocket socket = RawSocket.connect(server.port()))
        {
            socket.write("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertEquals(server.get(path).statusCode(), socket.status());
            assertEquals("", socket.rest());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/", "GET,/health", "GET,/health/live", "GET,/metrics", "GET,/api/symbols", "GET,/api/history/nothing",
        "GET,/schema/index.json", "GET,/nothing", "POST,/health", "GET,/ws", "GET,/admin/connections"})
    void shouldBeSafeInABrowser(final String method, final String path)
    {
        final HttpResponse<String> response = server.request(method, path, null, "");
        final Map<String, List<String>> headers = response.headers().map();
        for (final String header : List.of(
            "x-content-type-options: nosniff", "x-frame-options: DENY", "referrer-policy: no-referrer",
            "cross-origin-opener-policy: same-origin", "cross-origin-resource-policy: same-origin"))
        {
            final String[] parts = header.split(": ");
            assertEquals(List.of(parts[1]), headers.get(parts[0]), header);
        }
        assertTrue(headers.get("content-security-policy").get(0).contains("frame-ancestors 'none'"));
        assertTrue(headers.get("permissions-policy").get(0).contains("camera=()"));
        assertFalse(headers.containsKey("server"), headers::toString);
        assertFalse(headers.containsKey("x-powered-by"), headers::toString);
        assertFalse(headers.containsKey("strict-transport-security"), "this is plain HTTP");
        assertEquals(
            path.startsWith("/api/") || path.equals("/metrics") ? List.of("private, no-cache") : null,
            headers.get("cache-control"));
    }

    @Test
    void shouldBeScraped()
    {
        try (RealClient client = server.connect("/ws"))
        {
            client.send(Map.of("type", "subscribe", "symbols", List.of("*")));
            client.message("price_update");
            client.message("price_update", price -> price.path("n").asInt() > 0);
            client.sendBinary("80");
            assertEquals(1003, client.closeCode());
        }
        TestServer.await(
            () -> scrape().get("tickwire_gateway_frames_delivered_total") > 1, () -> scrape().samples().toString());
        final PrometheusText metrics = scrape();
        for (final ServerCounter counter : ServerCounter.values())
        {
            assertTrue(metrics.get("tickwire_gateway_" + counter.label() + "_total") >= 0);
        }
        for (final CloseCode code : CloseCode.values())
        {
            final String reason = code.name().toLowerCase(Locale.ROOT);
            assertEquals(
                server.server().counters().closes(code),
                metrics.get("tickwire_gateway_closes_total{code=\"" + code.code() + "\",reason=\"" + reason + "\"}"));
        }
        assertEquals("counter", metrics.typeOf("tickwire_gateway_closes_total"));
        assertEquals(1, metrics.get("tickwire_gateway_closes_total{code=\"1003\",reason=\"unsupported_data\"}"));
        for (final String stage : List.of("in->ring", "ring->frame", "frame->written"))
        {
            assertTrue(metrics.get("tickwire_stage_seconds_count{stage=\"" + stage + "\"}") > 0, stage);
            assertTrue(metrics.get("tickwire_stage_seconds_sum{stage=\"" + stage + "\"}") > 0, stage);
        }
        assertEquals(1, metrics.get("tickwire_live"));
        assertEquals(1, metrics.get("tickwire_ready"));
        assertEquals(10, metrics.get("tickwire_symbols"));
    }

    private static PrometheusText scrape()
    {
        final HttpResponse<String> response = server.get("/metrics");
        assertEquals(200, response.statusCode());
        assertTrue(response.headers().firstValue("content-type").orElseThrow().startsWith("text/plain"));

        return new PrometheusText(response.body());
    }
}
