package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BitmexDecoderTest
{
    private static final String PARTIAL = message("orderBookL2", "partial", """
        {"symbol":"XBTUSD","id":8799680000,"side":"Sell","size":300,"price":32000},
        {"symbol":"XBTUSD","id":8799680050,"side":"Buy","size":100,"price":31999.5},
        {"symbol":"ETHUSD","id":7,"side":"Buy","size":5,"price":2000.05}""");
    private static final String UPDATE = message("orderBookL2", "update", """
        {"symbol":"XBTUSD","id":8799680050,"side":"Buy","size":250}""");
    private static final String DELETE = message("orderBookL2", "delete", """
        {"symbol":"XBTUSD","id":8799680000,"side":"Sell"}""");
    private static final String INSERT = message("orderBookL2", "insert", """
        {"symbol":"XBTUSD","id":8799679950,"side":"Sell","size":10,"price":32000.5}""");

    private final FeedProbe probe = new FeedProbe(new Bitmex());

    @Test
    void shouldKnowThePriceOfALevelByItsId()
    {
        probe.text(PARTIAL).text(UPDATE).text(DELETE).text(INSERT);

        assertTrue(probe.book("XBTUSD").isLive);
        assertEquals(Map.of(new BigDecimal("31999.5"), new BigDecimal("250")), probe.book("XBTUSD").bids);
        assertEquals(Map.of(new BigDecimal("32000.5"), BigDecimal.TEN), probe.book("XBTUSD").asks);
        assertEquals(Map.of(new BigDecimal("2000.05"), new BigDecimal("5")), probe.book("ETHUSD").bids);
        assertEquals(1, probe.messages("orderBookL2:partial"));
        assertEquals(1, probe.messages("orderBookL2:delete"));
    }

    @Test
    void shouldTakeAMessageOfSeveralSymbolsWhereverTheirRowsStand()
    {
        probe.text(PARTIAL).text(message("orderBookL2", "update", """
            {"symbol":"XBTUSD","id":8799680050,"side":"Buy","size":1},
            {"symbol":"ETHUSD","id":7,"side":"Buy","size":2},
            {"symbol":"XBTUSD","id":8799680000,"side":"Sell","size":3}"""));

        assertEquals(Map.of(new BigDecimal("31999.5"), BigDecimal.ONE), probe.book("XBTUSD").bids);
        assertEquals(Map.of(new BigDecimal("32000"), new BigDecimal("3")), probe.book("XBTUSD").asks);
        assertEquals(Map.of(new BigDecimal("2000.05"), new BigDecimal("2")), probe.book("ETHUSD").bids);
        assertEquals(2, probe.count(FeedCounter.DELTAS));
    }

    @Test
    void shouldFindThatSomethingIsMissingByAnIdThatItDoesNotKnow()
    {
        probe.text(PARTIAL).text(DELETE).text(DELETE);

        assertFalse(probe.book("XBTUSD").isLive);
        assertTrue(probe.book("ETHUSD").isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(List.of("snapshot XBTUSD"), probe.requests);

        probe.text(UPDATE).text(PARTIAL).text(UPDATE);

        assertTrue(probe.book("XBTUSD").isLive);
        assertEquals(Map.of(new BigDecimal("31999.5"), new BigDecimal("250")), probe.book("XBTUSD").bids);
    }

    @Test
    void shouldFindThatSomethingIsMissingByAnotherPrice()
    {
        probe.text(PARTIAL).text(message("orderBookL2", "update", """
            {"symbol":"XBTUSD","id":8799680050,"side":"Buy","size":1,"price":31999.0,
             "timestamp":"2023-07-22T22:36:10.014Z"}"""));

        assertFalse(probe.book("XBTUSD").isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
    }

    @Test
    void shouldIgnoreWhatComesBeforeThePartial()
    {
        probe.text(UPDATE).text(INSERT).text(DELETE);

        assertEquals(0, probe.count(FeedCounter.GAPS));
        assertEquals(List.of(), probe.requests);

        probe.text(PARTIAL);
        assertEquals(Map.of(new BigDecimal("32000"), new BigDecimal("300")), probe.book("XBTUSD").asks);
    }

    @Test
    void shouldTakeAnEmptyPartialForAnEmptyBook()
    {
        probe.text(PARTIAL).text("""
            {"table":"orderBookL2_25","action":"partial","filter":{"symbol":"XBTUSD"},"data":[]}""");

        assertTrue(probe.book("XBTUSD").isLive);
        assertEquals(Map.of(), probe.book("XBTUSD").bids);
        assertEquals(3, probe.count(FeedCounter.SNAPSHOTS));
    }

    @Test
    void shouldReadRowsThatStandBeforeTheirTable()
    {
        probe.text("""
            {"data":[{"price":32000,"size":300,"side":"Sell","id":1,"symbol":"XBTUSD"}],"action":"partial",
             "table":"orderBookL2"}""");

        assertEquals(Map.of(new BigDecimal("32000"), new BigDecimal("300")), probe.book("XBTUSD").asks);
    }

    @Test
    void shouldTrustNoBookOnceAMessageCanNotBeRead()
    {
        probe.text(PARTIAL).text(UPDATE.replace("\"symbol\"", "\"symbal\""));

        assertEquals(1, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book("XBTUSD").isLive);
        assertFalse(probe.book("ETHUSD").isLive);
        assertEquals(List.of("snapshot XBTUSD", "snapshot ETHUSD"), probe.requests);
    }

    @Test
    void shouldTellQuotesAlsoThoseOfAPartial()
    {
        probe.text(message("quote", "partial", """
            {"timestamp":"2021-07-22T22:36:09.757Z","symbol":"XBTUSD","bidSize":1046200,"bidPrice":32180,
             "askPrice":32180.5,"askSize":161000}"""))
            .text(message("quote", "insert", """
            {"timestamp":"2021-07-22T22:36:10.000Z","symbol":"XBTUSD","bidSize":1,"bidPrice":32180,"askPrice":null,
             "askSize":null},
            {"timestamp":"2021-07-22T22:36:10.001Z","symbol":"ETHUSD","bidSize":2,"bidPrice":5,"askPrice":6,
             "askSize":7}"""));

        assertEquals(
            List.of(
                "XBTUSD 32180 x 1046200 / 32180.5 x 161000 seq=? t=1626993369757000000",
                "XBTUSD 32180 x 1 / ? x ? seq=? t=1626993370000000000",
                "ETHUSD 5 x 2 / 6 x 7 seq=? t=1626993370001000000"),
            probe.quotes);
    }

    @Test
    void shouldTellTradesButNeitherHistoryNorPricesOfIndexes()
    {
        final String trade = """
            {"timestamp":"2021-07-22T22:36:10.014Z","symbol":"UNIUSDT","side":"Buy","size":52,"price":17.297,
             "tickDirection":"ZeroPlusTick","trdMatchID":"39744121-c20e-44ba-8cc8-a6b8cdf72885","grossValue":899444}""";
        probe.text(message("trade", "partial", trade)).text(message("trade", "insert", trade + """
            ,{"timestamp":"2021-07-22T22:36:10.014Z","symbol":".BXBT","side":null,"size":0,"price":32190.1,
             "trdMatchID":null}"""));

        assertEquals(
            List.of("UNIUSDT 17.297 52 BUY id=39744121c20e44ba:8cc8a6b8cdf72885 t=1626993370014000000"),
            probe.trades);
        assertEquals(1, probe.messages("trade:partial"));
        assertEquals(1, probe.messages("trade:insert"));
    }

    @Test
    void shouldTellLiquidationsOnce()
    {
        final String order = """
            {"orderID":"a","symbol":"XBTUSD","side":"Sell","price":31000.5,"leavesQty":%d}""";
        probe.text(message("liquidation", "partial", order.formatted(9)))
            .text(message("liquidation", "insert", order.formatted(500)))
            .text(message("liquidation", "update", "{\"orderID\":\"a\",\"leavesQty\":400}"))
            .text(message("liquidation", "delete", "{\"orderID\":\"a\",\"symbol\":\"XBTUSD\"}"));

        assertEquals(List.of("XBTUSD 31000.5 500 SELL t=?"), probe.liquidations);
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldKeepTheFiguresThatAnUpdateDoesNotName()
    {
        probe.text(message("instrument", "partial", """
            {"symbol":"XBTUSD","rootSymbol":"XBT","prevPrice24h":32500,"lastPrice":32180.5,"highPrice":33000,
             "lowPrice":31000,"vwap":32100.25,"volume24h":1000,"foreignNotional24h":1000,"lastChangePcnt":-0.0262,
             "markPrice":32181.11,"timestamp":"2021-07-22T22:36:10.000Z"}"""))
            .text(message("instrument", "update", """
            {"symbol":"XBTUSD","markPrice":32182.5,"timestamp":"2021-07-22T22:36:11.000Z"}"""))
            .text(message("instrument", "update", """
            {"symbol":"XBTUSD","fundingRate":0.0001,"timestamp":"2021-07-22T22:36:12.000Z"}"""));

        assertEquals(2, probe.tickers.size());
        assertEquals(
            "XBTUSD last=32180.5 open=32500 high=33000 low=31000 vwap=32100.25 volume=1000 change=-2.62 trades=? " +
                "mark=32182.5 quoteVolume=1000 t=1626993371000000000",
            probe.tickers.get(1));
    }

    @Test
    void shouldTellCandlesByTheirEnds()
    {
        probe.text(message("tradeBin5m", "insert", """
            {"timestamp":"2021-07-22T22:40:00.000Z","symbol":"XBTUSD","open":1,"high":4,"low":0.5,"close":2,"trades":3,
             "volume":100,"vwap":2.1,"lastSize":1,"turnover":1,"homeNotional":0.1,"foreignNotional":100}"""));

        assertEquals(
            List.of("XBTUSD 300s open=1626993300000000000 o=1 h=4 l=0.5 c=2 v=100 q=100 trades=3 closed=YES"),
            probe.candles);
    }

    @Test
    void shouldTellControlFromWhatItDoesNotKnow()
    {
        probe.text("pong")
            .text("{\"info\":\"Welcome to the BitMEX Realtime API.\",\"limit\":{\"remaining\":39}}")
            .text("{\"success\":true,\"subscribe\":\"trade:XBTUSD\",\"request\":{\"op\":\"subscribe\"}}")
            .text(message("funding", "insert", "{\"symbol\":5}"))
            .text("{\"action\":\"insert\",\"data\":[]}");

        assertEquals(3, probe.messages("control"));
        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(1, probe.count(FeedCounter.MALFORMED));
    }

    private static String message(final String table, final String action, final String rows)
    {
        return "{\"table\":\"" + table + "\",\"action\":\"" + action + "\",\"data\":[" + rows + "]}";
    }
}
