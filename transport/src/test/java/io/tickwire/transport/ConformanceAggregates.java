package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about what is made of several ticks: figures of a day, gaps between venues, the market as a whole.
 */
final class ConformanceAggregates
{
    private static final List<String> ALPHA = List.of("alpha");
    private static final Map<String, Object> MARKET = Map.of("channel", "market", "interval", 100);
    private static final int BATCH = 2;

    private ConformanceAggregates()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "stats",
                "Figures of a day: each trade changes them; one that is lost is no gap.", ConformanceAggregates::stats),
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "arbitrage",
                "A gap between two venues opens, widens and closes; one message is lost, and is told as a gap.",
                ConformanceAggregates::arbitrage),
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "market",
                "All symbols as they are, then batches of what has changed; a batch that is lost is no gap.",
                ConformanceAggregates::market)).flatMap(sessions -> sessions);
    }

    private static void stats(final ConformanceRecorder session)
    {
        session.open().ask("h1", ConformanceMarkets.wish("stats", "BTCUSDT", "venues", ALPHA)).hear(1);
        session.btc().trade(6_723_450, 250_000, Side.BUY, 1, 0);
        session.hear(1).state().btc().trade(6_723_440, 1, Side.SELL, 2, 0);
        session.take(1);
        session.btc().trade(6_723_990, 1_000_000, Side.BUY, 3, 0);
        final List<RawClient.Frame> third = session.take(1);
        session.play(third).play(third).counts("duplicates", 1).counts("gaps", 0).state();
    }

    private static void arbitrage(final ConformanceRecorder session)
    {
        session.open().ask("h1", ConformanceMarkets.wish("arbitrage", "BTCUSDT")).hear(1).btc("alpha")
            .quote(6_700_000, 1_000_000, 6_700_100, 1_000_000);
        session.btc("beta").quote(6_900_000, 2_000_000, 6_900_100, 2_000_000);
        session.hear(1).state().btc("beta").quote(6_950_000, 2_000_000, 6_950_100, 2_000_000);
        session.take(1);
        session.btc("beta").quote(7_000_000, 500_000, 7_000_100, 500_000);
        session.hear(1).counts("gaps", 1).counts("missed", 1).state()
            .btc("beta").quote(6_700_000, 500_000, 6_700_100, 500_000);
        session.hear(1).state();
    }

    /** What the market begins with has happened once another client has been told of it. */
    private static void market(final ConformanceRecorder session)
    {
        session.open().btc().trade(6_723_450, 250_000, Side.BUY, 1, 0);
        session.eth().trade(3_412_500, 10_000, Side.SELL, 2, 0);
        session.fresh(ConformanceMarkets.wish("price", "BTCUSDT", "venues", ALPHA));
        session.fresh(ConformanceMarkets.wish("price", "ETHUSDT", "venues", ALPHA));
        session.ask("h1", MARKET).hear(BATCH).state().btc().trade(6_723_460, 250_000, Side.BUY, 3, 0);
        session.hear(1).state().eth().trade(3_412_600, 10_000, Side.BUY, 4, 0);
        session.take(1);
        session.btc().trade(6_723_470, 250_000, Side.BUY, 5, 0);
        final List<RawClient.Frame> third = session.take(1);
        session.play(third).play(third).counts("duplicates", 1).counts("gaps", 0).state();
    }
}
