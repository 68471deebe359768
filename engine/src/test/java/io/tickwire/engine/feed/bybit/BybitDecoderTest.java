package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.ListingProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BybitDecoderTest
{
    private final FeedProbe probe = new FeedProbe(new Bybit());

    @Test
    void shouldKeepABookByTheNumbersOfItsTopic()
    {
        probe.text(book("snapshot", 50, 7, "[\"10\",\"1\"],[\"9\",\"2\"]", "[\"11\",\"3\"]"))
            .text(book("delta", 50, 8, "[\"10\",\"0\"]", ""))
            .text(book("delta", 50, 9, "", "[\"11\",\"4\"],[\"12.5\",\"5\"]"));

        final FeedProbe.NaiveBook book = probe.book("BTCUSDT");
        assertTrue(book.isLive);
        assertEquals(9, book.sequence);
        assertEquals(Map.of(new BigDecimal("9"), new BigDecimal("2")), book.bids);
        assertEquals(
            Map.of(new BigDecimal("11"), new BigDecimal("4"), new BigDecimal("12.5"), new BigDecimal("5")), book.asks);
        assertEquals(1, probe.messages("orderbook:snapshot"));
        assertEquals(2, probe.messages("orderbook:delta"));
        assertEquals(50, probe.feed().instruments().find("BTCUSDT").book().depth());
        assertEquals(List.of(), probe.quotes);
    }

    @Test
    void shouldAskForASnapshotWhenANumberIsMissing()
    {
        probe.text(book("snapshot", 50, 7, "[\"10\",\"1\"]", ""))
            .text(book("delta", 50, 9, "[\"10\",\"2\"]", ""))
            .text(book("delta", 50, 10, "[\"10\",\"3\"]", ""));

        assertFalse(probe.book("BTCUSDT").isLive);
        assertEquals(List.of("snapshot BTCUSDT"), probe.requests);
        assertEquals(1, probe.count(FeedCounter.GAPS));

        probe.text(book("snapshot", 50, 4, "[\"8\",\"1\"]", "")).text(book("delta", 50, 5, "[\"7\",\"1\"]", ""));
        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(2, probe.book("BTCUSDT").bids.size());
    }

    @Test
    void shouldAskForASnapshotThatDidNotCome()
    {
        probe.text(book("delta", 50, 9, "[\"10\",\"2\"]", ""));
        assertEquals(List.of("snapshot BTCUSDT"), probe.requests);

        probe.text("").text(book("delta", 50, 10, "[\"10\",\"2\"]", ""));
        assertEquals(2, probe.requests.size(), "what could not be read may have been the snapshot");
    }

    @Test
    void shouldPassOverNumbersThatCameBefore()
    {
        probe.text(book("snapshot", 50, 7, "[\"10\",\"1\"]", ""))
            .text(book("delta", 50, 8, "[\"10\",\"2\"]", ""))
            .text(book("delta", 50, 8, "[\"10\",\"3\"]", ""))
            .text(book("delta", 50, 7, "[\"10\",\"4\"]", ""));

        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(Map.of(BigDecimal.TEN, new BigDecimal("2")), probe.book("BTCUSDT").bids);
        assertEquals(2, probe.count(FeedCounter.STALE_DELTAS));
    }

    @Test
    void shouldBeginAnewWithNumberOneWhateverItIsCalled()
    {
        probe.text(book("snapshot", 50, 7, "[\"10\",\"1\"]", ""))
            .text(book("delta", 50, 1, "[\"5\",\"2\"]", ""))
            .text(book("delta", 50, 2, "[\"4\",\"2\"]", ""));

        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(List.of(new BigDecimal("5"), new BigDecimal("4")),
            List.copyOf(probe.book("BTCUSDT").bids.keySet()));
    }

    @Test
    void shouldKeepTheDeepestOfSeveralTopics()
    {
        probe.text(book("snapshot", 1, 70, "[\"10\",\"1\"]", "[\"11\",\"3\"]"))
            .text(book("snapshot", 50, 7, "[\"10\",\"1\"],[\"9\",\"2\"]", "[\"11\",\"3\"]"))
            .text(book("snapshot", 1, 71, "[\"10\",\"6\"]", ""))
            .text(book("delta", 200, 8, "[\"10\",\"0\"]", ""))
            .text(book("delta", 50, 8, "[\"8\",\"2\"]", ""));

        assertTrue(probe.book("BTCUSDT").isLive);
        assertEquals(3, probe.book("BTCUSDT").bids.size());
        assertEquals(
            List.of("BTCUSDT 10 x 1 / 11 x 3 seq=70 t=5000000", "BTCUSDT 10 x 6 / ? x ? seq=71 t=5000000"),
            probe.quotes);
        assertEquals(0, probe.count(FeedCounter.GAPS));
    }

    @Test
    void shouldTakeABookThatIsNotWholeForMissing()
    {
        final List<String> broken = List.of(
            book("delta", 50, 8, "", "").replace("\"b\"", "\"c\""),
            book("delta", 50, 8, "", "").replace("\"a\"", "\"c\""),
            book("delta", 50, 8, "", "").replace("\"u\"", "\"c\""),
            book("deltb", 50, 8, "", ""),
            book("delta", 50, 8, "[\"10\",\"-1\"]", ""),
            book("delta", 50, 8, "[\"10\"]", ""),
            book("delta", 50, 8, "", "").replace("50.BTCUSDT", "50."));
        for (final String message : broken)
        {
            probe.text(book("snapshot", 50, 7, "[\"10\",\"1\"]", ""));
            probe.text(message).text(book("delta", 50, 9, "[\"10\",\"2\"]", ""));
            assertFalse(probe.book("BTCUSDT").isLive, message);
        }
        assertEquals(broken.size(), probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldReadFieldsInAnyOrder()
    {
        probe.text("""
            {"data":{"u":7,"a":[],"b":[["1e1","1",{"x":[0]}]],"s":"BTCUSDT"},"cts":4,"type":"snapshot","ts":"5",
             "\\u0074opic":"orderbook.50.BTCUSDT"}""");

        assertEquals(Map.of(BigDecimal.TEN, BigDecimal.ONE), probe.book("BTCUSDT").bids);
    }

    @Test
    void shouldTellTrades()
    {
        probe.text("""
            {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":3,"data":[
             {"T":1,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","L":"PlusTick",
              "i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false,"seq":1783284617},
             {"i":"2290000001189048101","T":2,"p":"1","v":"2","S":"Sell","s":"ETHUSDT","BT":true,"RPI":false}]}""");

        assertEquals(
            List.of(
                "BTCUSDT 16578.5 0.001 BUY id=20f43950d8dd5b31:9112a178eb6023af t=1000000",
                "ETHUSDT 1 2 SELL id=2290000001189048101 t=2000000"),
            probe.trades);
    }

    @Test
    void shouldTellNoTradeOfAMessageWithOneThatIsBroken()
    {
        probe.text("""
            {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":3,"data":[
             {"T":1,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"16578.50","i":"1"},
             {"T":1,"s":"BTCUSDT","S":"Buy","p":"16578.50","i":"2"}]}""");

        assertEquals(List.of(), probe.trades);
        assertEquals(1, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldRefuseIdsOfTradesThatItCanNotHold()
    {
        for (final String id : List.of("", "12x", "12345678901234567890", "20f43950-d8dd-5b31-9112-a178eb6023ag"))
        {
            probe.text("{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":3,\"data\":[{\"T\":1," +
                "\"s\":\"BTCUSDT\",\"S\":\"Buy\",\"v\":\"1\",\"p\":\"2\",\"i\":\"" + id + "\"}]}");
        }

        assertEquals(List.of(), probe.trades);
        assertEquals(4, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldMergeWhatHasChangedIntoFigures()
    {
        probe.text(ticker("snapshot", 5, "\"lastPrice\":\"100\",\"price24hPcnt\":\"0.001624\",\"volume24h\":\"7\"," +
                "\"turnover24h\":\"9.5\",\"prevPrice24h\":\"\",\"bid1Price\":\"99\",\"bid1Size\":\"1\"," +
                "\"ask1Price\":\"101\",\"ask1Size\":\"2\""))
            .text(ticker("delta", 6, "\"markPrice\":\"100.5\""))
            .text(ticker("delta", 7, "\"bid1Size\":\"3\",\"ask1Price\":\"\",\"ask1Size\":\"\""))
            .text(ticker("delta", 6, "\"lastPrice\":\"1\""));

        assertEquals(3, probe.tickers.size());
        assertEquals("BTCUSDT last=100 open=? high=? low=? vwap=? volume=7 change=0.1624 trades=? mark=100.5 " +
            "quoteVolume=9.5 t=3000000", probe.tickers.get(2));
        assertEquals(
            List.of("BTCUSDT 99 x 1 / 101 x 2 seq=5 t=3000000", "BTCUSDT 99 x 3 / ? x ? seq=7 t=3000000"),
            probe.quotes);
    }

    @Test
    void shouldTellTheBestOfABookAndNotThatOfTheTicker()
    {
        probe.text(book("snapshot", 1, 70, "[\"10\",\"1\"]", "[\"11\",\"3\"]"))
            .text(ticker("snapshot", 5, "\"lastPrice\":\"100\",\"bid1Price\":\"99\""));

        assertEquals(1, probe.quotes.size());
        assertEquals(1, probe.tickers.size());
    }

    @Test
    void shouldKnowNothingOfFiguresBeforeItsConnection()
    {
        probe.text(ticker("snapshot", 5, "\"lastPrice\":\"100\",\"volume24h\":\"7\",\"bid1Price\":\"99\"")).reconnect()
            .text(ticker("delta", 4, "\"lastPrice\":\"101\",\"ask1Price\":\"102\""));

        assertEquals("BTCUSDT last=101 open=? high=? low=? vwap=? volume=? change=? trades=? mark=? quoteVolume=? " +
            "t=3000000", probe.tickers.get(1));
        assertEquals(1, probe.quotes.size(), "of a bid that is not known");
    }

    @Test
    void shouldTellCandles()
    {
        probe.text("""
            {"topic":"kline.5.BTCUSDT","data":[{"start":1672324800000,"end":1672325099999,"interval":"5",
             "open":"16649.5","close":"16677","high":"16677","low":"16608","volume":"2.081","turnover":"34666.4005",
             "confirm":true,"timestamp":1672324988882}],"ts":1672324988882,"type":"snapshot"}""");

        assertEquals(List.of("BTCUSDT 300s open=1672324800000000000 o=16649.5 h=16677 l=16608 c=16677 v=2.081 " +
            "q=34666.4005 trades=? closed=YES"), probe.candles);
        assertEquals(1, probe.messages("kline:snapshot"));
    }

    @Test
    void shouldTellTheSideOfTheForcedOrderAndNotOfThePosition()
    {
        probe.text("""
            {"topic":"allLiquidation.ROSEUSDT","type":"snapshot","ts":3,
             "data":[{"T":2,"s":"ROSEUSDT","S":"Buy","v":"20000","p":"0.04499"}]}""").text("""
            {"topic":"liquidation.GALAUSDT","type":"snapshot","ts":3,
             "data":{"updatedTime":4,"symbol":"GALAUSDT","side":"Sell","size":"5","price":"0.03"}}""");

        assertEquals(
            List.of("ROSEUSDT 0.04499 20000 SELL t=2000000", "GALAUSDT 0.03 5 BUY t=4000000"), probe.liquidations);
        assertEquals(1, probe.messages("allLiquidation:snapshot"));
        assertEquals(1, probe.messages("liquidation:snapshot"));
    }

    @Test
    void shouldCountAnswersAndWhatItDoesNotKnow()
    {
        probe.text("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"x\",\"req_id\":\"\",\"op\":\"ping\"}")
            .text("{\"topic\":\"news.BTCUSDT\",\"type\":\"snapshot\",\"data\":{}}")
            .text(book("snapshot", 50, 7, "[\"10\",\"1\",\"2\"]", "").replace(".50.", ".rpi."))
            .text("{}");

        assertEquals(1, probe.messages("control"));
        assertEquals(3, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldListWhatIsTraded()
    {
        assertEquals(
            List.of("BTCUSDT=BTCUSDT-PERP -2 -3", "BTC-26MAR27=BTC-26MAR27 -1 -3"),
            ListingProbe.read(new Bybit(), """
                {"retCode":0,"retMsg":"OK","result":{"category":"linear","list":[
                 {"symbol":"BTCUSDT","contractType":"LinearPerpetual","status":"Trading","priceScale":"2",
                  "leverageFilter":{"minLeverage":"1"},"priceFilter":{"minPrice":"0.10","tickSize":"0.05"},
                  "lotSizeFilter":{"maxOrderQty":"100.0","qtyStep":"0.001"}},
                 {"symbol":"NEWUSDT","contractType":"LinearPerpetual","status":"PreLaunch",
                  "priceFilter":{"tickSize":"0.1"},"lotSizeFilter":{"qtyStep":"0.001"}},
                 {"symbol":"BTC-26MAR27","contractType":"LinearFutures","status":"Trading",
                  "priceFilter":{"tickSize":"0.1"},"lotSizeFilter":{"qtyStep":"0.001"}}],
                 "nextPageCursor":""},"retExtInfo":{},"time":1}"""));
        assertEquals(
            List.of("BTCUSDT=BTCUSDT -1 -6"),
            ListingProbe.read(new BybitSpot(), """
                {"result":{"list":[{"symbolId":9,"symbol":"BTCUSDT","status":"Trading",
                 "lotSizeFilter":{"basePrecision":"0.000001","quotePrecision":"0.0000001"},
                 "priceFilter":{"tickSize":"0.1"}}],"category":"spot"}}"""));
    }

    private static String book(
        final String type, final int depth, final long updateId, final String bids, final String asks)
    {
        return ("{\"topic\":\"orderbook.%d.BTCUSDT\",\"type\":\"%s\",\"ts\":6,\"data\":{\"s\":\"BTCUSDT\"," +
            "\"b\":[%s],\"a\":[%s],\"u\":%d,\"seq\":1},\"cts\":5}").formatted(depth, type, bids, asks, updateId);
    }

    private static String ticker(final String type, final long sequence, final String fields)
    {
        return "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"%s\",\"data\":{\"symbol\":\"BTCUSDT\",%s},\"cs\":%d,\"ts\":3}"
            .formatted(type, fields, sequence);
    }
}
