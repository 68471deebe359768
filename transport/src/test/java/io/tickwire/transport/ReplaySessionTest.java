package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.replay.JournalMaker;
import io.tickwire.transport.replay.RecordedMarket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients that have a replay of their own.
 */
class ReplaySessionTest
{
    private static final int STEPS = 3_000;
    private static final long START_MS = RecordedMarket.START_NS / 1_000_000;
    private static final long STEP_MS = RecordedMarket.STEP_NS / 1_000_000;
    private static final String TRADES =
        "{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"*\"],\"id\":\"trades\"}";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record()
    {
        RecordedMarket.record(folder, STEPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "compact", "sbe"})
    void shouldTellTheSameBytesHoweverFast(final String encoding)
    {
        try (TestServer server = start(4))
        {
            final List<String> once = told(server, encoding, "max");
            final List<String> again = told(server, encoding, 200);

            assertTrue(once.size() > STEPS, () -> once.size() + " frames");
            assertEquals(once.size(), again.size());
            for (int i = 0; i < once.size(); i++)
            {
                assertEquals(once.get(i), again.get(i));
            }
        }
    }

    @Test
    void shouldStandStillUntilItIsTold()
    {
        try (TestServer server = start(4); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            final JsonNode status = client.message("replay_status");
            assertEquals("paused", status.path("state").asString());
            assertEquals(START_MS, status.path("from").asLong());
            assertEquals(START_MS + (STEPS - 1) * STEP_MS, status.path("to").asLong());

            subscribe(client);
            client.send("{\"type\":\"replay_control\",\"action\":\"step\",\"value\":4,\"id\":7}");
            final JsonNode stepped = client.message("replay_status");
            assertEquals(7, stepped.path("id").asInt());
            client.send("{\"type\":\"replay_control\",\"speed\":\"max\",\"id\":8}");
            assertEquals("max", statusOf(client, 8).path("speed").asString());
            client.send("{\"type\":\"replay_control\",\"resume\":true,\"id\":9}");
            awaitState(client, "ended");
        }
    }

    @Test
    void shouldGoBackAndForth()
    {
        try (TestServer server = start(4); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            subscribe(client);
            final long middleMs = START_MS + STEPS / 2 * STEP_MS;
            final long firstG = firstTrade(client, middleMs, 1).path("g").asLong();
            final JsonNode early = firstTrade(client, START_MS + 1_000, 2);
            assertTrue(early.path("g").asLong() < firstG, early.toString());
            assertTrue(early.path("timestamp").asLong() >= START_MS + 990, early.toString());
            final JsonNode late = firstTrade(client, middleMs, 3);
            assertEquals(firstG, late.path("g").asLong(), "the same place is the same tick");

            client.send("{\"type\":\"replay_control\",\"action\":\"pause\",\"id\":5}");
            statusOf(client, 5);
            client.send("{\"type\":\"replay_control\",\"action\":\"seek\",\"value\":\"g:" + firstG + "\",\"id\":6}");
            statusOf(client, 6);
            client.send("{\"type\":\"replay_control\",\"step\":1,\"id\":7}");
            assertEquals(firstG, client.message("trade_update").path("g").asLong());
        }
    }

    @Test
    void shouldKnowTheBookWhereItJumpsTo()
    {
        try (TestServer server = start(4); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            client.message("replay_status");
            client.send("{\"type\":\"replay_control\",\"action\":\"seek\",\"value\":" + (START_MS + 9_000) + "}");
            client.message("replay_status");
            client.send("{\"type\":\"subscribe\",\"channel\":\"book\",\"symbols\":[\"BTC/USD\"]}");
            client.message("subscribed");
            final JsonNode book = client.message("orderbook_update");
            assertEquals("snapshot", book.path("kind").asString());
            assertTrue(book.path("bids").size() > 2, book.toString());
        }
    }

    @Test
    void shouldRefuseWhatItCanNotDo()
    {
        try (TestServer server = start(4); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            client.message("replay_status");
            for (final String wrong : List.of(
                "\"action\":\"seek\",\"value\":\"yesterday\"", "\"action\":\"seek\",\"value\":\"g:x\"",
                "\"speed\":0.01", "\"speed\":1001"))
            {
                client.send("{\"type\":\"replay_control\"," + wrong + "}");
                assertEquals("invalid_argument", client.message("error").path("code").asString(), wrong);
            }
        }
    }

    @Test
    void shouldGiveEachClientItsOwn()
    {
        try (TestServer server = start(3))
        {
            final List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++)
            {
                clients.add(RawClient.open(server.port(), "/ws/replay", 0));
                subscribe(clients.get(i));
            }
            final RawClient tooMany = RawClient.open(server.port(), "/ws/replay", 0);
            assertEquals("replay_unavailable", tooMany.message("error").path("code").asString());
            assertEquals(4504, tooMany.awaitEnd());

            final long at = firstTrade(clients.get(0), START_MS + 3_000, 1).path("g").asLong();
            assertTrue(at < firstTrade(clients.get(1), START_MS + 6_000, 1).path("g").asLong());
            clients.get(2).kill();
            clients.get(1).close();
            clients.get(0).close();
            TestServer.await(() -> server.server().replays().size() == 0, () -> "sessions stay");
            try (RawClient again = RawClient.open(server.port(), "/ws/replay", 0))
            {
                assertEquals("paused", again.message("replay_status").path("state").asString());
            }
        }
        assertFalse(Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("io-replay")), "threads stay");
    }

    @Test
    void shouldHoldBackForAClientThatIsSlow()
    {
        try (TestServer server = start(1); RawClient client = RawClient.open(server.port(), "/ws/replay", 4_096))
        {
            subscribe(client);
            client.send("{\"type\":\"replay_control\",\"speed\":\"max\",\"id\":1}");
            client.send("{\"type\":\"replay_control\",\"resume\":true,\"id\":2}");
            statusOf(client, 2);
            long seq = 0;
            int trades = 0;
            JsonNode message = client.next().json();
            while (!message.path("state").asString("").equals("ended"))
            {
                assertFalse(message.path("type").asString().equals("gap"), message.toString());
                if (message.path("type").asString().equals("trade_update"))
                {
                    trades++;
                    seq = Math.max(seq, message.path("g").asLong());
                }
                message = client.next().json();
            }
            assertTrue(trades > STEPS / 4, trades + " trades");
        }
    }

    @Test
    void shouldSayThatThereIsNoJournal()
    {
        try (TestServer server = TestServer.start(); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            assertEquals("replay_unavailable", client.message("error").path("code").asString());
            assertEquals(1008, client.awaitEnd());
        }
    }

    @Test
    void shouldGoOverRunsAndSayWhatIsMissing(@TempDir final Path broken)
    {
        try (JournalMaker maker = new JournalMaker(broken, RecordedMarket.EPOCH_MS))
        {
            RecordedMarket.run(maker, RecordedMarket.START_NS, 100);
            maker.lose(5);
            maker.end();
            RecordedMarket.run(maker, RecordedMarket.START_NS + 3_600_000_000_000L, 100);
            maker.end();
        }
        try (TestServer server = start(broken, 1); RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            client.message("replay_status");
            client.send("{\"type\":\"subscribe\",\"channel\":\"bbo\",\"symbols\":[\"BTC/USD\"]}");
            client.message("subscribed");
            client.send("{\"type\":\"replay_control\",\"resume\":true}");
            assertEquals("disconnected", client.message("stale").path("reason").asString());
            assertTrue(client.message("bbo_update").path("g").asLong() > 100);
            assertEquals("ended", awaitState(client, "ended").path("state").asString());
        }
    }

    private static List<String> told(final TestServer server, final String encoding, final Object speed)
    {
        try (ReplayClient client = ReplayClient.open(server.port(), "/ws/replay?encoding=" + encoding, encoding))
        {
            client.subscribeAll();
            client.send(Map.of("type", "replay_control", "speed", speed));
            client.send(Map.of("type", "replay_control", "action", "resume"));

            return client.readDataUntil(() -> client.last().contains("ended"));
        }
    }

    private static JsonNode firstTrade(final RawClient client, final long ms, final int id)
    {
        client.send("{\"type\":\"replay_control\",\"action\":\"seek\",\"value\":" + ms + ",\"id\":" + id + "}");
        statusOf(client, id);
        client.send("{\"type\":\"replay_control\",\"resume\":true,\"id\":" + (100 + id) + "}");
        statusOf(client, 100 + id);

        return client.message("trade_update");
    }

    private static JsonNode statusOf(final RawClient client, final int id)
    {
        return client.await(frame ->
            frame.type().equals("replay_status") && frame.json().path("id").asInt(-1) == id).json();
    }

    private static JsonNode awaitState(final RawClient client, final String state)
    {
        return client.await(frame ->
            frame.type().equals("replay_status") && frame.json().path("state").asString().equals(state)).json();
    }

    private static void subscribe(final RawClient client)
    {
        client.send(TRADES);
        client.message("subscribed");
    }

    private static TestServer start(final int sessions)
    {
        return start(folder, sessions);
    }

    private static TestServer start(final Path journal, final int sessions)
    {
        return TestServer.start(config -> config.with(FeedSettings.none().with(new FeedSettings.Replay(
            Optional.of(ReplaySpec.parse(journal + ";paused")), sessions, 60_000, 1_000_000))));
    }
}
