package io.tickwire.engine.feed.bitfinex;

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

class BitfinexDecoderTest
{
    private static final String ID = "tXRPBTC";
    private static final String NUMBERED = "{\"event\":\"conf\",\"status\":\"OK\",\"flags\":65536}";
    private static final String SNAPSHOT = "[7,[[0.0000011,13,271.5],[7e-7,1,10000],[0.00000111,1,-48.13]]%s]";

    private final FeedProbe probe = new FeedProbe(new Bitfinex(), -10, -8);

    @Test
    void shouldKeepABookWhoseSidesAreSigns()
    {
        probe
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(""))
            .text("[7,[7e-7,0,1]]")
            .text("[7,[0.00000112,2,-3]]")
            .text("[7,[0.00000111,0,-1]]");

        assertTrue(probe.book(ID).isLive);
        assertEquals(Map.of(new BigDecimal("0.0000011"), new BigDecimal("271.5")), probe.book(ID).bids);
        assertEquals(Map.of(new BigDecimal("0.00000112"), new BigDecimal("3")), probe.book(ID).asks);
    }

    @Test
    void shouldCheckABookWhenAChecksumComes()
    {
        probe
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(""))
            .text("[7,\"cs\",%d]".formatted((int)Crc.of("0.0000011:271.5:0.00000111:-48.13:7e-7:10000")));
        assertTrue(probe.book(ID).isLive);
        assertEquals(1, probe.count(FeedCounter.CHECKSUMS_OK));

        probe.text("[7,\"cs\",17]");
        assertEquals(List.of(ID + " STALE checksum"), probe.statuses);
        assertEquals(List.of("snapshot " + ID), probe.requests);
    }

    @Test
    void shouldCountHeartbeatsBeforeTheirChannelIsKnown()
    {
        probe.text(NUMBERED).text("[7,\"hb\",1]").text(subscribed("book", 7)).text(SNAPSHOT.formatted(",2"));

        assertTrue(probe.book(ID).isLive);
        assertEquals(1, probe.messages("hb"));
        assertEquals(2, probe.messages("sequence_last"));
        assertEquals(0, probe.count(FeedCounter.UNKNOWN_MESSAGES));
    }

    @Test
    void shouldLoseAllBooksWithAMessageThatIsMissing()
    {
        probe
            .text(NUMBERED)
            .text(subscribed("book", 7))
            .text(subscribed("trades", 8))
            .text(SNAPSHOT.formatted(",1"))
            .text("[8,\"hb\",3]")
            .text("[7,[7e-7,0,1],4]")
            .text("[7,[7e-7,0,1],6]");

        assertFalse(probe.book(ID).isLive);
        assertEquals(2, probe.book(ID).bids.size());
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(List.of("reconnect sequence_gap"), probe.requests);
    }

    @Test
    void shouldPassOverAMessageThatComesTwice()
    {
        probe
            .text(NUMBERED)
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(",1"))
            .text("[7,[7e-7,0,1],2]")
            .text("[7,[7e-7,1,5],1]");

        assertTrue(probe.book(ID).isLive);
        assertEquals(1, probe.book(ID).bids.size());
        assertEquals(1, probe.count(FeedCounter.REPEATED_MESSAGES));
    }

    @Test
    void shouldMissAMessageThatCouldNotBeRead()
    {
        probe
            .text(NUMBERED)
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(",1"))
            .text("[7,[7e-7,0,x],2]")
            .text("[7,[7e-7,1,5],3]");

        assertEquals(List.of(ID + " STALE sequence_gap"), probe.statuses);
    }

    @Test
    void shouldNotTrustBooksWithoutNumbersOnceAMessageCouldNotBeRead()
    {
        probe.text(subscribed("book", 7)).text(SNAPSHOT.formatted("")).text("[7,[7e-7,0,0]]");

        assertEquals(List.of(ID + " STALE malformed"), probe.statuses);
    }

    @Test
    void shouldBeginAnewWithAnotherConnection()
    {
        probe
            .text(NUMBERED)
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(",1"))
            .reconnect()
            .text("[7,[7e-7,0,1]]")
            .text(NUMBERED)
            .text(subscribed("book", 9))
            .text("[9,[[0.5,1,2]],1]");

        assertEquals(Map.of(new BigDecimal("0.5"), new BigDecimal("2")), probe.book(ID).bids);
        assertEquals(0, probe.count(FeedCounter.GAPS));
        assertEquals(1, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldTakeWhatComesByAnUnknownChannelForAHole()
    {
        probe
            .text(NUMBERED)
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(",1"))
            .text("[6,[7e-7,0,1],2]")
            .text("[7,\"hb\",3]");

        assertEquals(List.of(ID + " STALE sequence_gap"), probe.statuses);
    }

    @Test
    void shouldTellATradeOnceAndNoHistory()
    {
        probe
            .text(subscribed("trades", 8))
            .text("[8,[[669899159,1618665870435,166.391496,0.076989]]]")
            .text("[8,\"te\",[669899160,1618665870436,-0.5,0.07]]")
            .text("[8,\"tu\",[669899160,1618665870436,-0.5,0.07]]")
            .text("[8,\"te\",[669899161,1618665870437,5e-7,0.08]]");

        assertEquals(
            List.of(ID + " 0.07 0.5 SELL id=669899160 t=1618665870436000000",
                ID + " 0.08 0.0000005 BUY id=669899161 t=1618665870437000000"),
            probe.trades);
        assertEquals(1, probe.messages("trades_snapshot"));
        assertEquals(2, probe.messages("te"));
        assertEquals(1, probe.messages("tu"));
    }

    @Test
    void shouldTellTickers()
    {
        probe.text(subscribed("ticker", 9)).text("""
            [9,[278200,1.7023900800000002,282030,2.26,-66440,-0.1903,282780,32.20946748,402510,231840]]""");

        assertEquals(List.of(ID + " 278200 x 1.70239008 / 282030 x 2.26 seq=? t=?"), probe.quotes);
        assertEquals(
            List.of(ID + " last=282780 open=? high=402510 low=231840 vwap=? volume=32.20946748 change=-19.03 " +
                "trades=? mark=? quoteVolume=? t=?"),
            probe.tickers);
    }

    @Test
    void shouldTellCandles()
    {
        probe
            .text("{\"event\":\"subscribed\",\"channel\":\"candles\",\"chanId\":5,\"key\":\"trade:15m:tXRPBTC\"}")
            .text("[5,[[1618665870000,1,2,3,0.5,7]]]")
            .text("[5,[1618666200000,1,2,3,0.5,7]]");

        assertEquals(
            List.of(ID + " 900s open=1618666200000000000 o=1 h=3 l=0.5 c=2 v=7 q=? trades=? closed=NO"),
            probe.candles);
    }

    @Test
    void shouldTellLiquidationsWhenTheyBegin()
    {
        final String position = "[\"pos\",1,1596124822000,null,\"tBTCF0:USTF0\",%s,11000.5,null,%d,1,null,%s]";
        probe
            .text("{\"event\":\"subscribed\",\"channel\":\"status\",\"chanId\":5,\"key\":\"liq:global\"}")
            .text("[5,[%s]]".formatted(position.formatted("0.5", 0, "10900")))
            .text("[5,[%s]]".formatted(position.formatted("0.5", 1, "10900")))
            .text("[5,[%s]]".formatted(position.formatted("-2", 0, "null")));

        assertEquals(
            List.of("tBTCF0:USTF0 10900 0.5 SELL t=1596124822000000000",
                "tBTCF0:USTF0 11000.5 2 BUY t=1596124822000000000"),
            probe.liquidations);
    }

    @Test
    void shouldPassOverWhatIsOfNoUse()
    {
        probe
            .text("{\"event\":\"subscribed\",\"channel\":\"book\",\"chanId\":5,\"symbol\":\"tXRPBTC\",\"prec\":\"R0\"}")
            .text("[5,[[1,2,3]]]")
            .text("{\"event\":\"subscribed\",\"channel\":\"ticker\",\"chanId\":6,\"symbol\":\"fUSD\"}")
            .text("[6,[1,2,3]]")
            .text("{\"event\":\"info\",\"code\":20060,\"msg\":\"Entering in Maintenance mode\"}");

        assertEquals(0, probe.count(FeedCounter.MALFORMED));
        assertEquals(0, probe.count(FeedCounter.SNAPSHOTS));
        assertEquals(List.of(), probe.requests);
    }

    @Test
    void shouldHaveNoLiveBookWithoutASubscription()
    {
        probe
            .text(subscribed("book", 7))
            .text(SNAPSHOT.formatted(""))
            .text("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":7}");

        assertEquals(List.of(ID + " STALE unsubscribed"), probe.statuses);
    }

    private static String subscribed(final String channel, final int id)
    {
        return """
            {"event":"subscribed","channel":"%s","chanId":%d,"symbol":"tXRPBTC","prec":"P0","pair":"XRPBTC"}"""
            .formatted(channel, id);
    }
}
