package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about connections that end and come again: what is asked for then, what is missed, another epoch.
 */
final class ConformanceConnections
{
    private static final Map<String, Object> TRADES =
        ConformanceMarkets.wish("trade", "BTCUSDT", "venues", List.of("alpha"));
    private static final Map<String, Object> BOOK =
        ConformanceMarkets.wish("book", "BTCUSDT", "venues", List.of("alpha"), "mode", "delta", "depth", 20);
    private static final Map<String, Object> PRICES =
        ConformanceMarkets.wish("price", "BTCUSDT", "venues", List.of("alpha"));
    private static final int FIRST_WAIT_MS = 100;
    private static final int AWAY = 3;

    private ConformanceConnections()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "resume",
                "Events go on where they were: what was missed comes, and nothing is told but it.",
                ConformanceConnections::resume),
            ConformanceSessions.in(
                List.of("json"), "resume-lost",
                "Where the server can not go on, what is lost is one gap, and the server's own is passed over.",
                ConformanceConnections::lost),
            ConformanceSessions.in(
                List.of("json", "compact"), "resume-pattern",
                "A pattern is asked for as it was; what was missed is a gap.", ConformanceConnections::pattern),
            ConformanceSessions.in(
                List.of("json", "msgpack"), "states-again",
                "States are asked for anew, are stale until they come, and books are built from their state.",
                ConformanceConnections::states),
            ConformanceSessions.in(
                List.of("json"), "epoch",
                "A server that began anew: sequences are void, books recover, events are told as a gap.",
                ConformanceConnections::epoch)).flatMap(sessions -> sessions);
    }

    private static ConformanceRecorder again(final ConformanceRecorder session)
    {
        return session.tick(FIRST_WAIT_MS).dialed(true).open();
    }

    private static void trades(final ConformanceRecorder session, final int from, final int to)
    {
        for (int i = from; i <= to; i++)
        {
            session.btc().trade(100 + i, i, Side.BUY, i, 0);
        }
    }

    /** Someone who keeps the stream alive while the client is away, and knows when all has come. */
    private static RawClient stayer(final ConformanceRecorder session)
    {
        final RawClient stayer = RawClient.open(session.server());
        stayer.send("{\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"BTCUSDT\"]}");
        stayer.message("subscribed");

        return stayer;
    }

    private static void missSome(final ConformanceRecorder session, final RawClient stayer)
    {
        trades(session, 4, 3 + AWAY);
        stayer.await(frame -> frame.type().equals("trade_update") && frame.json().path("seq").asLong() == 3 + AWAY);
    }

    private static Map<String, Object> since(final ConformanceRecorder session)
    {
        return ConformanceMarkets.message("subscribe", ConformanceMarkets.wish(
            "trade", "BTCUSDT", "venues", List.of("alpha"), "since", Map.of("epoch", session.epoch(), "seq", 3)));
    }

    private static void resume(final ConformanceRecorder session)
    {
        try (RawClient stayer = stayer(session))
        {
            session.open().ask("h1", TRADES).hear(1);
            trades(session, 1, 3);
            session.hear(3).state().end(1006).state();
            missSome(session, stayer);
            again(session).sent(since(session)).hear(1 + AWAY + 1).state();
            trades(session, 7, 7);
            session.hear(1).counts("gaps", 0).counts("duplicates", 0).counts("reconnects", 1).state();
        }
    }

    private static void lost(final ConformanceRecorder session)
    {
        try (RawClient stayer = stayer(session))
        {
            session.open().ask("h1", TRADES).hear(1);
            trades(session, 1, 3);
            session.hear(3).end(1006);
            missSome(session, stayer);
            again(session).expectSent(since(session)).say(JsonNodeFactory.instance.objectNode()
                .put("type", "subscribe").put("channel", "trade").put("symbols", "BTCUSDT").put("venues", "alpha"));
            session.play(ConformanceRecorder.changed(
                    session.take(1).get(0), text -> text.substring(0, text.length() - 1) +
                        ",\"recovered\":false,\"replayed\":0}"))
                .inject(Map.of(
                    "type", "gap", "channel", "trade", "symbol", "BTCUSDT", "venue", "alpha", "from", 4, "to", 6,
                    "reason", "unrecoverable"))
                .counts("gaps", 1).counts("missed", AWAY).state();
            trades(session, 7, 7);
            session.hear(1).counts("gaps", 1).state();
        }
    }

    private static void pattern(final ConformanceRecorder session)
    {
        final Map<String, Object> wish = ConformanceMarkets.wish("trade", "BTC*", "venues", List.of("alpha"));
        try (RawClient stayer = stayer(session))
        {
            session.open().ask("h1", wish).hear(1);
            trades(session, 1, 3);
            session.hear(3).end(1006);
            missSome(session, stayer);
            again(session).sent(ConformanceMarkets.message("subscribe", wish)).hear(1)
                .counts("gaps", 1).counts("missed", AWAY).state();
            trades(session, 7, 7);
            session.hear(1).state();
        }
    }

    private static void states(final ConformanceRecorder session)
    {
        session.open().ask("h1", PRICES).hear(1).ask("h2", BOOK).hear(1);
        session.btc().trade(100, 10, Side.BUY, 1, 0);
        session.hear(1).btc().bookSnapshot(0, true, new long[] {99, 1}, new long[] {101, 2});
        session.hear(1).state().end(1006).state();
        // The client asks for both at once; the server answers one after the other, so that all comes in one order.
        final Map<String, ?> prices = ConformanceMarkets.message("subscribe", PRICES);
        final Map<String, ?> book = ConformanceMarkets.message("subscribe", BOOK);
        again(session).expectSent(prices, book).say(prices).hear(2).say(book).hear(2).state().btc()
            .bookDelta(0, true, new long[] {98, 3}, new long[0]);
        session.hear(1).state().counts("gaps", 0).counts("resyncs", 0);
    }

    private static void epoch(final ConformanceRecorder session)
    {
        session.open().ask("h1", TRADES).hear(1).ask("h2", BOOK).hear(1);
        trades(session, 1, 3);
        session.hear(3).btc().bookSnapshot(0, true, new long[] {99, 1}, new long[] {101, 2});
        session.hear(1).state().end(1006).tick(FIRST_WAIT_MS).dialed(true).opened();
        session.inject(Map.of(
                "type", "welcome", "server", "tickwire", "epoch", session.epoch() + 60_000, "encoding", "json"))
            .expectSent(since(session), ConformanceMarkets.message("subscribe", BOOK))
            .counts("gaps", 1).counts("missed", 0).state();
        session.inject(subscribed(session, "trade", "raw", 1))
            .inject(subscribed(session, "book", "latest", 0))
            .inject(Map.ofEntries(
                Map.entry("type", "trade_update"), Map.entry("symbol", "BTCUSDT"), Map.entry("venue", "alpha"),
                Map.entry("price", 1.04), Map.entry("quantity", 0.5), Map.entry("side", "buy"),
                Map.entry("trade_id", 1), Map.entry("timestamp", session.epoch() + 60_001), Map.entry("seq", 2),
                Map.entry("pseq", 1), Map.entry("g", 1)))
            .counts("gaps", 1).counts("duplicates", 0).state();
    }

    private static Map<String, Object> subscribed(
        final ConformanceRecorder session, final String channel, final String grade, final int sequence)
    {
        return Map.ofEntries(
            Map.entry("type", "subscribed"), Map.entry("channel", channel), Map.entry("symbols", List.of("BTCUSDT")),
            Map.entry("epoch", session.epoch() + 60_000), Map.entry("class", grade), Map.entry("streams", 1),
            Map.entry("sid", List.of(channel.equals("book") ? 7 : 6)), Map.entry("seq", List.of(sequence)),
            Map.entry("symbol", List.of("BTCUSDT")), Map.entry("venue", List.of("alpha")),
            Map.entry("px_exp", List.of(-2)), Map.entry("qty_exp", List.of(-6)), Map.entry("recovered", false),
            Map.entry("replayed", 0));
    }
}
