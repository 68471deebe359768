package io.tickwire.engine.feed.kraken;

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

class KrakenV1DecoderTest
{
    private static final String SNAPSHOT = """
        [992,{"as":[["354.80000","1.40000000","1618678133.020508"]],
         "bs":[["354.15000","5.00000000","1618678132.965913"],["354.10000","2.00000000","1618678132.5"]]},
         "book-10","XMR/USD"]""";

    private final FeedProbe probe = new FeedProbe(new KrakenV1());

    @Test
    void shouldKeepABookThatAgreesWithItsChecksums()
    {
        probe.text(SNAPSHOT).text("""
            [992,{"b":[["354.15000","0.00000000","1618678133.365913"]],"c":"%d"},"book-10","XMR/USD"]"""
            .formatted(Crc.of("35480000140000000" + "35410000200000000")));

        assertTrue(probe.book("XMR/USD").isLive);
        assertEquals(Map.of(new BigDecimal("354.1"), new BigDecimal("2")), probe.book("XMR/USD").bids);
        assertEquals(1, probe.count(FeedCounter.CHECKSUMS_OK));
    }

    @Test
    void shouldReadBothSidesFromTwoObjects()
    {
        probe.text(SNAPSHOT).text("""
            [992,{"a":[["354.90000","3.00000000","1618678133.465913","r"]]},
             {"b":[["354.10000","0.00000000","1618678133.365913"]],"c":"%d"},"book-10","XMR/USD"]"""
            .formatted(Crc.of("35480000140000000" + "35490000300000000" + "35415000500000000")));

        assertEquals(Map.of(new BigDecimal("354.15"), new BigDecimal("5")), probe.book("XMR/USD").bids);
        assertEquals(
            Map.of(new BigDecimal("354.8"), new BigDecimal("1.4"), new BigDecimal("354.9"), new BigDecimal("3")),
            probe.book("XMR/USD").asks);
    }

    @Test
    void shouldPublishNothingThatDoesNotAgree()
    {
        probe.text(SNAPSHOT).text("""
            [992,{"b":[["354.15000","0.00000000","1618678133.365913"]],"c":"974947235"},"book-10","XMR/USD"]""");

        assertFalse(probe.book("XMR/USD").isLive);
        assertEquals(2, probe.book("XMR/USD").bids.size());
        assertEquals(List.of("XMR/USD STALE checksum"), probe.statuses);
        assertEquals(List.of("snapshot XMR/USD"), probe.requests);
    }

    @Test
    void shouldSeeThatAChangeWasOvertaken()
    {
        final String change = """
            [992,{"b":[["354.20000","%s","%s"]],"c":"%d"},"book-10","XMR/USD"]""";
        final String without = "35480000140000000" + "35415000500000000" + "35410000200000000";
        final String with = "35480000140000000" + "35420000100000000" + "35415000500000000" + "35410000200000000";
        probe
            .text(SNAPSHOT)
            .text(change.formatted("1.00000000", "1618678134.000002", Crc.of(with)))
            .text(change.formatted("0.00000000", "1618678134.000001", Crc.of(without)));

        assertEquals(List.of("XMR/USD STALE sequence_gap"), probe.statuses);
        assertEquals(3, probe.book("XMR/USD").bids.size());
    }

    @Test
    void shouldTakeALevelThatIsToldAgain()
    {
        final String bids = "35420000100000000" + "35415000500000000" + "35410000200000000";
        probe
            .text(SNAPSHOT)
            .text("""
                [992,{"b":[["354.20000","1.00000000","1618678134.5"]],"c":"%d"},"book-10","XMR/USD"]"""
                .formatted(Crc.of("35480000140000000" + bids)))
            .text("""
                [992,{"a":[["354.90000","3.00000000","1618678130.5","r"]],"c":"%d"},"book-10","XMR/USD"]"""
                .formatted(Crc.of("35480000140000000" + "35490000300000000" + bids)));

        assertTrue(probe.book("XMR/USD").isLive);
        assertEquals(2, probe.book("XMR/USD").asks.size());
    }

    @Test
    void shouldFollowOneDepthOfABook()
    {
        probe.text(SNAPSHOT).text("""
            [993,{"b":[["354.15000","0.00000000","1618678133.365913"]],"c":"974947235"},"book-100","XMR/USD"]""");

        assertTrue(probe.book("XMR/USD").isLive);
        assertEquals(2, probe.book("XMR/USD").bids.size());
        assertEquals(1, probe.messages("book-10"));
        assertEquals(1, probe.messages("book-100"));
    }

    @Test
    void shouldTakeNoBookWithoutASideOrAChecksum()
    {
        probe
            .text(SNAPSHOT.replace("\"as\"", "\"ax\""))
            .text("[992,{\"b\":[[\"354.15000\",\"0.00000000\",\"1618678133.365913\"]]},\"book-10\",\"XMR/USD\"]");

        assertEquals(2, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book("XMR/USD").isLive);
    }

    @Test
    void shouldTellTrades()
    {
        probe.text("""
            [993,[["354.04000","0.28245396","1618678150.826417","s","m",""],
             ["353.81000","1.71754604","1618678150.827816","b","l",""]],"trade","XMR/USD"]""");

        assertEquals(
            List.of("XMR/USD 354.04 0.28245396 SELL id=0 t=1618678150826417000",
                "XMR/USD 353.81 1.71754604 BUY id=0 t=1618678150827816000"),
            probe.trades);
    }

    @Test
    void shouldTellTickers()
    {
        probe.text("""
            [996,{"a":["355.24",27,"27.19"],"b":["354.32",6,"6.87"],"c":["355.23","1.2"],"v":["17.5","33.4"],
             "p":["355.3","349.1"],"t":[6481,10283],"l":["340.8","333.8"],"h":["368.0","368.1"],
             "o":["340.88","335.21"]},"ticker","XMR/USD"]""");

        assertEquals(List.of("XMR/USD 354.32 x 6.87 / 355.24 x 27.19 seq=? t=?"), probe.quotes);
        assertEquals(
            List.of("XMR/USD last=355.23 open=335.21 high=368.1 low=333.8 vwap=349.1 volume=33.4 change=? " +
                "trades=10283 mark=? quoteVolume=? t=?"),
            probe.tickers);
    }

    @Test
    void shouldTellSpreadsAndCandles()
    {
        probe
            .text("""
                [0,["5698.4","5700.0","1542057299.545897","1.01234567","0.98765432"],"spread","XBT/USD"]""")
            .text("""
                [42,["1542057314.748456","1542057360.435743","3586.7","3587.0","3586.6","3586.8","3586.68894",
                 "0.03373",2],"ohlc-5","XBT/USD"]""");

        assertEquals(
            List.of("XBT/USD 5698.4 x 1.01234567 / 5700 x 0.98765432 seq=? t=1542057299545897000"), probe.quotes);
        assertEquals(
            List.of("XBT/USD 300s open=1542057060435743000 o=3586.7 h=3587 l=3586.6 c=3586.8 v=0.03373 q=? " +
                "trades=2 closed=NO"),
            probe.candles);
    }

    @Test
    void shouldHaveNoLiveBookWithoutASubscription()
    {
        probe.text(SNAPSHOT).text("""
            {"channelID":993,"channelName":"trade","event":"subscriptionStatus","pair":"XMR/USD",
             "status":"unsubscribed","subscription":{"name":"trade"}}""");
        assertTrue(probe.book("XMR/USD").isLive);

        probe.text("""
            {"channelID":992,"channelName":"book-10","event":"subscriptionStatus","pair":"XMR/USD",
             "status":"unsubscribed","subscription":{"depth":10,"name":"book"}}""");
        assertEquals(List.of("XMR/USD STALE unsubscribed"), probe.statuses);
        assertEquals(2, probe.messages("event:subscriptionStatus"));
    }

    @Test
    void shouldNotTrustBooksOnceAMessageCouldNotBeRead()
    {
        probe.text(SNAPSHOT).text("[992,{\"b\":[[\"354.");

        assertEquals(List.of("XMR/USD STALE malformed"), probe.statuses);
    }
}
