package io.tickwire.transport;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sessions about what each channel says, in each encoding.
 */
final class ConformanceMarkets
{
    private static final long[] BIDS = {6_723_450, 1_000_000, 6_723_400, 25_000, 6_723_350, 3};
    private static final long[] ASKS = {6_723_460, 2_000_000, 6_723_500, 1};

    private ConformanceMarkets()
    {
    }

    static Stream<ConformanceSessions.Named> all()
    {
        return Stream.of(
            ConformanceSessions.in(
                ConformanceSessions.ENCODINGS, "channels",
                "Each channel's messages, one after the other on one connection.", ConformanceMarkets::channels),
            ConformanceSessions.in(
                List.of("json", "msgpack", "compact"), "private",
                "Private channels: no sequences; an account's messages go to who asked for it.",
                ConformanceMarkets::accounts),
            ConformanceSessions.in(
                List.of("json", "msgpack", "compact"), "private-apart",
                "Handles of private channels name accounts: each gets what is told of its own.",
                ConformanceMarkets::accountsApart),
            ConformanceSessions.in(
                List.of("json", "compact"), "candles",
                "Candles of two intervals of one symbol are two streams.", ConformanceMarkets::candles),
            ConformanceSessions.in(
                List.of("json", "msgpack"), "states",
                "States may jump without a gap, are passed over where they come twice, and begin with a state.",
                ConformanceMarkets::states)).flatMap(sessions -> sessions);
    }

    static Map<String, Object> wish(final String channel, final String symbol, final Object... more)
    {
        final Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("channel", channel);
        wish.put("symbols", List.of(symbol));
        for (int i = 0; i < more.length; i += 2)
        {
            wish.put((String)more[i], more[i + 1]);
        }

        return wish;
    }

    static Map<String, Object> message(final String type, final Map<String, ?> fields)
    {
        final Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.putAll(fields);

        return message;
    }

    private static void channels(final ConformanceRecorder session)
    {
        session.open();
        one(session, "price", () ->
        {
            session.btc().trade(6_723_450, 250_000, Side.BUY, 1, 0);
            session.hear(1).btc().trade(6_723_440, 1, Side.SELL, 2, 0);
        });
        one(session, "bbo", () ->
        {
            session.btc().quote(6_723_440, 100, 6_723_450, 200);
            session.hear(1).btc().quote(6_723_430, 100, 6_723_450, 200);
        });
        one(session, "trade", () ->
        {
            session.btc().trade(6_723_455, 250_000, Side.BUY, Long.MAX_VALUE, 0);
            session.hear(1).btc().trade(6_723_400, 1, Side.SELL, 4, 0);
        });
        one(session, "signal", () ->
        {
            session.btc().signal("model", SignalAction.BUY, 2_850, 8_500);
            session.hear(1).btc().signal("model", SignalAction.SELL, -2_850, 8_500);
        });
        one(session, "liquidation", () ->
        {
            session.btc().liquidation(6_723_455, 12_345, Side.SELL);
            session.hear(1).btc().liquidation(6_723_456, 12_345, Side.BUY);
        });
        final Map<String, Object> book = wish("book", "BTCUSDT", "depth", 5);
        session.ask("book", book).hear(1).btc().bookSnapshot(0, true, BIDS, ASKS);
        session.hear(1).btc().bookDelta(0, true, new long[] {6_723_450, 0, 6_723_449, 7}, new long[0]);
        end(session.hear(1), "book");
    }

    private static void one(final ConformanceRecorder session, final String channel, final Runnable ticks)
    {
        session.ask(channel, wish(channel, "BTCUSDT", "venues", List.of("alpha"))).hear(1);
        ticks.run();
        end(session.hear(1), channel);
    }

    private static void end(final ConformanceRecorder session, final String channel)
    {
        session.state().unsubscribe(channel)
            .sent(Map.of("type", "unsubscribe", "channel", channel, "symbols", List.of("BTCUSDT"))).hear(1);
    }

    private static void accounts(final ConformanceRecorder session)
    {
        final int one = session.account("one");
        session.open();
        final List<String> channels = List.of("orders", "executions", "positions", "account");
        for (final String channel : channels)
        {
            session.ask(channel, wish(channel, "one")).hear(1);
        }
        session.btc().order(one, 105, 20, "a-1", "own");
        session.hear(1).btc().execution(one, 105, 20, 2_500, "a-1");
        session.hear(1).btc().position(one, -30, 105, 12);
        session.hear(1).btc().account(one, "USDT", 10_000_000, 9_000_000);
        session.hear(1).state();
    }

    private static void accountsApart(final ConformanceRecorder session)
    {
        final int one = session.account("one");
        final int two = session.account("two");
        session.open()
            .ask("orders-one", wish("orders", "one")).hear(1).ask("orders-two", wish("orders", "two")).hear(1)
            .subscribe("orders-both", Map.of("channel", "orders", "symbols", List.of("one", "two"))).sent()
            .ask("positions-two", wish("positions", "two")).hear(1);
        session.btc().order(one, 105, 20, "a-1", "own");
        session.hear(1).state().btc().order(two, 106, 20, "b-1", "own");
        session.hear(1).state().btc().position(two, -30, 105, 12);
        session.hear(1).eth().order(two, 107, 20, "b-2", "own");
        session.hear(1).state();
    }

    private static void candles(final ConformanceRecorder session)
    {
        session.open()
            .ask("hour", wish("candle", "BTCUSDT", "venues", List.of("alpha"), "interval", "1h")).hear(1)
            .ask("day", wish("candle", "BTCUSDT", "venues", List.of("alpha"), "interval", "1d")).hear(1);
        session.btc().trade(6_723_450, 10, Side.BUY, 1, 0);
        session.hear(2).state().btc().trade(6_723_460, 10, Side.BUY, 2, 0);
        session.hear(2).state();
    }

    private static void states(final ConformanceRecorder session)
    {
        session.open().ask("h1", wish("price", "BTCUSDT", "venues", List.of("alpha"))).hear(1);
        session.btc().trade(100, 10, Side.BUY, 1, 0);
        final List<RawClient.Frame> first = session.take(1);
        session.play(first).play(first).counts("duplicates", 0).btc().trade(101, 10, Side.BUY, 2, 0);
        session.take(1);
        session.btc().trade(102, 10, Side.BUY, 3, 0);
        final List<RawClient.Frame> third = session.take(1);
        session.play(third).play(third).state().counts("duplicates", 1).counts("gaps", 0);
        session.unsubscribe("h1").sent(Map.of("type", "unsubscribe", "channel", "price", "symbols", List.of("BTCUSDT")))
            .hear(1)
            .ask("h2", wish("price", "BTCUSDT", "venues", List.of("alpha"))).hear(2).state();
    }
}
