package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What subscriptions hold before they are answered. The books of one message are opened one after the other, and the
 * first are told before the last is open: that they were asked for together is what makes them wait.
 */
class HeldFramesTest
{
    private static final long HELD_BYTES = 1 << 16;
    private static final int SYMBOLS = 40;
    private static final int LEVELS = 10;
    private static final int PAGES = 5;

    private TestServer server;

    @BeforeEach
    void start()
    {
        server = TestServer.start(config -> TestServer.quiet(config)
            .with(new ServerConfig.Shards(1, List.of(), 64L << 20, HELD_BYTES, 0, 250, 2_000)));
        for (int i = 0; i < SYMBOLS; i++)
        {
            server.list(symbol(i), "alpha", -2, -6);
            for (int page = 0; page < PAGES; page++)
            {
                final int from = page * LEVELS;
                assertTrue(server.ticks(symbol(i), "alpha").bookSnapshot(
                    page, page == PAGES - 1, levels(1_000 - from, -1), levels(1_001 + from, 1)) >= 0);
            }
        }
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @Test
    void shouldRefuseWhatThereIsNoRoomForAndNothingElse()
    {
        try (RealClient client = server.connect("/ws"); RealClient other = server.connect("/ws"))
        {
            other.send(wish(List.of(symbol(0)), "one"));
            assertEquals("one", other.message("subscribed").path("id").asString());
            for (int i = 1; i <= 20; i++)
            {
                client.send(wish(all(), "n" + i));
                final JsonNode error = client.message("error");
                assertEquals("rate_limited", error.path("code").asString());
                assertEquals("n" + i, error.path("id").asString());
                assertTrue(error.path("retry_after_ms").asLong() > 0);
                assertTrue(error.path("message").asString().contains(symbol(SYMBOLS - 1)), error::toString);
                server.awaitCount(ServerCounter.SUBSCRIPTIONS_WITHOUT_ROOM, i);
            }

            // Nothing is left of them: each of these has all the room, and they begin anew.
            for (int i = 0; i < SYMBOLS; i += 2)
            {
                client.send(wish(List.of(symbol(i), symbol(i + 1)), "few" + i));
                assertEquals(2, client.message("subscribed").path("streams").asInt());
                client.message("orderbook_update");
                client.message("orderbook_update");
            }
            other.send(Map.of("type", "ping"));
            other.message("pong");
            assertEquals(20, server.count(ServerCounter.SUBSCRIPTIONS_WITHOUT_ROOM));
            assertEquals(List.of(), other.messages("error"));
        }
    }

    @Test
    void shouldHaveTheRoomAgainOfThoseWhoGo()
    {
        for (int i = 0; i < 10; i++)
        {
            final RealClient client = server.connect("/ws");
            client.send(wish(List.of(symbol(0), symbol(1), symbol(2)), "x"));
            client.kill();
        }
        TestServer.await(() -> server.connections() == 0, () -> "they stay");
        try (RealClient client = server.connect("/ws"))
        {
            client.send(wish(List.of(symbol(0), symbol(1), symbol(2)), "x"));
            assertEquals("x", client.message("subscribed").path("id").asString());
        }
    }

    private static Map<String, Object> wish(final List<String> symbols, final String id)
    {
        return Map.of("type", "subscribe", "channel", "book", "symbols", symbols, "depth", "full", "id", id);
    }

    private static List<String> all()
    {
        final List<String> all = new ArrayList<>();
        for (int i = 0; i < SYMBOLS; i++)
        {
            all.add(symbol(i));
        }

        return all;
    }

    private static String symbol(final int i)
    {
        return "S" + i + "USDT";
    }

    private static long[] levels(final long from, final int step)
    {
        final long[] levels = new long[2 * LEVELS];
        for (int i = 0; i < LEVELS; i++)
        {
            levels[2 * i] = from + (long)step * i;
            levels[2 * i + 1] = 1_000_000 + i;
        }

        return levels;
    }
}
