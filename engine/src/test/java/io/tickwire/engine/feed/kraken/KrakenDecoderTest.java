package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.Crc;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KrakenDecoderTest
{
    /** Ten bids from 110.0 down to 101.0, of 1 each, and one ask. */
    private static final String TEN_BIDS = message("snapshot",
        IntStream.range(0, 10).mapToObj(i -> level(110 - i + ".0", "1.00")).collect(Collectors.joining(",")),
        level("120.0", "2.00"),
        "1200200" + bidsText(110, 10));

    private final FeedProbe probe = new FeedProbe(new Kraken());

    @Test
    void shouldKeepABookThatAgreesWithItsChecksums()
    {
        probe
            .text(message("snapshot", level("0.0294", "5.10"), level("0.0300", "7.00"), "300700294510"))
            .text(message("update", level("0.0295", "0.20") + "," + level("0.0294", "0.00"), "", "30070029520"));

        assertTrue(probe.book("MINA/GBP").isLive);
        assertEquals(Map.of(new BigDecimal("0.0295"), new BigDecimal("0.2")), probe.book("MINA/GBP").bids);
        assertEquals(Map.of(new BigDecimal("0.03"), new BigDecimal("7")), probe.book("MINA/GBP").asks);
        assertEquals(2, probe.count(FeedCounter.CHECKSUMS_OK));
    }

    @Test
    void shouldPublishNothingThatDoesNotAgreeUntilTheNextSnapshot()
    {
        final String snapshot = message("snapshot", level("0.0294", "5.10"), "", "294510");
        probe
            .text(snapshot)
            .text(message("update", level("0.0295", "0.20"), "", "wrong"))
            .text(message("update", level("0.0296", "0.20"), "", "2962029520294510"));

        assertFalse(probe.book("MINA/GBP").isLive);
        assertEquals(Map.of(new BigDecimal("0.0294"), new BigDecimal("5.1")), probe.book("MINA/GBP").bids);
        assertEquals(List.of("MINA/GBP STALE checksum"), probe.statuses);
        assertEquals(List.of("snapshot MINA/GBP"), probe.requests);

        probe.text(snapshot);
        assertTrue(probe.book("MINA/GBP").isLive);
    }

    @Test
    void shouldAskAgainWhereTheSnapshotDoesNotAgree()
    {
        probe
            .text(message("snapshot", level("0.0294", "5.10"), "", "wrong"))
            .text(message("snapshot", level("0.0294", "5.10"), "", "wrong"));

        assertFalse(probe.book("MINA/GBP").isLive);
        assertEquals(List.of("snapshot MINA/GBP", "snapshot MINA/GBP"), probe.requests);
    }

    @Test
    void shouldForgetWhatFallsOutOfTheDepthThatWasSubscribed()
    {
        probe.text(ack("subscribe", 10)).text(TEN_BIDS);
        probe.text(message("update", level("111.0", "1.00"), "", "1200200" + bidsText(111, 10)));
        probe.text(message("update", level("111.0", "0.00"), "", "1200200" + bidsText(110, 9)));

        assertTrue(probe.book("MINA/GBP").isLive);
        assertEquals(9, probe.book("MINA/GBP").bids.size());
    }

    @Test
    void shouldKeepAllOfTheDepthThatWasSubscribed()
    {
        probe.text(ack("subscribe", 25)).text(TEN_BIDS);
        probe.text(message("update", level("111.0", "1.00"), "", "1200200" + bidsText(111, 10)));
        probe.text(message("update", level("111.0", "0.00"), "", "1200200" + bidsText(110, 10)));

        assertTrue(probe.book("MINA/GBP").isLive);
        assertEquals(10, probe.book("MINA/GBP").bids.size());
    }

    @Test
    void shouldTakeTheDepthThatASnapshotShowsWhereNoAnswerWasSeen()
    {
        probe.text(TEN_BIDS).text(message("update", level("111.0", "1.00"), "", "1200200" + bidsText(111, 10)));

        assertEquals(10, probe.book("MINA/GBP").bids.size());
    }

    @Test
    void shouldTakeTheDepthOfAnAnswerThatComesLate()
    {
        probe
            .text(TEN_BIDS)
            .text(ack("subscribe", 25))
            .text(message("update", level("111.0", "1.00"), "", "1200200" + bidsText(111, 10)));

        assertEquals(11, probe.book("MINA/GBP").bids.size());
    }

    @Test
    void shouldHaveNoLiveBookWithoutASubscription()
    {
        probe.text(TEN_BIDS).text(ack("unsubscribe", 10));

        assertEquals(List.of("MINA/GBP STALE unsubscribed"), probe.statuses);
    }

    @Test
    void shouldNotCareForTheOrderOfFields()
    {
        probe.text("""
            { "data" : [ { "checksum" : %d, "timestamp":"2026-08-18T20:44:00.932079Z",
              "asks" : [], "bids" : [ { "q\\u0074y" : 5.10 , "unknown": [{}], "price": 2.94e-2 } ],
              "symbol" : "MINA\\/GBP" } ], "type" : "snapshot" , "channel" : "book" }""".formatted(Crc.of("294510")));

        assertTrue(probe.book("MINA/GBP").isLive);
        assertEquals(Map.of(new BigDecimal("0.0294"), new BigDecimal("5.1")), probe.book("MINA/GBP").bids);
    }

    @Test
    void shouldTellTradesButNotThoseOfASnapshot()
    {
        final String trade = """
            {"channel":"trade","type":"%s","data":[{"symbol":"ETH/USDT","side":"sell","price":0.5117,"qty":40.0,
             "ord_type":"market","trade_id":4665906,"timestamp":"2023-09-25T07:49:37.708706Z"},{"symbol":"SOL/USDT",
             "side":"buy","price":20.1,"qty":1.5,"trade_id":7,"timestamp":"2023-09-25T07:49:37.708707Z"}]}""";
        probe.text(trade.formatted("snapshot"));
        assertEquals(List.of(), probe.trades);

        probe.text(trade.formatted("update"));
        assertEquals(
            List.of("ETH/USDT 0.5117 40 SELL id=4665906 t=1695628177708706000",
                "SOL/USDT 20.1 1.5 BUY id=7 t=1695628177708707000"),
            probe.trades);
        assertEquals(1, probe.messages("trade:snapshot"));
        assertEquals(1, probe.messages("trade:update"));
    }

    @Test
    void shouldTellTickers()
    {
        probe.text("""
            {"channel":"ticker","type":"update","data":[{"symbol":"ETH/USDT","bid":0.10025,"bid_qty":740.0,
             "ask":0.10035,"ask_qty":741.0,"last":0.10035,"volume":997038.98383185,"vwap":0.10148,"low":0.09979,
             "high":0.10285,"change":-0.00017,"change_pct":-0.17}]}""");

        assertEquals(List.of("ETH/USDT 0.10025 x 740 / 0.10035 x 741 seq=? t=?"), probe.quotes);
        assertEquals(
            List.of("ETH/USDT last=0.10035 open=? high=0.10285 low=0.09979 vwap=0.10148 volume=997038.98383185 " +
                "change=-0.17 trades=? mark=? quoteVolume=? t=?"),
            probe.tickers);
    }

    @Test
    void shouldTellCandles()
    {
        probe.text("""
            {"channel":"ohlc","type":"update","timestamp":"2023-10-04T16:26:30.524394914Z","data":[{
             "symbol":"ETH/USDT","open":0.5624,"high":0.5628,"low":0.5622,"close":0.5627,"trades":12,
             "volume":30927.68066226,"vwap":0.5626,"interval_begin":"2023-10-04T16:25:00.000000000Z","interval":5,
             "timestamp":"2023-10-04T16:30:00.000000Z"}]}""");

        assertEquals(
            List.of("ETH/USDT 300s open=1696436700000000000 o=0.5624 h=0.5628 l=0.5622 c=0.5627 v=30927.68066226 " +
                "q=? trades=12 closed=NO"),
            probe.candles);
    }

    @Test
    void shouldNotTrustBooksOnceAMessageCouldNotBeRead()
    {
        probe.text(TEN_BIDS).text(TEN_BIDS.substring(0, TEN_BIDS.length() - 2));

        assertEquals(List.of("MINA/GBP STALE malformed"), probe.statuses);
        assertEquals(List.of("snapshot MINA/GBP"), probe.requests);
    }

    @Test
    void shouldTakeNoBookWithoutASideOrAChecksum()
    {
        probe
            .text(TEN_BIDS.replace("\"asks\"", "\"axks\""))
            .text(TEN_BIDS.replace("\"bids\"", "\"bixs\""))
            .text(TEN_BIDS.replace("checksum", "chexksum"))
            .text(ack("subscribe", -1));

        assertEquals(4, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book("MINA/GBP").isLive);
    }

    @Test
    void shouldCountKindsAndWhatItDoesNotKnow()
    {
        probe
            .text("{\"channel\":\"heartbeat\"}")
            .text("""
                {"channel":"status","type":"update","data":[{"connection_id":18446744073709551615}]}""")
            .text("""
                {"error":"Symbol(s) not found","method":"subscribe","success":false,"symbol":"X/Y"}""")
            .text("{\"channel\":\"level3\",\"type\":\"update\",\"data\":[{\"bids\":7}]}");

        assertEquals(1, probe.messages("heartbeat:"));
        assertEquals(1, probe.messages("status:update"));
        assertEquals(1, probe.messages("method:subscribe"));
        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    private static String ack(final String method, final int depth)
    {
        return """
            {"method":"%s","result":{"channel":"book","depth":%d,"snapshot":true,"symbol":"MINA/GBP"},"success":true}"""
            .formatted(method, depth);
    }

    private static String message(final String type, final String bids, final String asks, final String text)
    {
        return """
            {"channel":"book","type":"%s","data":[{"symbol":"MINA/GBP","bids":[%s],"asks":[%s],"checksum":%d}]}"""
            .formatted(type, bids, asks, Crc.of(text));
    }

    private static String level(final String price, final String quantity)
    {
        return "{\"price\":%s,\"qty\":%s}".formatted(price, quantity);
    }

    private static String bidsText(final int best, final int count)
    {
        return IntStream.range(0, count).mapToObj(i -> best - i + "0100").collect(Collectors.joining());
    }
}
