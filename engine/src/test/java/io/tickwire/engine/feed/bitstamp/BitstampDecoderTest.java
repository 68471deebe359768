package io.tickwire.engine.feed.bitstamp;

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

class BitstampDecoderTest
{
    private final FeedProbe probe = new FeedProbe(new Bitstamp());

    @Test
    void shouldKeepABookByChangesThatAreNewerThanItsSnapshot()
    {
        probe.snapshot("btceur", book(100, "[\"10\",\"1\"],[\"9\",\"2\"]", "[\"11\",\"3\"]"))
            .text(change(99, "[\"9\",\"7\"]", ""))
            .text(change(100, "[\"9\",\"7\"]", ""))
            .text(change(101, "[\"10\",\"0\"]", ""))
            .text(change(103, "", "[\"12\",\"4\"]"));

        final FeedProbe.NaiveBook book = probe.book("btceur");
        assertTrue(book.isLive);
        assertEquals(103, book.sequence);
        assertEquals(Map.of(new BigDecimal("9"), new BigDecimal("2")), book.bids);
        assertEquals(
            Map.of(new BigDecimal("11"), new BigDecimal("3"), new BigDecimal("12"), new BigDecimal("4")), book.asks);
        assertEquals(2, probe.count(FeedCounter.STALE_DELTAS));
        assertEquals(List.of(), probe.requests);
        assertEquals(4, probe.messages("data"));
    }

    @Test
    void shouldKeepChangesUntilTheSnapshotThatTheyBuildOn()
    {
        probe.text(change(101, "[\"10\",\"5\"]", "")).text(change(103, "[\"8\",\"1\"]", ""));
        assertFalse(probe.book("btceur").isLive);
        assertEquals(List.of("snapshot btceur"), probe.requests);
        assertEquals(2, probe.count(FeedCounter.BUFFERED_DELTAS));

        probe.snapshot("btceur", book(102, "[\"10\",\"1\"]", ""));
        assertTrue(probe.book("btceur").isLive);
        assertEquals(
            Map.of(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("8"), BigDecimal.ONE), probe.book("btceur").bids);
    }

    @Test
    void shouldRefuseASnapshotThatIsOlderThanAllChanges()
    {
        probe.text(change(101, "[\"10\",\"5\"]", "")).snapshot("btceur", book(100, "[\"10\",\"1\"]", ""));
        assertFalse(probe.book("btceur").isLive);
        assertEquals(List.of("snapshot btceur", "snapshot btceur"), probe.requests);

        probe.snapshot("btceur", book(101, "[\"10\",\"5\"]", ""));
        assertTrue(probe.book("btceur").isLive);
    }

    @Test
    void shouldAskForASnapshotWhenChangesAreSubscribedTo()
    {
        probe.text(subscribed("diff_order_book_btceur")).text(subscribed("live_trades_btceur"));

        assertEquals(List.of("snapshot btceur"), probe.requests);
        assertEquals(2, probe.messages("bts:subscription_succeeded"));
    }

    @Test
    void shouldNotTrustABookWhoseChangeCameLate()
    {
        probe.snapshot("btceur", book(100, "[\"10\",\"1\"]", ""))
            .text(change(101, "[\"10\",\"2\"]", ""))
            .text(change(103, "[\"10\",\"3\"]", ""))
            .text(change(103, "[\"10\",\"3\"]", ""));
        assertTrue(probe.book("btceur").isLive, "what came twice is harmless");

        probe.text(change(102, "[\"9\",\"1\"]", ""));
        assertFalse(probe.book("btceur").isLive);
        assertEquals(1, probe.count(FeedCounter.GAPS));

        probe.snapshot("btceur", book(102, "[\"10\",\"2\"]", ""));
        assertFalse(probe.book("btceur").isLive, "it lacks a change that is not kept");

        probe.text(change(104, "[\"8\",\"1\"]", "")).snapshot("btceur", book(104, "[\"8\",\"1\"]", ""));
        assertTrue(probe.book("btceur").isLive);
        assertEquals(Map.of(new BigDecimal("8"), BigDecimal.ONE), probe.book("btceur").bids);
    }

    @Test
    void shouldNotTrustKeptChangesOfWhichOneCameLate()
    {
        probe.text(change(101, "[\"10\",\"2\"]", ""))
            .text(change(105, "[\"10\",\"3\"]", ""))
            .text(change(104, "[\"9\",\"1\"]", ""))
            .text(change(106, "[\"10\",\"4\"]", ""))
            .snapshot("btceur", book(102, "[\"10\",\"2\"]", ""));
        assertFalse(probe.book("btceur").isLive);

        probe.snapshot("btceur", book(105, "[\"10\",\"3\"]", ""));
        assertFalse(probe.book("btceur").isLive, "what came at 106 is not kept any more");

        probe.snapshot("btceur", book(106, "[\"10\",\"4\"]", ""));
        assertTrue(probe.book("btceur").isLive);
    }

    @Test
    void shouldNotTrustBooksWhenAnyChangeMayHaveBeenLost()
    {
        final List<String> broken = List.of(
            change(101, "", "").replace("microtimestamp", "microtimestamq"),
            change(101, "", "").replace("bids", "bid"),
            change(101, "", "").replace("asks", "ask"),
            change(101, "", "").replace("\"data\"}", "\"dat\"}"),
            change(101, "", "").replace("diff_order_book", "diff_order_bool"),
            change(101, "[\"10\",\"-1\"]", ""),
            change(101, "[\"10\"]", ""),
            change(101, "", "").substring(1),
            "");
        for (final String message : broken)
        {
            probe.snapshot("btceur", book(100, "[\"10\",\"1\"]", ""));
            assertTrue(probe.book("btceur").isLive);
            probe.text(message);
            assertFalse(probe.book("btceur").isLive, message);
        }
        assertEquals(broken.size(), probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldRefuseAnswersThatMayLackALostChange()
    {
        probe.text(change(101, "[\"10\",\"2\"]", ""))
            .text(change(102, "[\"9\",\"1\"]", "").substring(1))
            .snapshot("btceur", book(101, "[\"10\",\"2\"]", ""));
        assertFalse(probe.book("btceur").isLive);

        probe.text(change(103, "[\"8\",\"1\"]", "")).snapshot("btceur", book(102, "[\"9\",\"1\"]", ""));
        assertFalse(probe.book("btceur").isLive);

        probe.snapshot("btceur", book(103, "[\"8\",\"1\"]", ""));
        assertTrue(probe.book("btceur").isLive);
    }

    @Test
    void shouldTakePartialBooksWhereNoChangesCome()
    {
        final String partial = change(100, "[\"10\",\"1\"]", "").replace("diff_order_book", "order_book");
        probe.text(partial).text(partial.replace("100", "99"));
        assertTrue(probe.book("btceur").isLive);
        assertEquals(1, probe.count(FeedCounter.STALE_DELTAS));

        probe.text(change(101, "[\"10\",\"2\"]", "")).text(partial.replace("100", "102"));
        assertFalse(probe.book("btceur").isLive);

        probe.snapshot("btceur", book(101, "[\"10\",\"2\"],[\"1\",\"1\"]", ""));
        assertTrue(probe.book("btceur").isLive);
        assertEquals(2, probe.book("btceur").bids.size());
    }

    @Test
    void shouldLoseBooksWithTheirConnectionOrSubscription()
    {
        probe.snapshot("btceur", book(100, "[\"10\",\"1\"]", ""))
            .text(change(101, "[\"10\",\"2\"]", ""))
            .text(change(101, "", "").replace("\"data\"}", "\"bts:unsubscription_succeeded\"}"));
        assertFalse(probe.book("btceur").isLive);

        probe.snapshot("btceur", book(100, "[\"10\",\"1\"]", ""));
        assertTrue(probe.book("btceur").isLive);
        probe.reconnect();
        assertFalse(probe.book("btceur").isLive);
    }

    @Test
    void shouldReadTheTextsOfTradesAndNotTheirRoundedNumbers()
    {
        probe.text("""
            {"data":{"id":216000477,"timestamp":"1641343699","amount":0.0792,"amount_str":"0.07920000",
             "price":3805.4399999999996,"price_str":"3805.44","type":0,"microtimestamp":"1641343699596000",
             "buy_order_id":1443875737346049,"sell_order_id":1443875731320832},
             "channel":"live_trades_ethusd","event":"trade"}""").text("""
            {"event":"trade","channel":"live_trades_ethusd",
             "data":{"microtimestamp":"5","price":2.5,"amount":1e-3,"id":7,"type":1}}""");

        assertEquals(
            List.of(
                "ethusd 3805.44 0.0792 BUY id=216000477 t=1641343699596000000", "ethusd 2.5 0.001 SELL id=7 t=5000"),
            probe.trades);
        assertEquals(2, probe.messages("trade"));
    }

    @Test
    void shouldCountWhatItDoesNotKnow()
    {
        probe.text("{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}")
            .text("{\"event\":\"order_created\",\"channel\":\"live_orders_btcusd\",\"data\":{\"id\":1}}")
            .text("{\"event\":\"data\",\"channel\":\"detail_order_book_btcusd\",\"data\":{\"bids\":[],\"asks\":[]}}")
            .text("{}");

        assertEquals(1, probe.messages("bts:heartbeat"));
        assertEquals(2, probe.count(FeedCounter.UNKNOWN_MESSAGES));
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @Test
    void shouldListWhatIsTraded()
    {
        assertEquals(List.of("btcusd=BTCUSD -2 -8"), ListingProbe.read(new Bitstamp(), """
            [{"trading":"Enabled","base_decimals":8,"url_symbol":"btcusd","name":"BTC/USD","counter_decimals":2},
             {"trading":"Disabled","base_decimals":8,"url_symbol":"gbpeur","name":"GBP/EUR","counter_decimals":5}]"""));
        assertEquals(List.of("btcusd-perp=BTCUSD-PERP 0 -8"), ListingProbe.read(new Bitstamp(), """
            [{"name":"BTC/USD-PERP","market_symbol":"btcusd-perp","base_currency":"BTC","base_decimals":8,
              "counter_currency":"USD","counter_decimals":0,"trading":"Enabled","market_type":"PERPETUAL"}]"""));
    }

    private static String book(final long micros, final String bids, final String asks)
    {
        return "{\"timestamp\": \"1\", \"microtimestamp\": \"%d\", \"bids\": [%s], \"asks\": [%s]}"
            .formatted(micros, bids, asks);
    }

    private static String change(final long micros, final String bids, final String asks)
    {
        return "{\"data\":" + book(micros, bids, asks) + ",\"channel\":\"diff_order_book_btceur\",\"event\":\"data\"}";
    }

    private static String subscribed(final String channel)
    {
        return "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"" + channel + "\",\"data\":{}}";
    }
}
