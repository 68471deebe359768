package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about what a program's several subscriptions share, and about errors that are answers.
 */
final class ConformanceHandles
{
    private static final List<String> JSON = List.of("json");
    private static final List<String> ALPHA = List.of("alpha");

    private ConformanceHandles()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            ConformanceSessions.in(
                List.of("json", "msgpack", "compact", "sbe"), "shared",
                "Two handles of the same are one subscription, which the last ends.", ConformanceHandles::shared),
            ConformanceSessions.in(
                JSON, "overlap", "What another handle has is neither asked for again nor ended.",
                ConformanceHandles::overlap),
            ConformanceSessions.in(
                JSON, "invalid-symbol", "Where one symbol is not known the others are subscribed to.",
                ConformanceHandles::invalidSymbol),
            ConformanceSessions.in(
                JSON, "alias", "A handle that was made by an alias gets what is meant.", ConformanceHandles::alias),
            ConformanceSessions.in(
                List.of("json", "msgpack", "msgpack_scaled"), "two-views-refused",
                "Maps do not say of which view of a book they are: a second is refused while there is one.",
                ConformanceHandles::refusedView),
            ConformanceSessions.in(
                List.of("compact", "compact_scaled", "sbe"), "two-views",
                "Two views of one book are two streams, and each handle gets its own.",
                ConformanceHandles::twoViews),
            ConformanceSessions.in(
                List.of("json", "msgpack"), "errors", "Errors of the server are told and counted.",
                ConformanceHandles::errors)).flatMap(sessions -> sessions);
    }

    private static Map<String, Object> trades(final String symbol)
    {
        return ConformanceMarkets.wish("trade", symbol, "venues", ALPHA);
    }

    private static Map<String, Object> ending(final String... symbols)
    {
        return Map.of("type", "unsubscribe", "channel", "trade", "symbols", List.of(symbols));
    }

    private static void shared(final ConformanceRecorder session)
    {
        session.open().ask("h1", trades("BTCUSDT")).hear(1).subscribe("h2", trades("BTCUSDT")).sent();
        session.btc().trade(100, 1, Side.BUY, 1, 0);
        session.hear(1).state().unsubscribe("h1").sent().btc().trade(101, 1, Side.BUY, 2, 0);
        session.hear(1).state().unsubscribe("h2").sent(ending("BTCUSDT")).hear(1).state();
    }

    private static void overlap(final ConformanceRecorder session)
    {
        final Map<String, Object> both =
            Map.of("channel", "trade", "symbols", List.of("BTCUSDT", "ETHUSDT"), "venues", ALPHA);
        session.open().ask("h1", trades("BTCUSDT")).hear(1).subscribe("h2", both)
            .sent(ConformanceMarkets.message("subscribe", trades("ETHUSDT"))).hear(1);
        session.btc().trade(100, 1, Side.BUY, 1, 0);
        session.hear(1).eth().trade(200, 1, Side.BUY, 2, 0);
        session.hear(1).state().unsubscribe("h1").sent().btc().trade(101, 1, Side.BUY, 3, 0);
        session.hear(1).state().subscribe("h3", trades("ETHUSDT")).sent()
            .unsubscribe("h2").sent(ending("BTCUSDT")).hear(1).eth().trade(201, 1, Side.BUY, 4, 0);
        session.hear(1).state();
    }

    private static void invalidSymbol(final ConformanceRecorder session)
    {
        session.open().ask("h1", Map.of(
            "channel", "trade", "symbols", List.of("NOTHING", "BTCUSDT"), "venues", ALPHA)).hear(2).state();
        session.btc().trade(100, 1, Side.BUY, 1, 0);
        session.hear(1).counts("errors", 1).state();
    }

    private static void alias(final ConformanceRecorder session)
    {
        session.open().ask("h1", trades("btc")).hear(1).btc().trade(100, 1, Side.BUY, 1, 0);
        session.hear(1).state();
    }

    private static void errors(final ConformanceRecorder session)
    {
        session.open().ask("h1", trades("BTCUSDT")).hear(1)
            .inject(Map.of("type", "error", "code", "rate_limited", "message", "later", "retry_after_ms", 500))
            .inject(Map.of("type", "error", "code", "internal_error", "message", "our fault"))
            .inject(Map.of("type", "error", "code", "of_the_future", "message", "new", "fatal", false))
            .btc().trade(100, 1, Side.BUY, 1, 0);
        session.hear(1).counts("errors", 3).state();
    }

    private static void refusedView(final ConformanceRecorder session)
    {
        final Map<String, Object> whole = ConformanceMarkets.wish("book", "BTCUSDT", "venues", ALPHA, "depth", 5);
        final Map<String, Object> changes =
            ConformanceMarkets.wish("book", "BTCUSDT", "venues", ALPHA, "mode", "delta", "depth", 20);
        session.open().ask("whole", whole).hear(1).refuseView("changes", changes).counts("errors", 1)
            .btc().bookSnapshot(0, true, new long[] {100, 5, 99, 6}, new long[] {102, 7, 105, 8});
        session.hear(1).state().unsubscribe("whole")
            .sent(Map.of("type", "unsubscribe", "channel", "book", "symbols", List.of("BTCUSDT"))).hear(1)
            .ask("later", changes).hear(2).btc().bookDelta(0, true, new long[] {98, 1}, new long[0]);
        session.hear(1).state();
    }

    private static void twoViews(final ConformanceRecorder session)
    {
        final Map<String, Object> whole = ConformanceMarkets.wish("book", "BTCUSDT", "venues", ALPHA, "depth", 1);
        final Map<String, Object> changes =
            ConformanceMarkets.wish("book", "BTCUSDT", "venues", ALPHA, "mode", "delta", "depth", 20);
        session.open().ask("whole", whole).hear(1).ask("changes", changes).hear(1)
            .btc().bookSnapshot(0, true, new long[] {100, 5, 99, 6}, new long[] {102, 7, 105, 8});
        session.hear(2).state().btc().bookDelta(0, true, new long[] {98, 1}, new long[0]);
        session.hear(1).state().btc().bookDelta(0, true, new long[] {100, 4}, new long[0]);
        session.hear(2).state().unsubscribe("whole").sent()
            .btc().bookDelta(0, true, new long[] {97, 1}, new long[0]);
        session.hear(1).state();
    }
}
