package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ingest.TickFrames;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Ticks in SBE: the same to clients as those of a feed in the server, none lost where the ring is full, and none half
 * applied where a connection breaks.
 */
class IngestSbeTest
{
    private static final List<String> CHANNELS = List.of("trade", "bbo", "book");
    private static final Set<String> OWN = Set.of("venue", "seq", "pseq", "g", "t_ex", "t_in", "t_out", "timestamp");
    private static final int FRAMES = 40;
    private static final int TICKS = 200;
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = start(4_096);
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @Test
    void shouldTellTheSameAsAFeedInTheServer()
    {
        try (RealClient publisher = publisher(server, "differing");
            RealClient outside = reader("outside"); RealClient inside = reader("inside"))
        {
            final JsonNode ids = define(publisher, "outside");
            final TickFrames frames = frames(ids);
            final List<Map<String, Object>> fromOutside;
            publisher.sendBinary(frames.begin(1)
                .trade(6_723_450, 25_000_000, 7).quote(6_723_400, 6_723_500).book(6_723_400, 6_723_500).hex());
            fromOutside = told(outside);
            server.ticks("BTC/USD", "inside").trade(6_723_450, 25_000_000, Side.BUY, 7, 0);
            server.ticks("BTC/USD", "inside").quote(6_723_400, 1, 6_723_500, 1);
            server.ticks("BTC/USD", "inside").bookSnapshot(
                0, true, new long[] {6_723_400, 5, 6_723_399, 6}, new long[] {6_723_500, 7});

            assertEquals(told(inside), fromOutside);
        }
    }

    @Test
    void shouldRefuseOnlyTheTicksThatAreBad()
    {
        try (RealClient publisher = publisher(server, "refused"))
        {
            final JsonNode ids = define(publisher, "refusing");
            publisher.sendBinary(frames(ids).begin(5).trade(1, 1, 1).trade(-1, 1, 2).quote(3, 2).trade(1, 1, 3).hex());
            final JsonNode error = publisher.message("error");
            assertEquals("invalid_tick", error.path("code").asString());
            assertEquals(2, error.path("refused").asInt());
            assertEquals(1, error.path("ticks").get(0).path("index").asInt());
            assertEquals(
                "bid must not be above ask: bid=0.03 ask=0.02", error.path("ticks").get(1).path("message").asString());
            assertEquals(2, publisher.message("ack").path("accepted").asInt());
            final int unknown = 1_000;
            publisher.sendBinary(new TickFrames(unknown, 1, -2, -8).begin(6).trade(1, 1, 1).hex());
            assertTrue(publisher.message("error").path("message").asString().contains("symbol must be one that"));
            publisher.sendBinary("0102");
            assertEquals("invalid_message", publisher.error());
        }
    }

    /** A frame of which a part never came does nothing; what was whole before it has been applied. */
    @Test
    void shouldApplyNothingOfAFrameThatBreaksOff()
    {
        final String path = "/ws/ingest?encoding=sbe&publisher=broken";
        final TickFrames frames;
        try (RealClient publisher = publisher(server, "broken"))
        {
            frames = frames(define(publisher, "breaking"));
        }
        final byte[] second = new ClientFrames(2).frame(0x82, frames.begin(2).trade(1, 1, 2).bytes()).bytes();
        try (RawSocket socket = RawSocket.handshake(server.port(), path, ""))
        {
            socket.write(new ClientFrames(1).frame(0x82, frames.begin(1).trade(1, 1, 1).bytes()));
            for (final byte one : Arrays.copyOf(second, second.length - 1))
            {
                socket.write(new ClientFrames(3).raw(one & 0xFF));
            }
        }
        try (RealClient again = RealClient.open(RealClient.Kind.JDK, server.url(path), "sbe", Checks.PROTOCOL))
        {
            assertEquals(1, again.message("ingest_ready").path("last_seq").asInt());
        }
    }

    @Test
    void shouldLoseNothingWhereTheRingIsFull()
    {
        try (TestServer tiny = start(2);
            RealClient publisher = publisher(tiny, "flooding"))
        {
            final TickFrames frames = frames(define(publisher, "flooded"));
            for (int seq = 1; seq <= FRAMES; seq++)
            {
                frames.begin(seq);
                for (int i = 0; i < TICKS; i++)
                {
                    frames.trade(100 + i, 1, (long)seq * TICKS + i);
                }
                publisher.sendBinary(frames.hex());
            }
            final JsonNode ack = publisher.message("ack", message -> message.path("last_seq").asInt() == FRAMES);
            assertEquals(FRAMES * TICKS, ack.path("accepted").asInt());
            assertTrue(tiny.count(ServerCounter.INGEST_STALLS) > 0);
            assertTrue(publisher.types().contains("ingest_status"));
            TestServer.await(
                () -> tiny.engine().counters().total(EngineCounter.TICKS_APPLIED) >= FRAMES * TICKS,
                () -> "applied " + tiny.engine().counters().total(EngineCounter.TICKS_APPLIED));
            assertEquals(
                FRAMES * TICKS,
                tiny.engine().counters().sheets().stream()
                    .filter(sheet -> sheet.role().startsWith("feed-ingest-"))
                    .mapToLong(sheet -> sheet.get(EngineCounter.TICKS_PUBLISHED))
                    .sum());
        }
    }

    private static TestServer start(final int slots)
    {
        final TestServer started = TestServer.start(config -> TestServer.quiet(config)
            .with(config.engine().with(new EngineConfig.Ticks(slots, 512))));
        started.list("BTC/USD", "inside", -2, -8);

        return started;
    }

    private static RealClient publisher(final TestServer at, final String name)
    {
        final RealClient client = RealClient.open(
            RealClient.Kind.JDK, at.url("/ws/ingest?encoding=sbe&publisher=" + name), "sbe", Checks.PROTOCOL);
        client.message("ingest_ready");

        return client;
    }

    private static JsonNode define(final RealClient publisher, final String venue)
    {
        publisher.send(Map.of(
            "type", "define", "symbols", List.of(Map.of("symbol", "BTC/USD", "px_exp", -2, "qty_exp", -8)),
            "venues", List.of(venue)));

        return publisher.message("defined");
    }

    private static TickFrames frames(final JsonNode ids)
    {
        return new TickFrames(
            ids.path("symbols").get(0).path("symbol_id").asInt(), ids.path("venues").get(0).path("venue_id").asInt(),
            -2, -8);
    }

    private static RealClient reader(final String venue)
    {
        // Streams that are not there yet come to be with their first tick, so they are listed before.
        server.list("BTC/USD", venue, -2, -8);
        final RealClient reader = server.connect("/ws");
        reader.send(Map.of("type", "subscribe", "channels", CHANNELS, "symbols", List.of("BTC/USD"),
            "venues", List.of(venue)));
        CHANNELS.forEach(channel -> reader.message("subscribed"));

        return reader;
    }

    /** What a reader got, without what differs between two ticks that are the same. */
    private static List<Map<String, Object>> told(final RealClient reader)
    {
        final JsonNode trade = reader.message("trade_update");
        final JsonNode quote = reader.message("bbo_update", message -> !message.path("bid").isNull());
        final JsonNode book = reader.message("orderbook_update", message -> message.path("bids").size() == 2);

        return List.of(values(trade), values(quote), values(book));
    }

    private static Map<String, Object> values(final JsonNode message)
    {
        final Map<String, Object> values = new HashMap<>();
        message.properties().forEach(field ->
        {
            if (!OWN.contains(field.getKey()))
            {
                values.put(field.getKey(), field.getValue());
            }
        });

        return values;
    }
}
