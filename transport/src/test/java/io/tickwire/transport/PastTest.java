package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.stream.journal.Sync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who comes back to a server that has a journal, out of its windows or after a restart. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PastTest
{
    private static final int KEPT = 4;
    private static final int CANDLES = 1_000;
    private static final int PAGE = 130;
    private static final int SMALL = 1 << 18;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @TempDir
    private Path other;

    private int traded;

    @Test
    void shouldTellWhatWasMissedBeyondTheWindowAndOverACleanRestart()
    {
        final long epoch;
        try (TestServer server = start(folder))
        {
            epoch = server.engine().epoch();
            listen(server, 50);
            try (RealClient back = back(server, epoch, 10))
            {
                assertRecovered(back, 40);
                trade(server, 1);
                assertChain(back, 11, 51);
            }
            assertTrue(counted(server, StreamCounter.TOLD_MESSAGES) >= 50);
            assertEquals(1, counted(server, StreamCounter.TOLD_ANSWERED));
            assertEquals(0, counted(server, StreamCounter.TOLD_ABSENT));
        }
        try (TestServer server = start(folder))
        {
            assertEquals(epoch, server.engine().epoch());
            trade(server, 9);
            try (RealClient back = back(server, epoch, 7))
            {
                assertRecovered(back, 53);
                trade(server, 1);
                assertChain(back, 8, 61);
            }
        }
    }

    @Test
    void shouldSayWhatIsNotKnownAfterAnEndThatWasNone() throws IOException
    {
        final long epoch;
        try (TestServer server = start(folder))
        {
            epoch = server.engine().epoch();
            listen(server, 20);
            // What a process leaves that was killed.
            copy(folder, other);
        }
        try (TestServer server = start(other); RealClient back = back(server, epoch, 10))
        {
            assertFalse(back.messages("subscribed").get(0).path("recovered").asBoolean());
            final JsonNode gap = back.message("gap");
            assertEquals("restart", gap.path("reason").asString());
            assertEquals(11, gap.path("from").asLong());
            assertTrue(gap.path("to").asLong() > 1 << 24, gap.toString());
            trade(server, 1);
            assertEquals(
                gap.path("to").asLong() + 1, back.message("trade_update").path("seq").asLong());
        }
    }

    @Test
    void shouldShowCandlesAfterARestart()
    {
        try (TestServer server = start(folder))
        {
            listen(server, 20);
        }
        try (TestServer server = start(folder))
        {
            final JsonNode before = history(server);
            assertEquals(20, before.path("trades").asInt(), before.toString());
            assertEquals(1.01, before.path("open").asDouble());
            assertEquals(1.20, before.path("high").asDouble());
            listen(server, 5);
            final HttpResponse<String> all = server.get("/api/history/BTCUSDT?interval=1d&venue=alpha");
            final JsonNode series = JSON.readTree(all.body()).path("series").path(0).path("candles");
            int trades = 0;
            for (final JsonNode candle : series)
            {
                trades += candle.path("trades").asInt();
            }
            assertEquals(25, trades, all.body());
        }
    }

    @Test
    void shouldTellCandlesBeyondThoseInMemoryAndOverARestart()
    {
        final long firstMs = System.currentTimeMillis() / 1_000 * 1_000 - 2_000_000;
        try (TestServer server = start(folder))
        {
            for (int i = 0; i < CANDLES; i++)
            {
                final long timeNs = TimeUnit.MILLISECONDS.toNanos(firstMs + i * 1_000L);
                server.ticks("BTCUSDT", "alpha").at(timeNs, timeNs).trade(100 + i, 1 + i, Side.BUY, i, 0);
            }
            Patience.await("candles", () -> counted(server, StreamCounter.TOLD_CANDLES) >= CANDLES);
            assertCandles(pages(server, "json"), firstMs);
            assertCandles(pages(server, "msgpack"), firstMs);
            final JsonNode few = series(server, "&limit=3&before=" + (firstMs + 5_000));
            assertEquals(3, few.path("candles").size());
            assertEquals(firstMs + 2_000, few.path("candles").path(0).path("timestamp").asLong());
            assertTrue(few.path("more").asBoolean());
            final JsonNode none = series(server, "&before=" + firstMs);
            assertEquals(0, none.path("candles").size());
            assertFalse(none.path("more").asBoolean());
        }
        try (TestServer server = start(folder))
        {
            assertCandles(pages(server, "json"), firstMs);
        }
    }

    /** A client that goes back page by page until there is nothing more. */
    private static List<JsonNode> pages(final TestServer server, final String encoding)
    {
        final List<JsonNode> all = new ArrayList<>();
        try (RealClient client =
            RealClient.open(RealClient.Kind.NODE, server.url("/ws"), encoding, Checks.PROTOCOL))
        {
            boolean isMore = true;
            for (int page = 0; isMore; page++)
            {
                final Map<String, Object> params = new HashMap<>(
                    Map.of("symbol", "BTCUSDT", "interval", "1s", "venue", "alpha", "limit", PAGE));
                if (!all.isEmpty())
                {
                    params.put("before", all.get(0).path("timestamp").asLong());
                }
                final int id = page;
                client.send(Map.of("type", "request", "method", "history", "id", id, "params", params));
                final JsonNode series = client.message("response", message -> message.path("id").asInt() == id)
                    .path("result").path("series").path(0);
                final List<JsonNode> older = new ArrayList<>();
                series.path("candles").forEach(older::add);
                all.addAll(0, older);
                isMore = series.path("more").asBoolean();
            }
        }

        return all;
    }

    private static void assertCandles(final List<JsonNode> candles, final long firstMs)
    {
        assertEquals(CANDLES, candles.size());
        for (int i = 0; i < CANDLES; i++)
        {
            final JsonNode candle = candles.get(i);
            assertEquals(firstMs + i * 1_000L, candle.path("timestamp").asLong());
            assertEquals((100 + i) / 100.0, candle.path("close").asDouble(), 1e-9, candle::toString);
            assertEquals((1 + i) / 1e6, candle.path("volume").asDouble(), 1e-12, candle::toString);
            assertTrue(candle.path("closed").asBoolean(), candle::toString);
        }
    }

    private static JsonNode series(final TestServer server, final String query)
    {
        final HttpResponse<String> response = server.get("/api/history/BTCUSDT?interval=1s&venue=alpha" + query);
        assertEquals(200, response.statusCode(), response.body());

        return JSON.readTree(response.body()).path("series").path(0);
    }

    private static TestServer start(final Path journal)
    {
        final TestServer server = TestServer.start(config -> TestServer.quiet(config)
            .with(config.engine().with(new EngineConfig.Replay(1 << 20, KEPT, TimeUnit.MINUTES.toNanos(1))))
            .with(new StreamSettings(
                false,
                new StreamSettings.Journal(Optional.of(journal), SMALL, Sync.NONE, 0, 0),
                SMALL,
                Optional.empty())));
        server.list("BTCUSDT", "alpha", -2, -6);

        return server;
    }

    /** Someone listens to trades, so that they are told and kept. */
    private void listen(final TestServer server, final int trades)
    {
        try (RealClient client = open(server))
        {
            client.send(wish(null));
            client.message("subscribed");
            trade(server, trades);
            final int last = traded;
            client.message("trade_update", trade -> trade.path("trade_id").asInt() == last);
        }
    }

    private RealClient back(final TestServer server, final long epoch, final long sequence)
    {
        final RealClient client = open(server);
        client.send(wish(Map.of("epoch", epoch, "seq", sequence)));
        client.message("subscribed");

        return client;
    }

    private static RealClient open(final TestServer server)
    {
        return RealClient.open(RealClient.Kind.NODE, server.url("/ws"), "json", Checks.PROTOCOL);
    }

    private static Map<String, Object> wish(final Map<String, Long> since)
    {
        final Map<String, Object> wish = new HashMap<>(Map.of(
            "type", "subscribe", "channel", "trade", "symbols", List.of("BTCUSDT"), "venue", "alpha"));
        if (since != null)
        {
            wish.put("since", since);
        }

        return wish;
    }

    private void trade(final TestServer server, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            traded++;
            server.ticks("BTCUSDT", "alpha").trade(100 + traded, 1, Side.BUY, traded, 0);
        }
    }

    private static void assertRecovered(final RealClient client, final int replayed)
    {
        final JsonNode subscribed = client.messages("subscribed").get(0);
        assertTrue(subscribed.path("recovered").asBoolean(), subscribed.toString());
        assertEquals(replayed, subscribed.path("replayed").asInt());
        assertEquals(replayed, client.message("caught_up").path("count").asInt());
    }

    private static void assertChain(final RealClient client, final long from, final long to)
    {
        client.message("trade_update", trade -> trade.path("seq").asLong() == to);
        long next = from;
        for (final JsonNode trade : client.messages("trade_update"))
        {
            assertEquals(next, trade.path("seq").asLong());
            assertEquals(next - 1, trade.path("pseq").asLong());
            assertEquals(next, trade.path("trade_id").asLong());
            next++;
        }
        assertEquals(to + 1, next);
    }

    private static long counted(final TestServer server, final StreamCounter counter)
    {
        return server.server().stream().counters().get(counter);
    }

    private static JsonNode history(final TestServer server)
    {
        final HttpResponse<String> response = server.get("/api/history/BTCUSDT?interval=1d&venue=alpha");
        assertEquals(200, response.statusCode(), response.body());

        return JSON.readTree(response.body()).path("series").path(0).path("candles").path(0);
    }

    private static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.filter(Files::isRegularFile).toList())
            {
                final Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                if (!file.getFileName().toString().equals("lock"))
                {
                    Files.copy(file, target);
                }
            }
        }
    }
}
