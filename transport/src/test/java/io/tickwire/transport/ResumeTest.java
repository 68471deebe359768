package io.tickwire.transport;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients that were gone and come back: they get exactly what they missed, or are told that they can not.
 */
class ResumeTest
{
    private static final int KEPT = 16;
    private TestServer server;
    private long epoch;

    @BeforeEach
    void start()
    {
        server = TestServer.start(config -> TestServer.quiet(config).with(
            config.engine().with(new EngineConfig.Replay(1 << 20, KEPT, TimeUnit.MINUTES.toNanos(1)))));
        server.list("BTCUSDT", "alpha", -2, -6);
        epoch = server.engine().epoch();
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldTellExactlyWhatWasMissed(final RealClient.Kind kind)
    {
        try (RealClient stayer = subscribe("trade", null);
            RealClient leaver = RealClient.open(kind, server.url("/ws"), "json", Checks.PROTOCOL))
        {
            leaver.send(wish("trade", null));
            final JsonNode subscribed = leaver.message("subscribed");
            trade(1, 5);
            assertEquals(3, leaver.message("trade_update", trade -> trade.path("seq").asLong() == 3)
                .path("trade_id").asInt());
            leaver.kill();
            trade(6, 10);
            stayer.message("trade_update", trade -> trade.path("seq").asLong() == 10);

            try (RealClient back = subscribe("trade", Map.of("epoch", epoch, "seq", 3)))
            {
                final JsonNode again = back.messages("subscribed").get(0);
                assertEquals(subscribed.path("sid"), again.path("sid"));
                assertTrue(again.path("recovered").asBoolean(), again.toString());
                assertEquals(7, again.path("replayed").asInt());
                final JsonNode caughtUp = back.message("caught_up");
                assertEquals("trade", caughtUp.path("channel").asString());
                assertEquals(again.path("sid").get(0), caughtUp.path("sid"));
                assertEquals(7, caughtUp.path("count").asInt());
                assertEquals(10, caughtUp.path("to").asInt());
                assertEquals(3, caughtUp.path("from").asInt());
                trade(11, 12);
                back.message("trade_update", trade -> trade.path("seq").asLong() == 12);
                assertChain(back.messages("trade_update"), 4, 12);
                assertEquals(timeless(stayer).subList(3, 10), timeless(back).subList(0, 7));
                assertEquals("caught_up", back.types().get(8), () -> back.types().toString());
            }
        }
    }

    @Test
    void shouldTellWhoMissedNothingThatItIsCaughtUp()
    {
        try (RealClient client = subscribe("trade", null))
        {
            trade(1, 2);
            client.message("trade_update", trade -> trade.path("seq").asLong() == 2);
            try (RealClient back = subscribe("trade", Map.of("epoch", epoch, "seq", 2)))
            {
                assertEquals(0, back.messages("subscribed").get(0).path("replayed").asInt());
                assertEquals(0, back.message("caught_up").path("count").asInt());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"another epoch", "too old", "of the future"})
    void shouldTellTheStateToWhoCanNotGoOn(final String why)
    {
        try (RealClient client = subscribe("price", null))
        {
            for (int i = 1; i <= 2 * KEPT; i++)
            {
                server.ticks("BTCUSDT", "alpha").trade(100 + i, 1, Side.BUY, i, 0);
                final String price = "1." + String.format("%02d", i);
                client.message("price_update", update -> update.path("price").asDouble() == Double.parseDouble(price));
            }
            final List<JsonNode> all = client.messages("price_update");
            final long last = all.get(all.size() - 1).path("seq").asLong();
            final Map<String, Long> since = switch (why)
            {
                case "another epoch" -> Map.of("epoch", epoch - 1, "seq", last - 1);
                case "too old" -> Map.of("epoch", epoch, "seq", 1L);
                default -> Map.of("epoch", epoch, "seq", last + 1);
            };
            try (RealClient back = subscribe("price", since))
            {
                final JsonNode subscribed = back.messages("subscribed").get(0);
                assertTrue(subscribed.path("recovered").isBoolean(), subscribed.toString());
                assertFalse(subscribed.path("recovered").asBoolean());
                assertEquals(0, subscribed.path("replayed").asInt());
                final JsonNode state = back.message("price_update");
                assertEquals(last, state.path("seq").asLong());
                assertEquals(0, state.path("n").asInt());
                server.ticks("BTCUSDT", "alpha").trade(200, 1, Side.BUY, 999, 0);
                assertEquals(last + 1, back.message("price_update").path("seq").asLong());
                assertEquals(List.of(), back.messages("caught_up"));
            }
        }
    }

    @Test
    void shouldSaySoWhereEventsCanNotBeHadAnyMore()
    {
        try (RealClient client = subscribe("trade", null))
        {
            trade(1, 3 * KEPT);
            client.message("trade_update", trade -> trade.path("seq").asLong() == 3 * KEPT);
            try (RealClient back = subscribe("trade", Map.of("epoch", epoch, "seq", 1)))
            {
                assertFalse(back.messages("subscribed").get(0).path("recovered").asBoolean());
                trade(3 * KEPT + 1, 3 * KEPT + 1);
                assertEquals(3 * KEPT + 1, back.message("trade_update").path("seq").asLong());
                final JsonNode gap = back.messages("gap").get(0);
                assertEquals("trade", gap.path("channel").asString());
                assertEquals("BTCUSDT", gap.path("symbol").asString());
                assertEquals(2, gap.path("from").asInt());
                assertEquals(3 * KEPT, gap.path("to").asInt());
                assertEquals("unrecoverable", gap.path("reason").asString());
            }
        }
    }

    @Test
    void shouldGoOnWithOneStreamOnly()
    {
        server.list("BTCUSDT", "beta", -2, -6);
        try (RealClient client = server.connect("/ws"))
        {
            client.send(wish("trade", Map.of("epoch", epoch, "seq", 1)));
            assertEquals("invalid_argument", client.error());
            client.send(Map.of(
                "type", "subscribe", "channel", "trade", "symbols", List.of("BTCUSDT"), "venue", "beta",
                "since", Map.of("epoch", epoch, "seq", 0)));
            assertEquals("trade", client.message("subscribed").path("channel").asString());
        }
    }

    private RealClient subscribe(final String channel, final Map<String, ?> since)
    {
        final RealClient client = server.connect("/ws");
        client.send(wish(channel, since));
        client.message("subscribed");

        return client;
    }

    private static Map<String, ?> wish(final String channel, final Map<String, ?> since)
    {
        final Map<String, Object> plain =
            Map.of("type", "subscribe", "channel", channel, "symbols", List.of("BTCUSDT"));

        return since == null ? plain :
            Map.of("type", "subscribe", "channel", channel, "symbols", List.of("BTCUSDT"), "since", since);
    }

    private void trade(final int from, final int to)
    {
        for (int i = from; i <= to; i++)
        {
            server.ticks("BTCUSDT", "alpha").trade(100 + i, i, i % 2 == 0 ? Side.BUY : Side.SELL, i, 0);
        }
    }

    /** A message that is told again is encoded again. */
    private static List<String> timeless(final RealClient client)
    {
        return client.messages("trade_update").stream()
            .map(trade -> trade.toString().replaceAll("\"t_out\":\\d+", ""))
            .toList();
    }

    private static void assertChain(final List<JsonNode> messages, final long from, final long to)
    {
        assertEquals(
            LongStream.rangeClosed(from, to).boxed().toList(),
            messages.stream().map(message -> message.path("seq").asLong()).toList());
        messages.forEach(message ->
            assertEquals(message.path("seq").asLong() - 1, message.path("pseq").asLong(), message.toString()));
    }
}
