package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.ListingProbe;
import io.tickwire.engine.feed.Venue;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CoinbaseAdvancedDecoderTest
{
    private static final String TIME = "2026-08-09T21:05:48.170326Z";

    private final FeedProbe probe = new FeedProbe(new CoinbaseAdvanced());
    private long sequence;

    @Test
    void shouldGoByBothNames()
    {
        assertInstanceOf(CoinbaseAdvanced.class, Venue.of("coinbase-advanced"));
        assertInstanceOf(CoinbaseAdvanced.class, Venue.of("coinbase_adv"));
    }

    @Test
    void shouldKeepABookByItsChanges()
    {
        snapshot("BTC-USD");
        change("BTC-USD", level("bid", "100.5", "0"), level("offer", "101", "2"), level("bid", "99", "1"));

        assertTrue(probe.book("BTC-USD").isLive);
        assertEquals(Map.of(new BigDecimal("99"), BigDecimal.ONE), probe.book("BTC-USD").bids);
        assertEquals(Map.of(new BigDecimal("101"), new BigDecimal("2")), probe.book("BTC-USD").asks);
        assertEquals(1, probe.messages("l2_data:snapshot"));
        assertEquals(1, probe.messages("l2_data:update"));
        assertEquals(1, probe.messages("sequence_last"));
    }

    @Test
    void shouldBreakAllBooksByAHoleWhateverWasMissing()
    {
        snapshot("BTC-USD");
        snapshot("ETH-USD");
        sequence++;
        heartbeat();

        assertFalse(probe.book("BTC-USD").isLive);
        assertFalse(probe.book("ETH-USD").isLive);
        assertEquals(List.of("reconnect sequence_gap"), probe.requests);
        assertEquals(2, probe.count(FeedCounter.GAPS));

        change("BTC-USD", level("bid", "1", "1"));
        assertFalse(probe.book("BTC-USD").isLive);

        sequence++;
        heartbeat();
        assertEquals(List.of("reconnect sequence_gap"), probe.requests, "asked once");

        snapshot("BTC-USD");
        assertTrue(probe.book("BTC-USD").isLive, "a whole book is one, whatever was missing before it");
        assertFalse(probe.book("ETH-USD").isLive);
    }

    @Test
    void shouldCountAcknowledgementsAndHeartbeatsInTheSequence()
    {
        snapshot("BTC-USD");
        heartbeat();
        message("subscriptions", "{\"subscriptions\":{\"level2\":[\"BTC-USD\"]}}");
        change("BTC-USD", level("bid", "99", "1"));

        assertTrue(probe.book("BTC-USD").isLive);
        assertEquals(2, probe.book("BTC-USD").bids.size());
        assertEquals(1, probe.messages("subscriptions:"));
        assertEquals(1, probe.messages("heartbeats:"));
    }

    @Test
    void shouldPassOverWhatCameBefore()
    {
        snapshot("BTC-USD");
        change("BTC-USD", level("bid", "99", "1"));
        sequence--;
        change("BTC-USD", level("bid", "99", "7"));

        assertEquals(new BigDecimal("1"), probe.book("BTC-USD").bids.get(new BigDecimal("99")));
        assertTrue(probe.book("BTC-USD").isLive);
        assertEquals(1, probe.count(FeedCounter.REPEATED_MESSAGES));
    }

    @Test
    void shouldTakeWhatItCanNotReadForMissing()
    {
        final List<String> broken = List.of(
            "{\"type\":\"update\",\"updates\":[" + level("bid", "99", "1") + "]}",
            "{\"type\":\"updatf\",\"product_id\":\"BTC-USD\",\"updates\":[" + level("bid", "99", "1") + "]}",
            update("BTC-USD", level("bit", "99", "1")),
            update("BTC-USD", level("bid", "99", "-1")),
            update("BTC-USD", "{\"side\":\"bid\",\"price_level\":\"99\"}"),
            update("BTC-USD", "{\"price_level\":\"99\",\"new_quantity\":\"1\"}"));
        for (final String event : broken)
        {
            snapshot("BTC-USD");
            message("l2_data", event);
            assertTrue(probe.book("BTC-USD").isLive, "it may have been anything");
            heartbeat();
            assertFalse(probe.book("BTC-USD").isLive, event);
        }
        assertEquals(broken.size(), probe.count(FeedCounter.MALFORMED));

        snapshot("BTC-USD");
        message("l2_datb", update("BTC-USD", level("bid", "99", "1")));
        heartbeat();
        assertFalse(probe.book("BTC-USD").isLive);
        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
    }

    @Test
    void shouldReadSeveralEventsInAnyOrderOfTheirFields()
    {
        probe.text("""
            {"events":[
             {"updates":[{"new_quantity":"1.5","price_level":"10","event_time":"%1$s","side":"bid","x":{"y":[1]}}],
              "product_id":"A-USD","type":"snapshot"},
             {"updates":[{"new_quantity":"2","price_level":"2e1","event_time":"%1$s","side":"offer"}],
              "type":"snapshot","product_id":"B-USD"}],
             "sequence_num":7, "client_id":"", "channel":"l2_data"}""".formatted(TIME));

        assertEquals(Map.of(new BigDecimal("10"), new BigDecimal("1.5")), probe.book("A-USD").bids);
        assertEquals(Map.of(new BigDecimal("20"), new BigDecimal("2")), probe.book("B-USD").asks);
    }

    @Test
    void shouldTellTradesOldestFirstByTheTakersSideAndNoHistory()
    {
        message(
            "market_trades", "{\"type\":\"snapshot\",\"trades\":[" + trade(1, "BUY") + "," + trade(2, "BUY") + "]}");
        message(
            "market_trades", "{\"type\":\"update\",\"trades\":[" + trade(4, "BUY") + "," + trade(3, "SELL") + "]}");

        assertEquals(
            List.of(
                "BTC-USD 100.25 0.5 BUY id=3 t=1786309548170326000",
                "BTC-USD 100.25 0.5 SELL id=4 t=1786309548170326000"),
            probe.trades);
        assertEquals(2, probe.messages("market_trades_snapshot_entries"));
    }

    @Test
    void shouldTellFiguresQuotesAndCandles()
    {
        message("ticker", """
            {"type":"snapshot","tickers":[{"type":"ticker","product_id":"BTC-USD","price":"65086.18",
             "volume_24_h":"2867.54532609","low_24_h":"64675.22","high_24_h":"65252.99",
             "price_percent_chg_24_h":"0.09601107287722","best_bid":"65083.66","best_ask":"65083.67",
             "best_bid_quantity":"0.2","best_ask_quantity":"0.3"}]}""");
        message("candles", """
            {"type":"update","candles":[{"start":"1786309500","high":"1919.6","low":"1919.27","open":"1919.58",
             "close":"1919.41","volume":"36.36630914","product_id":"ETH-USD"}]}""");

        assertEquals(List.of("BTC-USD last=65086.18 open=? high=65252.99 low=64675.22 vwap=? volume=2867.54532609 " +
            "change=0.096 trades=? mark=? quoteVolume=? t=1786309548170326000"), probe.tickers);
        assertEquals(
            List.of("BTC-USD 65083.66 x 0.2 / 65083.67 x 0.3 seq=? t=1786309548170326000"), probe.quotes);
        assertEquals(List.of("ETH-USD 300s open=1786309500000000000 o=1919.58 h=1919.6 l=1919.27 c=1919.41 " +
            "v=36.36630914 q=? trades=? closed=NO"), probe.candles);
    }

    @Test
    void shouldBeginAnewWithAnotherConnection()
    {
        snapshot("BTC-USD");
        heartbeat();
        probe.reconnect();
        assertFalse(probe.book("BTC-USD").isLive);

        sequence = 0;
        snapshot("BTC-USD");
        assertTrue(probe.book("BTC-USD").isLive);
        assertEquals(List.of(), probe.requests);
    }

    @Test
    void shouldListWhatIsTraded()
    {
        final String answer = """
            {"products":[
             {"product_id":"BTC-USD","base_increment":"0.00000001","quote_increment":"0.01","is_disabled":false,
              "status":"online","trading_disabled":false,"product_type":"SPOT","price_increment":"0.01",
              "fcm_trading_session_details":null},
             {"product_id":"OLD-USD","base_increment":"1","status":"delisted","trading_disabled":true,
              "product_type":"SPOT","price_increment":"0.01"},
             {"product_id":"BIT-28AUG26-CDE","base_increment":"1","status":"online","trading_disabled":false,
              "product_type":"FUTURE","price_increment":"5"}],
             "num_products":3}""";

        assertEquals(
            List.of("BTC-USD=BTCUSD -2 -8", "BIT-28AUG26-CDE=BIT-28AUG26-CDE 0 0"),
            ListingProbe.read(new CoinbaseAdvanced(), answer));
    }

    private void snapshot(final String product)
    {
        message("l2_data", "{\"type\":\"snapshot\",\"product_id\":\"" + product + "\",\"updates\":[" +
            level("bid", "100.5", "1") + "]}");
    }

    private void change(final String product, final String... levels)
    {
        message("l2_data", update(product, levels));
    }

    private void heartbeat()
    {
        message(
            "heartbeats", "{\"current_time\":\"2026-08-09 21:05:48.85 +0000 UTC m=+1\",\"heartbeat_counter\":1}");
    }

    private void message(final String channel, final String event)
    {
        probe.text("{\"channel\":\"" + channel + "\",\"timestamp\":\"" + TIME + "\",\"sequence_num\":" + sequence++ +
            ",\"events\":[" + event + "]}");
    }

    private static String update(final String product, final String... levels)
    {
        return "{\"type\":\"update\",\"product_id\":\"" + product + "\",\"updates\":[" +
            String.join(",", levels) + "]}";
    }

    private static String level(final String side, final String price, final String quantity)
    {
        return "{\"side\":\"" + side + "\",\"event_time\":\"" + TIME + "\",\"price_level\":\"" + price +
            "\",\"new_quantity\":\"" + quantity + "\"}";
    }

    private static String trade(final int id, final String makerSide)
    {
        return "{\"product_id\":\"BTC-USD\",\"trade_id\":\"" + id + "\",\"price\":\"100.25\",\"size\":\"0.5\"," +
            "\"time\":\"" + TIME + "\",\"side\":\"" + makerSide + "\"}";
    }
}
