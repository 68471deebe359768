package io.tickwire.engine.feed.coinbase;

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

class CoinbaseExchangeDecoderTest
{
    private static final String SNAPSHOT = """
        {"type":"snapshot","product_id":"SKL-BTC","bids":[["0.00001305","985"],["0.00001304","10.5"]],
         "asks":[["0.00001306","3"]]}""";

    private final FeedProbe probe = new FeedProbe(new CoinbaseExchange());

    @Test
    void shouldKeepABookByItsChanges()
    {
        probe.text(SNAPSHOT).text("""
            {"type":"l2update","product_id":"SKL-BTC","time":"2021-04-17T16:43:37.121358Z",
             "changes":[["sell","0.00001306","0"],["sell","0.00001307","660.5"],["buy","0.00001305","1"]]}""");

        assertTrue(probe.book("SKL-BTC").isLive);
        assertEquals(
            Map.of(new BigDecimal("0.00001305"), BigDecimal.ONE, new BigDecimal("0.00001304"), new BigDecimal("10.5")),
            probe.book("SKL-BTC").bids);
        assertEquals(Map.of(new BigDecimal("0.00001307"), new BigDecimal("660.5")), probe.book("SKL-BTC").asks);
    }

    @Test
    void shouldTellTheSideOfTheAggressor()
    {
        probe.text("""
            {"trade_id":280232,"maker_order_id":"a","side":"sell","size":"985","price":"0.00001305",
             "product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.121358Z","type":"match"}""");

        assertEquals(List.of("SKL-BTC 0.00001305 985 BUY id=280232 t=1618677817121358000"), probe.trades);
    }

    @Test
    void shouldNotTellHistoryAsTrades()
    {
        probe.text("""
            {"type":"last_match","trade_id":280232,"side":"sell","size":"985","price":"0.00001305",
             "product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.121358Z"}""");

        assertEquals(List.of(), probe.trades);
        assertEquals(1, probe.messages("last_match"));
    }

    @Test
    void shouldLoseTheBookWithItsConnection()
    {
        probe.text(SNAPSHOT).reconnect();

        assertFalse(probe.book("SKL-BTC").isLive);
        assertEquals(List.of("SKL-BTC STALE disconnected"), probe.statuses);
    }

    @Test
    void shouldCountWhatItCanNotRead()
    {
        probe.text(SNAPSHOT.substring(0, SNAPSHOT.length() - 3)).text("{\"type\":\"l2update\"").text("x").text("");

        assertEquals(4, probe.count(FeedCounter.MALFORMED));
        assertFalse(probe.book("SKL-BTC").isLive);
    }

    @Test
    void shouldNotTrustABookWhoseChangeCameLate()
    {
        probe.text(SNAPSHOT).text(change("43:38", "1")).text(change("43:38", "2")).text(change("43:37", "3"));

        assertFalse(probe.book("SKL-BTC").isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));
        assertEquals(List.of("snapshot SKL-BTC"), probe.requests);

        probe.text(SNAPSHOT).text(change("43:37", "4"));
        assertTrue(probe.book("SKL-BTC").isLive);
    }

    @Test
    void shouldNotTrustBooksWhenAnyChangeMayHaveBeenLost()
    {
        final List<String> broken = List.of(
            change("43:37", "1").replace("changes", "change"),
            change("43:37", "1").replace("product_id", "product"),
            change("43:37", "1").replace("buy", "bay"),
            change("43:37", "1").replace("}", ""),
            SNAPSHOT.replace("asks", "ask"),
            "");
        for (final String message : broken)
        {
            probe.text(SNAPSHOT);
            assertTrue(probe.book("SKL-BTC").isLive);
            probe.text(message);
            assertFalse(probe.book("SKL-BTC").isLive, message);
        }
        assertEquals(broken.size(), probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldCountWhatBringsNothing()
    {
        probe
            .text("{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\"," +
                "\"time\":\"2021-04-17T16:43:37.121358Z\"}")
            .text("{\"type\":\"subscriptions\",\"channels\":[]}")
            .text("{\"type\":\"error\",\"message\":\"m\"}")
            .text("{\"type\":\"news\"}");

        assertEquals(1, probe.messages("heartbeat"));
        assertEquals(1, probe.messages("subscriptions"));
        assertEquals(1, probe.messages("error"));
        assertEquals(1, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldListWhatIsTraded()
    {
        final String answer = """
            [{"id":"SKL-EUR","base_currency":"SKL","base_min_size":"5","quote_increment":"0.0001",
              "base_increment":"0.1","status":"online","max_slippage_percentage":"0.03"},
             {"id":"OLD-EUR","quote_increment":"0.01","base_increment":"1","status":"delisted"}]""";

        assertEquals(List.of("SKL-EUR=SKLEUR -4 -1"), ListingProbe.read(new CoinbaseExchange(), answer));
    }

    private static String change(final String time, final String quantity)
    {
        return "{\"type\":\"l2update\",\"product_id\":\"SKL-BTC\",\"time\":\"2021-04-17T16:" + time +
            ".121358Z\",\"changes\":[[\"buy\",\"0.00001305\",\"" + quantity + "\"]]}";
    }
}
