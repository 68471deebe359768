package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeribitDecoderTest
{
    private static final String NAME = "BTC-24SEP21-8000-P";
    private static final String SNAPSHOT = book("""
        {"type":"snapshot","timestamp":1626993723632,"instrument_name":"BTC-24SEP21-8000-P","change_id":100,
         "bids":[["new",5.0e-4,153.1]],"asks":[["new",0.0015,94.7],["new",0.002,22.0]]}""");
    private static final String CHANGE = book("""
        {"type":"change","timestamp":1626993723640,"prev_change_id":100,"instrument_name":"BTC-24SEP21-8000-P",
         "change_id":107,"bids":[["new",0.001,3.0]],"asks":[["delete",0.0015,0.0],["change",0.002,23.0]]}""");

    private final FeedProbe probe = new FeedProbe(new Deribit());

    @Test
    void shouldKeepABookByTheChainOfItsChanges()
    {
        probe.text(SNAPSHOT).text(CHANGE).text(change(107, 108));

        assertTrue(probe.book(NAME).isLive);
        assertEquals(108, probe.book(NAME).sequence);
        assertEquals(
            Map.of(new BigDecimal("0.0005"), new BigDecimal("153.1"), new BigDecimal("0.001"), new BigDecimal("3")),
            probe.book(NAME).bids);
        assertEquals(Map.of(new BigDecimal("0.002"), new BigDecimal("23")), probe.book(NAME).asks);
        assertEquals(1, probe.messages("book:snapshot"));
        assertEquals(2, probe.messages("book:change"));
    }

    @Test
    void shouldFindAGapAndWaitForTheNextSnapshot()
    {
        probe.text(SNAPSHOT).text(change(101, 102)).text(change(102, 103));

        assertFalse(probe.book(NAME).isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(List.of("snapshot " + NAME), probe.requests);

        probe.text(SNAPSHOT.replace("\"change_id\":100", "\"change_id\":103")).text(change(103, 104));

        assertTrue(probe.book(NAME).isLive);
        assertEquals(104, probe.book(NAME).sequence);
    }

    @Test
    void shouldIgnoreAMessageThatComesTwice()
    {
        probe.text(SNAPSHOT).text(CHANGE).text(CHANGE).text(SNAPSHOT).text(change(107, 108));

        assertTrue(probe.book(NAME).isLive);
        assertEquals(108, probe.book(NAME).sequence);
        assertEquals(2, probe.count(FeedCounter.STALE_DELTAS));
    }

    @Test
    void shouldNotGoBackToASnapshotThatIsOlderThanAGap()
    {
        probe.text(SNAPSHOT).text(change(105, 107)).text(SNAPSHOT);

        assertFalse(probe.book(NAME).isLive);
    }

    @Test
    void shouldTakeAGroupedBookAsWhole()
    {
        final String whole = """
            {"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.none.1.100ms","data":
             {"timestamp":1626993723632,"instrument_name":"BTC-PERPETUAL","change_id":%d,"bids":[[32000.5,%d.0]],
              "asks":[]}}}""";
        probe.text(whole.formatted(7, 10)).text(whole.formatted(9, 30));

        assertEquals(Map.of(new BigDecimal("32000.5"), new BigDecimal("30")), probe.book("BTC-PERPETUAL").bids);
        assertEquals(2, probe.messages("book"));
    }

    @Test
    void shouldReadDataThatStandsBeforeItsChannel()
    {
        probe.text("""
            {"params":{"data":{"asks":[["new",0.0015,1.0]],"bids":[],"change_id":5,"instrument_name":"X","x":[{}],
             "timestamp":1,"type":"snapshot"},"channel":"book.X.raw"},"method":"subscription"}""");

        assertEquals(Map.of(new BigDecimal("0.0015"), BigDecimal.ONE), probe.book("X").asks);
    }

    @Test
    void shouldTellATickerAndItsQuote()
    {
        probe.text(ticker("BTC-25MAR22-30000-C"));

        assertEquals(
            List.of("BTC-25MAR22-30000-C ? x 0 / 0.316 x 8 seq=? t=1626993722929000000"), probe.quotes);
        assertEquals(
            List.of("BTC-25MAR22-30000-C last=0.2805 open=? high=0.3 low=0.28 vwap=? volume=12.5 change=-28.5714 " +
                "trades=? mark=0.3037669 quoteVolume=? t=1626993722929000000"),
            probe.tickers);
    }

    @Test
    void shouldTellTheVolumeOfAnInverseFutureInDollarsAsItsQuantities()
    {
        probe.text(ticker("BTC-PERPETUAL")).text(ticker("BTC_USDC-PERPETUAL"));

        assertTrue(probe.tickers.get(0).contains(" volume=401250 "), probe.tickers.get(0));
        assertTrue(probe.tickers.get(1).contains(" volume=12.5 "), probe.tickers.get(1));
    }

    @Test
    void shouldTellQuotes()
    {
        probe.text(notification("quote.BTC-PERPETUAL", """
            {"timestamp":1550658624149,"instrument_name":"BTC-PERPETUAL","best_bid_price":3914.97,
             "best_bid_amount":40.0,"best_ask_price":3996.61,"best_ask_amount":50.0}"""));

        assertEquals(
            List.of("BTC-PERPETUAL 3914.97 x 40 / 3996.61 x 50 seq=? t=1550658624149000000"), probe.quotes);
        assertEquals(List.of(), probe.tickers);
    }

    @Test
    void shouldTellTradesAndWhoseOrdersInThemWereForced()
    {
        probe.text(notification("trades.ETH-PERPETUAL.raw", """
            [{"trade_seq":1,"trade_id":"ETH-34066098","timestamp":1550657341322,"tick_direction":2,"price":143.73,
              "mark_price":143.73,"instrument_name":"ETH-PERPETUAL","direction":"sell","amount":10.0},
             {"trade_seq":2,"trade_id":"48079289","timestamp":1550657341323,"price":143.74,"liquidation":"T",
              "instrument_name":"BTC-PERPETUAL","direction":"sell","amount":20.0},
             {"trade_seq":3,"trade_id":"48079290","timestamp":1550657341324,"price":143.75,"liquidation":"M",
              "instrument_name":"BTC-PERPETUAL","direction":"sell","amount":30.0}]"""));

        assertEquals(
            List.of(
                "ETH-PERPETUAL 143.73 10 SELL id=34066098 t=1550657341322000000",
                "BTC-PERPETUAL 143.74 20 SELL id=48079289 t=1550657341323000000",
                "BTC-PERPETUAL 143.75 30 SELL id=48079290 t=1550657341324000000"),
            probe.trades);
        assertEquals(
            List.of(
                "BTC-PERPETUAL 143.74 20 SELL t=1550657341323000000",
                "BTC-PERPETUAL 143.75 30 BUY t=1550657341324000000"),
            probe.liquidations);
        assertEquals(1, probe.messages("trades"));
    }

    @Test
    void shouldTellNoTradeOfAMessageWhoseLastOneIsMalformed()
    {
        probe.text(notification("trades.X.raw", """
            [{"trade_id":"1","timestamp":1,"price":1.0,"instrument_name":"X","direction":"buy","amount":1.0},
             {"trade_id":"2","timestamp":2,"price":1.0,"instrument_name":"X","direction":"buy"}]"""));

        assertEquals(List.of(), probe.trades);
        assertEquals(1, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldTellCandlesByTheirChannels()
    {
        final String candle = """
            {"volume":0.05219351,"tick":1573645080000,"open":8869.79,"low":8788.25,"high":8870.31,"cost":460.0,
             "close":8791.25}""";
        probe.text(notification("chart.trades.BTC-PERPETUAL.1", candle))
            .text(notification("chart.trades.BTC_USDC.1D", candle));

        assertEquals(
            List.of(
                "BTC-PERPETUAL 60s open=1573645080000000000 o=8869.79 h=8870.31 l=8788.25 c=8791.25 v=460 q=? " +
                    "trades=? closed=NO",
                "BTC_USDC 86400s open=1573645080000000000 o=8869.79 h=8870.31 l=8788.25 c=8791.25 v=0.05219351 " +
                    "q=460 trades=? closed=NO"),
            probe.candles);
    }

    @Test
    void shouldHaveTestsAnswered()
    {
        probe.text("""
            {"jsonrpc":"2.0","method":"heartbeat","params":{"type":"heartbeat"}}""");
        assertEquals(List.of(), probe.requests);

        probe.text("""
            {"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""");
        assertEquals(List.of("answer"), probe.requests);
        assertEquals(2, probe.messages("control"));
    }

    @Test
    void shouldTellAnswersFromWhatItDoesNotKnow()
    {
        probe.text("""
            {"jsonrpc":"2.0","id":0,"result":["ticker.X.raw"],"usIn":1,"usOut":2,"usDiff":1,"testnet":false}""")
            .text("{\"id\":1,\"error\":{\"message\":\"x\",\"code\":-32602}}")
            .text(notification("deribit_price_index.btc_usd", "{\"price\":\"x\",\"index_name\":\"btc_usd\"}"))
            .text("{\"method\":\"news\",\"params\":[1]}");

        assertEquals(2, probe.messages("control"));
        assertEquals(2, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldCountWhatItCanNotRead()
    {
        probe.text(SNAPSHOT.substring(0, SNAPSHOT.length() - 3))
            .text(SNAPSHOT.replace("\"change_id\":100,", ""))
            .text(SNAPSHOT.replace("\"new\",5.0e-4", "\"old\",5.0e-4"))
            .text(SNAPSHOT.replace("\"snapshot\"", "\"snap\""))
            .text(SNAPSHOT.replace("\"bids\"", "\"cids\""))
            .text(notification("chart.trades.X.2x", "{\"tick\":1}"))
            .text("{\"method\":\"subscription\",\"params\":{\"channel\":\"book.X.raw\"}}");

        assertEquals(7, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book(NAME).isLive);
    }

    @Test
    void shouldLoseTheBookWithItsConnection()
    {
        probe.text(SNAPSHOT).reconnect();
        assertFalse(probe.book(NAME).isLive);

        probe.text(SNAPSHOT.replace("\"change_id\":100", "\"change_id\":5"));
        assertTrue(probe.book(NAME).isLive);
    }

    private static String book(final String data)
    {
        return notification("book." + NAME + ".raw", data);
    }

    private static String change(final long previousId, final long changeId)
    {
        return book("""
            {"type":"change","timestamp":1626993723650,"prev_change_id":%d,"instrument_name":"%s","change_id":%d,
             "bids":[],"asks":[]}""".formatted(previousId, NAME, changeId));
    }

    private static String ticker(final String name)
    {
        return notification("ticker." + name + ".raw", """
            {"underlying_price":33420.42,"timestamp":1626993722929,"stats":{"volume":12.5,"volume_usd":401250.0,
             "price_change":-28.5714,"low":0.28,"high":0.3},"state":"open","mark_price":0.3037669,"last_price":0.2805,
             "instrument_name":"%s","greeks":{"vega":96.6411},"best_bid_price":0.0,"best_bid_amount":0.0,
             "best_ask_price":0.316,"best_ask_amount":8.0}""".formatted(name));
    }

    private static String notification(final String channel, final String data)
    {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel +
            "\",\"data\":" + data + "}}";
    }
}
