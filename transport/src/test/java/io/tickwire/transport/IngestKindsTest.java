package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.ingest.TickFrames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What publishers send besides prices: signals, candles, and how their venues are; and what they are asked for.
 */
class IngestKindsTest
{
    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = TestServer.start(TestServer::quiet);
        server.list("BTC/USD", "alpha", -2, -8);
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "sbe"})
    void shouldTellSignalsAsTheyAre(final String form)
    {
        final String venue = "signals-" + form;
        try (RealClient publisher = publisher(form); RealClient reader = server.connect("/ws"))
        {
            final TickFrames frames = defined(publisher, venue);
            subscribe(reader, venue, "signal");
            if (form.equals("sbe"))
            {
                publisher.sendBinary(frames.begin(1).signal("momentum-7", 71_25000000L, 8_125).hex());
            }
            else
            {
                publisher.send(tick("signal", venue, "seq", 1, "indicator", "momentum-7", "signal", "sell",
                    "value", 71.25, "confidence", 0.8125));
            }
            assertEquals(1, publisher.message("ack").path("accepted").asInt());
            final JsonNode signal = reader.message("signal_update");
            assertEquals("momentum-7", signal.path("indicator").asString());
            assertEquals("sell", signal.path("signal").asString());
            assertEquals(71.25, signal.path("value").asDouble());
            assertEquals(0.8125, signal.path("confidence").asDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "sbe"})
    void shouldTakeCandlesAndAllThatTickersTell(final String form)
    {
        final String venue = "candles-" + form;
        final long candles = ingested("candle");
        final long tickers = ingested("ticker");
        try (RealClient publisher = publisher(form))
        {
            final TickFrames frames = defined(publisher, venue);
            if (form.equals("sbe"))
            {
                publisher.sendBinary(frames.begin(1).candle(100, 110, 90, 105).ticker(100, 99, 5_000).hex());
            }
            else
            {
                publisher.send(Map.of("type", "ticks", "seq", 1, "ticks", List.of(
                    candle(venue),
                    // Too much for 8 decimals in 64 bits, and exact all the same.
                    tick("ticker", venue, "last", 100, "mark_price", "99.5", "quote_volume_24h", 123_456_789_012.5))));
            }
            assertEquals(2, publisher.message("ack").path("accepted").asInt());
            assertEquals(candles + 1, ingested("candle"));
            assertEquals(tickers + 1, ingested("ticker"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "sbe"})
    void shouldTellWhatAPublisherSaysItLost(final String form)
    {
        final String venue = "losses-" + form;
        try (RealClient publisher = publisher(form); RealClient reader = server.connect("/ws"))
        {
            final TickFrames frames = defined(publisher, venue);
            publisher.send(Map.of("type", "define", "accounts", List.of("account-" + form)));
            publisher.message("defined");
            subscribe(reader, venue, "trade");
            subscribe(reader, venue, "book");
            if (form.equals("sbe"))
            {
                publisher.sendBinary(frames.begin(1).trade(100, 1, 1).lost(3).trade(101, 1, 2).stale().hex());
            }
            else
            {
                publisher.send(Map.of("type", "ticks", "seq", 1, "ticks", List.of(
                    tick("trade", venue, "price", 1, "quantity", 1),
                    tick("status", venue, "state", "loss", "lost", 3, "lost_type", "trade", "reason", "slow"),
                    tick("trade", venue, "price", 1, "quantity", 1),
                    tick("status", venue, "state", "stale"))));
            }
            assertEquals(4, publisher.message("ack").path("accepted").asInt());
            reader.message("trade_update");
            final JsonNode gap = reader.message("gap");
            assertEquals("trade", gap.path("channel").asString());
            assertEquals(3, gap.path("to").asLong() - gap.path("from").asLong() + 1);
            assertEquals(gap.path("to").asLong() + 1, reader.message("trade_update").path("seq").asLong());
            assertEquals(venue, reader.message("stale").path("venue").asString());
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense()
    {
        try (RealClient publisher = publisher("json"))
        {
            final String venue = "nonsense";
            publisher.send(Map.of("type", "ticks", "seq", 1, "ticks", List.of(
                tick("signal", venue, "indicator", "i", "signal", "buy", "value", 1, "confidence", 1.5),
                tick("signal", venue, "indicator", "i", "signal", "hold", "value", 1, "confidence", 1),
                with(candle(venue), "low", 1_000),
                with(candle(venue), "interval", "1w"),
                with(candle(venue), "closed", "yes"),
                with(candle(venue), "open_time", System.currentTimeMillis() + 3_600_000),
                tick("status", venue, "state", "asleep"),
                tick("status", venue, "state", "loss", "lost", 1),
                tick("status", venue, "state", "loss", "lost", 1, "lost_type", "order"),
                tick("ticker", venue, "mark_price", 0))));
            final JsonNode error = publisher.message("error");
            final List<String> faults = new ArrayList<>();
            error.path("ticks").forEach(tick -> faults.add(tick.path("message").asString()));
            final List<String> begins = List.of(
                "confidence must be from 0 to 1", "signal must be one of", "low must not be above",
                "interval of candles must be", "closed must be true or false", "open_time must be from 1970",
                "state must be one of", "lost_type must be one of", "account must be one",
                "mark_price must be from");
            assertEquals(begins.size(), faults.size(), faults::toString);
            for (int i = 0; i < begins.size(); i++)
            {
                assertTrue(faults.get(i).startsWith(begins.get(i)), faults.get(i));
            }
        }
    }

    @Test
    void shouldAskThePublisherForABookThatWentWrong()
    {
        final String venue = "resync";
        try (RealClient publisher = publisher("json"); RealClient reader = server.connect("/ws"))
        {
            defined(publisher, venue);
            subscribe(reader, venue, "book");
            publisher.send(tick("book", venue, "bids", List.of(List.of(100, 1)), "asks", List.of(List.of(101, 1))));
            reader.message("orderbook_update", update -> !update.path("bids").isEmpty());
            publisher.send(
                tick("book", venue, "kind", "delta", "bids", List.of(List.of(102, 1)), "asks", List.of()));
            final JsonNode resync = publisher.message("resync");
            assertEquals("book", resync.path("channel").asString());
            assertEquals("BTC/USD", resync.path("symbol").asString());
            assertEquals(venue, resync.path("venue").asString());
            assertEquals("crossed", reader.message("stale").path("reason").asString());
            publisher.send(tick("book", venue, "bids", List.of(List.of(102, 1)), "asks", List.of(List.of(103, 1))));
            final JsonNode healed = reader.message("orderbook_update");
            assertEquals(102, healed.path("bids").get(0).path("price").asInt());
            assertEquals(1, publisher.messages("resync").size());
        }
    }

    private static RealClient publisher(final String form)
    {
        final RealClient client = RealClient.open(
            RealClient.Kind.JDK, server.url("/ws/ingest?encoding=" + form), form, Checks.PROTOCOL);
        client.message("ingest_ready");

        return client;
    }

    /** Have a venue defined, and frames of it. */
    private static TickFrames defined(final RealClient publisher, final String venue)
    {
        publisher.send(Map.of("type", "define", "venues", List.of(venue),
            "symbols", List.of(Map.of("symbol", "BTC/USD", "px_exp", -2, "qty_exp", -8))));
        final JsonNode defined = publisher.message("defined");
        final int symbolId = defined.path("symbols").get(0).path("symbol_id").asInt();
        final int venueId = defined.path("venues").get(0).path("venue_id").asInt();
        server.server().listings().list(venueId, symbolId);

        return new TickFrames(symbolId, venueId, -2, -8);
    }

    private static void subscribe(final RealClient reader, final String venue, final String channel)
    {
        reader.send(Map.of(
            "type", "subscribe", "channel", channel, "symbols", List.of("BTC/USD"), "venues", List.of(venue)));
        reader.message("subscribed");
    }

    private static long ingested(final String type)
    {
        final String name = "tickwire_gateway_ingested_total{type=\"" + type + "\"} ";

        return server.get("/metrics").body().lines()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> (long)Double.parseDouble(line.substring(name.length())))
            .sum();
    }

    private static Map<String, Object> candle(final String venue)
    {
        return tick("candle", venue, "interval", "1m", "open_time", 1_700_000_000_000L, "open", 100, "high", 110,
            "low", 90, "close", 105, "volume", 2.5, "quote_volume", 250, "trades", 7, "closed", false);
    }

    private static Map<String, Object> with(final Map<String, Object> tick, final String name, final Object value)
    {
        tick.put(name, value);

        return tick;
    }

    private static Map<String, Object> tick(final String type, final String venue, final Object... fields)
    {
        final Map<String, Object> tick = new HashMap<>(Map.of("type", type, "symbol", "BTC/USD", "venue", venue));
        for (int i = 0; i < fields.length; i += 2)
        {
            tick.put((String)fields[i], fields[i + 1]);
        }

        return tick;
    }
}
