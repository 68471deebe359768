package io.tickwire.transport;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a client that does not read moves, and what it is told once it reads again.
 */
class SlowCountersMovedTest
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SMALL = 1 << 12;
    private static final long HOUR_MS = 3_600_000;
    private static final int PUBLISHED = 60_000;

    private final List<JsonNode> messages = new ArrayList<>();
    private TestServer server;
    private RawSocket slow;
    private int ticks;

    @BeforeEach
    void start()
    {
        server = TestServer.start(config -> TestServer.quiet(config)
            .with(config.limits().with(new Limits.Slow(SMALL, HOUR_MS, HOUR_MS, HOUR_MS, SMALL))));
        server.list("BTCUSDT", "alpha", -2, -6);
        slow = RawSocket.slow(server.port(), SMALL, "/ws");
    }

    @AfterEach
    void stop()
    {
        slow.close();
        server.close();
    }

    @Test
    void shouldConflateStates()
    {
        subscribe("price", "latest");
        tickUntil(ServerCounter.FRAMES_CONFLATED, 100);
        assertTrue(server.count(ServerCounter.WRITES_PARTIAL) > 0);
        final long last = ticks;
        readUntil(message -> message.path("price").asLong() == last);
        assertEquals(0, server.count(ServerCounter.EVENTS_DROPPED));
        assertEquals(0, server.count(ServerCounter.GAPS_TOLD));
    }

    @Test
    void shouldTellThatItIsSlowBeforeItPassesOverRawStates()
    {
        subscribe("price", "raw");
        tickUntil(ServerCounter.FRAMES_CONFLATED, 100);
        assertTrue(server.count(ServerCounter.SLOW_TOLD) > 0);
        final long last = ticks;
        readUntil(message -> message.path("price").asLong() == last);
        final List<JsonNode> prices = messages.stream()
            .filter(message -> message.path("type").asString().equals("price_update")).toList();
        final int told = messages.indexOf(messages.stream()
            .filter(message -> message.path("type").asString().equals("slow")).findFirst().orElseThrow());
        int holes = 0;
        for (int i = 1; i < prices.size(); i++)
        {
            if (prices.get(i).path("seq").asLong() != prices.get(i - 1).path("seq").asLong() + 1)
            {
                holes++;
                assertTrue(messages.indexOf(prices.get(i)) > told, () -> "told=" + told + " messages=" + messages);
            }
        }
        assertTrue(holes > 0);
    }

    @Test
    void shouldTellTheEventsThatItDropped()
    {
        subscribe("trade", "raw");
        tickUntil(ServerCounter.EVENTS_DROPPED, 100);
        TestServer.await(() -> server.count(ServerCounter.SLOW_TOLD) > 0, () -> "it was not told that it is slow");
        final JsonNode gap = readUntil(message -> message.path("type").asString().equals("gap"));
        assertEquals("slow_consumer", gap.path("reason").asString());
        assertEquals(1, server.count(ServerCounter.GAPS_TOLD));
        final long dropped = gap.path("to").asLong() - gap.path("from").asLong() + 1;
        assertEquals(dropped, server.count(ServerCounter.EVENTS_DROPPED));
        final long got = messages.stream()
            .filter(message -> message.path("type").asString().equals("trade_update")).count();
        assertEquals(ticks, got + dropped);
        assertEquals(
            messages.stream().filter(message -> message.path("type").asString().equals("slow")).count(),
            server.count(ServerCounter.SLOW_TOLD));
    }

    @Test
    void shouldTellTheBookInPlaceOfItsChanges()
    {
        server.ticks("BTCUSDT", "alpha").bookSnapshot(0, true, new long[]{100, 5}, new long[]{200, 6});
        subscribe("book", "delta");
        while (server.count(ServerCounter.DELTAS_DROPPED) < 100)
        {
            ticks++;
            server.ticks("BTCUSDT", "alpha").bookDelta(0, true, new long[]{100, ticks}, new long[0]);
            pace();
        }
        readUntil(message -> message.path("kind").asString().equals("delta"));
        // The kernel may have taken one before, when it made more room by itself: the last one has the last change.
        int snapshots = 0;
        double quantity = 0;
        while (Math.abs(quantity - ticks) > 0.5)
        {
            final JsonNode snapshot = readUntil(message -> message.path("kind").asString().equals("snapshot"));
            quantity = snapshot.path("bids").get(0).path("quantity").asDouble() * 1e6;
            snapshots++;
        }
        assertEquals(snapshots, server.count(ServerCounter.SNAPSHOTS_FOR_SLOW));
    }

    @Test
    void shouldDropWhatIsPublished()
    {
        slow.write(new ClientFrames(1).text("{\"type\":\"subscribe\",\"channel\":\"broadcast\"}"));
        readUntil(message -> message.path("type").asString().equals("subscribed"));
        try (RealClient publisher = server.connect("/ws"))
        {
            int published = 0;
            while (server.count(ServerCounter.BROADCASTS_DROPPED) < 2)
            {
                publisher.send(Map.of("type", "publish", "channel", "broadcast", "data", "x".repeat(PUBLISHED)));
                publisher.message("published");
                published++;
            }
            final long dropped = server.count(ServerCounter.BROADCASTS_DROPPED);
            for (long i = dropped; i < published; i++)
            {
                readUntil(message -> message.path("type").asString().equals("broadcast"));
            }
            assertEquals(dropped, server.count(ServerCounter.BROADCASTS_DROPPED));
        }
    }

    private void subscribe(final String channel, final String mode)
    {
        slow.write(new ClientFrames(1).text(
            "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"mode\":\"" + mode +
                "\",\"symbols\":[\"BTCUSDT\"]}"));
        readUntil(message -> message.path("type").asString().equals("subscribed"));
    }

    private void tickUntil(final ServerCounter counter, final long least)
    {
        while (server.count(counter) < least)
        {
            ticks++;
            server.ticks("BTCUSDT", "alpha").trade(ticks * 100L, 1, Side.BUY, ticks, 0);
            pace();
        }
        TestServer.await(
            () -> server.engine().counters().total(EngineCounter.TICKS_APPLIED) >= ticks,
            () -> "ticks are left");
    }

    /** So that no tick finds the ring full. */
    private void pace()
    {
        if (ticks % 64 == 0)
        {
            final long least = ticks;
            TestServer.await(
                () -> server.engine().counters().total(
                    EngineCounter.TICKS_APPLIED) >= least,
                () -> "the engine stands");
        }
    }

    private JsonNode readUntil(final Predicate<JsonNode> isIt)
    {
        while (true)
        {
            final RawSocket.Frame frame = slow.frame(ClientFrames.TEXT);
            final JsonNode message = JSON.readTree(frame.payload());
            Checks.PROTOCOL.accept(message);
            messages.add(message);
            if (isIt.test(message))
            {
                return message;
            }
        }
    }
}
