package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ws.CloseCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a server goes: clients are told, those that stay are closed, nobody new comes in.
 */
class ShutdownTest
{
    @Test
    void shouldTellAllAndCloseThoseThatStay() throws InterruptedException
    {
        final List<RealClient> clients = new ArrayList<>();
        try (TestServer server = TestServer.start(config -> config.with(new ServerConfig.Drain(30_000, 1_234))))
        {
            assertEquals(200, server.get("/health/ready").statusCode());
            for (final RealClient.Kind kind : RealClient.Kind.values())
            {
                final RealClient client =
                    RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL, "tickwire.v1.json");
                client.message("welcome");
                clients.add(client);
            }
            final Thread drain = new Thread(server.server()::drain, "drain");
            drain.start();
            for (final RealClient client : clients)
            {
                final JsonNode shutdown = client.message("shutdown");
                assertEquals(1_234, shutdown.path("retry_after_ms").asLong());
                assertFalse(shutdown.path("reason").asString().isEmpty());
            }
            assertEquals(503, server.get("/health/ready").statusCode());
            assertEquals(200, server.get("/health/live").statusCode());
            try (RealClient late = server.connect("/ws"))
            {
                final JsonNode refused = late.await("refused");
                assertEquals(503, refused.path("status").asInt());
                assertEquals("1", refused.path("headers").path("retry-after").get(0).asString());
            }
            clients.forEach(client -> client.closeWith(1000));
            drain.join();
            assertTrue(server.server().awaitEnd());
        }
        finally
        {
            clients.forEach(RealClient::close);
        }
    }

    @Test
    void shouldCloseThoseThatStay() throws InterruptedException
    {
        final List<RealClient> clients = new ArrayList<>();
        try (TestServer server = TestServer.start(config -> config.with(new ServerConfig.Drain(50, 0))))
        {
            for (final RealClient.Kind kind : RealClient.Kind.values())
            {
                final RealClient client = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL);
                client.send(Map.of("type", "subscribe", "symbols", List.of("*")));
                client.message("price_update");
                clients.add(client);
            }
            server.server().drain();
            for (final RealClient client : clients)
            {
                client.message("shutdown");
                assertEquals(1001, client.closeCode());
            }
            assertEquals(clients.size(), server.server().counters().closes(CloseCode.GOING_AWAY));
            assertTrue(server.server().awaitEnd());
        }
        finally
        {
            clients.forEach(RealClient::close);
        }
    }
}
