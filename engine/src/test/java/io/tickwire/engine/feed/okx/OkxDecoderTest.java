package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.Crc;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OkxDecoderTest
{
    private static final String ID = "UNI-USD-SWAP";

    private final FeedProbe probe = new FeedProbe(new Okx());

    @Test
    void shouldKeepABookThatAgreesWithItsChecksums()
    {
        probe
            .text(book("snapshot", "[[\"9.63\",\"3\",\"0\",\"1\"],[\"9.7\",\"8\",\"0\",\"1\"]]",
                "[[\"9.617\",\"44.5\",\"0\",\"4\"]]", "\"checksum\":" + crc("9.617:44.5:9.63:3:9.7:8")))
            .text(book("update", "[[\"9.63\",\"0\",\"0\",\"0\"]]", "[]",
                "\"checksum\":" + crc("9.617:44.5:9.7:8")));

        assertTrue(probe.book(ID).isLive);
        assertEquals(Map.of(new BigDecimal("9.7"), new BigDecimal("8")), probe.book(ID).asks);
        assertEquals(2, probe.count(FeedCounter.CHECKSUMS_OK));
    }

    @Test
    void shouldPublishNothingThatDoesNotAgree()
    {
        probe
            .text(book("snapshot", "[]", "[[\"9.617\",\"44.5\",\"0\",\"4\"]]", "\"checksum\":" + crc("9.617:44.5")))
            .text(book("update", "[]", "[[\"9.617\",\"45\",\"0\",\"4\"]]", "\"checksum\":" + crc("9.617:46")));

        assertFalse(probe.book(ID).isLive);
        assertEquals(Map.of(new BigDecimal("9.617"), new BigDecimal("44.5")), probe.book(ID).bids);
        assertEquals(List.of(ID + " STALE checksum"), probe.statuses);
        assertEquals(List.of("snapshot " + ID), probe.requests);
    }

    @Test
    void shouldFollowTheChainOfChangesWhereTheChecksumIsZero()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text(change("update", "2", 100, 150))
            .text(change("update", "3", 150, 150))
            .text(change("update", "4", 150, 20));

        assertTrue(probe.book(ID).isLive);
        assertEquals(20, probe.book(ID).sequence);
        assertEquals(Map.of(new BigDecimal("9.5"), new BigDecimal("4")), probe.book(ID).bids);
        assertEquals(0, probe.count(FeedCounter.CHECKSUMS_OK));
    }

    @Test
    void shouldSeeAHoleInTheChain()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text(change("update", "2", 150, 160))
            .text(change("update", "3", 160, 170));

        assertEquals(List.of(ID + " STALE sequence_gap"), probe.statuses);
        assertEquals(List.of("snapshot " + ID), probe.requests);
        assertEquals(Map.of(new BigDecimal("9.5"), new BigDecimal("1")), probe.book(ID).bids);

        probe.text(change("snapshot", "5", -1, 180));
        assertTrue(probe.book(ID).isLive);
    }

    @Test
    void shouldPassOverAChangeThatComesTwice()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text(change("update", "2", 100, 150))
            .text(change("update", "2", 100, 150));

        assertTrue(probe.book(ID).isLive);
        assertEquals(1, probe.count(FeedCounter.STALE_DELTAS));
    }

    @Test
    void shouldTakeASecondSnapshot()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text(change("snapshot", "2", -1, 110))
            .text(change("update", "3", 110, 120));

        assertTrue(probe.book(ID).isLive);
        assertEquals(2, probe.count(FeedCounter.SNAPSHOTS));
    }

    @Test
    void shouldTakeASequenceThatIsNotToldForAHole()
    {
        probe.text(change("snapshot", "1", -1, 100)).text(change("update", "2", 100, 150).replace("prevS", "oldS"));

        assertEquals(List.of(ID + " STALE sequence_gap"), probe.statuses);
    }

    @Test
    void shouldFollowABookInOneChannel()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text("""
                {"arg":{"channel":"books5","instId":"UNI-USD-SWAP"},"data":[{"asks":[],"bids":[["9","1","0","1"]],
                 "ts":"1646003667640","seqId":100}]}""")
            .text(change("update", "2", 100, 150));

        assertTrue(probe.book(ID).isLive);
        assertEquals(1, probe.count(FeedCounter.SNAPSHOTS));
        assertEquals(1, probe.messages("books5"));
        assertEquals(1, probe.messages("books:snapshot"));
        assertEquals(1, probe.messages("books:update"));
    }

    @Test
    void shouldTellTheBestLevelsAsAQuote()
    {
        probe.text("""
            {"arg":{"channel":"bbo-tbt","instId":"UNI-USD-SWAP"},"data":[{"asks":[["9.62","343","0","1"]],"bids":[],
             "ts":"1646003667640","seqId":7}]}""");

        assertEquals(List.of(ID + " ? x ? / 9.62 x 343 seq=7 t=1646003667640000000"), probe.quotes);
    }

    @Test
    void shouldTellTrades()
    {
        probe.text("""
            {"arg":{"channel":"trades","instId":"PROPS-ETH"},"data":[{"instId":"PROPS-ETH","tradeId":"47220",
             "px":"0.00000166","sz":"637.04056847","side":"sell","ts":"1645999995692"}]}""");

        assertEquals(
            List.of("PROPS-ETH 0.00000166 637.04056847 SELL id=47220 t=1645999995692000000"), probe.trades);
    }

    @Test
    void shouldTellTickersWithAnEmptySide()
    {
        probe.text("""
            {"data":[{"instType":"SPOT","instId":"A-B","last":"0.0025","lastSz":"0","askPx":"0.002",
             "askSz":"20","bidPx":"","bidSz":"","open24h":"0.0026","high24h":"0.0027","low24h":"0.0024",
             "volCcy24h":"7.5","vol24h":"10","ts":"1646003643199"}],"arg":{"instId":"A-B","channel":"tickers"}}""");

        assertEquals(List.of("A-B ? x ? / 0.002 x 20 seq=? t=1646003643199000000"), probe.quotes);
        assertEquals(
            List.of("A-B last=0.0025 open=0.0026 high=0.0027 low=0.0024 vwap=? volume=10 change=? trades=? mark=? " +
                "quoteVolume=7.5 t=1646003643199000000"),
            probe.tickers);
    }

    @Test
    void shouldTellCandles()
    {
        probe.text("""
            {"arg":{"channel":"candle1H","instId":"A-B"},"data":[["1629993600000","42500","48199.9","41006.1",
             "41006.2","3587.41204591","166741046.22","166741046.5","1"]]}""");

        assertEquals(
            List.of("A-B 3600s open=1629993600000000000 o=42500 h=48199.9 l=41006.1 c=41006.2 v=3587.41204591 " +
                "q=166741046.5 trades=? closed=YES"),
            probe.candles);
    }

    @Test
    void shouldTellLiquidations()
    {
        probe.text("""
            {"arg":{"channel":"liquidation-orders","instType":"SWAP"},"data":[{"details":[{"bkLoss":"0",
             "bkPx":"0.007831","ccy":"","posSide":"short","side":"buy","sz":"13","ts":"1692266434010"}],
             "instFamily":"IOST-USDT","instId":"IOST-USDT-SWAP","instType":"SWAP","uly":"IOST-USDT"}]}""");

        assertEquals(List.of("IOST-USDT-SWAP 0.007831 13 BUY t=1692266434010000000"), probe.liquidations);
    }

    @Test
    void shouldHaveNoLiveBookWithoutASubscription()
    {
        probe
            .text(change("snapshot", "1", -1, 100))
            .text("{\"event\":\"unsubscribe\",\"arg\":{\"channel\":\"trades\",\"instId\":\"UNI-USD-SWAP\"}}")
            .text("{\"event\":\"unsubscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"UNI-USD-SWAP\"}}");

        assertEquals(List.of(ID + " STALE unsubscribed"), probe.statuses);
        assertEquals(2, probe.messages("event:unsubscribe"));
    }

    @Test
    void shouldNotTrustTheBookOfAMessageThatCouldNotBeRead()
    {
        final String other = change("snapshot", "1", -1, 100).replace(ID, "A-B");
        probe
            .text(change("snapshot", "1", -1, 100))
            .text(other)
            .text(change("update", "2", 100, 150).replace("bids", "bixs"));

        assertEquals(List.of(ID + " STALE malformed"), probe.statuses);

        probe.text("{\"ar");
        assertFalse(probe.book("A-B").isLive);
    }

    @Test
    void shouldKnowThePongAndPassOverFunding()
    {
        probe
            .text("pong")
            .text("{\"arg\":{\"channel\":\"funding-rate\",\"instId\":\"A\"},\"data\":[{\"fundingRate\":\"x\"}]}")
            .text("{\"arg\":{\"channel\":\"what-is-new\",\"instId\":\"A\"},\"data\":[{\"fundingRate\":\"x\"}]}")
            .text("{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Invalid request\"}");

        assertEquals(1, probe.messages("pong"));
        assertEquals(1, probe.messages("funding-rate"));
        assertEquals(1, probe.messages("event:error"));
        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    private static String change(final String action, final String quantity, final long previous, final long sequence)
    {
        return book(action, "[]", "[[\"9.5\",\"" + quantity + "\",\"0\",\"1\"]]",
            "\"checksum\":0,\"prevSeqId\":%d,\"seqId\":%d".formatted(previous, sequence));
    }

    private static String book(final String action, final String asks, final String bids, final String rest)
    {
        return """
            {"arg":{"channel":"books","instId":"UNI-USD-SWAP"},"action":"%s","data":[{"asks":%s,"bids":%s,
             "ts":"1646003667640",%s}]}""".formatted(action, asks, bids, rest);
    }

    private static int crc(final String text)
    {
        return (int)Crc.of(text);
    }
}
