package io.tickwire.transport.feed.venue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What each venue answers, as its documents have it, and what that means.
 */
class ConversationsTest
{
    private static final long SEED = 20261127L;
    private static final int GARBAGE = 3_000;

    private final Heard heard = new Heard();
    private final List<String> sent = new ArrayList<>();
    private Conversation talk;
    private List<VenueStream> streams;

    static List<String> venues()
    {
        return VenueProtocol.names();
    }

    @Test
    void shouldTalkToBinance()
    {
        subscribe("binance", "TRADES,BOOK", "BTCUSDT", "ETHUSDT");
        assertEquals(List.of("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"btcusdt@depth@100ms\"," +
            "\"ethusdt@trade\",\"ethusdt@depth@100ms\"],\"id\":1}"), sent);
        hear("{\"result\":null,\"id\":1}",
            "accepted btcusdt@trade", "accepted btcusdt@depth@100ms", "accepted ethusdt@trade",
            "accepted ethusdt@depth@100ms");
        hear("{\"result\":null,\"id\":1}");

        talk.unsubscribe(streams.subList(0, 1), sent::add);
        assertEquals("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":2}", sent.get(1));
        hear("{\"result\":null,\"id\":2}", "ended btcusdt@trade");

        talk.subscribe(streams.subList(0, 1), sent::add);
        hear("{\"error\":{\"code\":2,\"msg\":\"Invalid request: request ID must be an unsigned integer\"},\"id\":3}",
            "refused btcusdt@trade");
        hear("{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 2\"}", "failed");
        hear("{\"code\":-1003,\"msg\":\"Too many requests.\"}", "too fast");
        hear("{\"e\":\"serverShutdown\",\"E\":1770123456789}", "leaving");
        hear("{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}", "leaving");
        assertNull(talk.keepAlive());
    }

    @Test
    void shouldAskBinanceForWhatEachOfItsMarketsHas()
    {
        assertEquals(
            List.of("btcusdt@trade", "btcusdt@bookTicker", "btcusdt@depth@0ms", "btcusdt@ticker", "btcusdt@kline_1m",
                "btcusdt@forceOrder"),
            names("binance-usdm", "BTCUSDT"));
        assertEquals(
            List.of("btcusd_perp@trade", "btcusd_perp@bookTicker", "btcusd_perp@depth@0ms", "btcusd_perp@ticker",
                "btcusd_perp@kline_1m", "btcusd_perp@forceOrder"),
            names("binance-coinm", "BTCUSD_PERP"));
        assertEquals(
            List.of("btcusdt@trade", "btcusdt@bestBidAsk", "btcusdt@depth"), names("binance-sbe", "BTCUSDT"));
    }

    @Test
    void shouldTalkToKraken()
    {
        subscribe("kraken", "TRADES,QUOTES,BOOK,TICKER,CANDLES", "BTC/USD", "NO/USD");
        assertEquals(List.of(
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\",\"NO/USD\"]," +
                "\"snapshot\":false},\"req_id\":1}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\",\"NO/USD\"]," +
                "\"event_trigger\":\"bbo\",\"snapshot\":true},\"req_id\":2}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\",\"NO/USD\"]," +
                "\"depth\":1000,\"snapshot\":true},\"req_id\":3}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ohlc\",\"symbol\":[\"BTC/USD\",\"NO/USD\"]," +
                "\"interval\":1,\"snapshot\":true},\"req_id\":4}"), sent);
        hear("{\"method\":\"subscribe\",\"req_id\":3,\"result\":{\"channel\":\"book\",\"depth\":1000," +
            "\"snapshot\":true," +
            "\"symbol\":\"BTC/USD\"},\"success\":true,\"time_in\":\"2024-05-15T11:20:42.1Z\"}",
            "accepted book/BTC/USD");
        hear("{\"error\":\"Currency pair not supported NO/USD\",\"method\":\"subscribe\",\"req_id\":3," +
            "\"success\":false,\"symbol\":\"NO/USD\"}", "refused book/NO/USD");
        hear("{\"error\":\"Currency pair not supported NO/USD\",\"method\":\"subscribe\",\"req_id\":1," +
            "\"success\":false}", "refused trade/NO/USD");
        hear("{\"error\":\"Already subscribed\",\"method\":\"subscribe\",\"req_id\":1,\"success\":false," +
            "\"symbol\":\"BTC/USD\"}", "accepted trade/BTC/USD");
        hear("{\"error\":\"Subscription ohlc interval not supported\",\"method\":\"subscribe\",\"req_id\":4," +
            "\"success\":false}", "refused ohlc/BTC/USD", "refused ohlc/NO/USD");
        hear("{\"error\":\"Exceeded msg rate\",\"method\":\"subscribe\",\"req_id\":2,\"success\":false}", "too fast");
        hear("{\"channel\":\"status\",\"data\":[{\"system\":\"online\"}],\"type\":\"update\"}");
        hear("{\"channel\":\"status\",\"data\":[{\"system\":\"maintenance\"}],\"type\":\"update\"}", "failed");
        hear("{\"channel\":\"heartbeat\"}");
        hear("{\"method\":\"pong\",\"req_id\":9}");

        talk.unsubscribe(book("kraken", "BTC/USD"), sent::add);
        assertEquals("{\"method\":\"unsubscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"]," +
            "\"depth\":1000},\"req_id\":5}", sent.get(4));
        hear("{\"method\":\"unsubscribe\",\"req_id\":5,\"result\":{\"channel\":\"book\",\"depth\":1000," +
            "\"symbol\":\"BTC/USD\"},\"success\":true}", "ended book/BTC/USD");
        assertEquals("{\"method\":\"ping\",\"req_id\":6}", talk.keepAlive());
    }

    @Test
    void shouldAskKrakenForTickersOfTradesWhereNobodyWantsQuotes()
    {
        subscribe("kraken", "TICKER", "BTC/USD");

        assertEquals(List.of("{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\"]," +
            "\"snapshot\":true},\"req_id\":1}"), sent);
    }

    @Test
    void shouldTalkToTheOlderKraken()
    {
        subscribe("kraken-v1", "QUOTES,BOOK,CANDLES", "XBT/USD", "NO/USD");
        assertEquals(List.of(
            "{\"event\":\"subscribe\",\"reqid\":1,\"pair\":[\"XBT/USD\",\"NO/USD\"],\"subscription\":" +
                "{\"name\":\"spread\"}}",
            "{\"event\":\"subscribe\",\"reqid\":2,\"pair\":[\"XBT/USD\",\"NO/USD\"],\"subscription\":" +
                "{\"name\":\"book\",\"depth\":1000}}",
            "{\"event\":\"subscribe\",\"reqid\":3,\"pair\":[\"XBT/USD\",\"NO/USD\"],\"subscription\":" +
                "{\"name\":\"ohlc\",\"interval\":1}}"), sent);
        hear("{\"channelID\":10,\"channelName\":\"book-1000\",\"event\":\"subscriptionStatus\",\"pair\":\"XBT/USD\"," +
            "\"reqid\":2,\"status\":\"subscribed\",\"subscription\":{\"depth\":1000,\"name\":\"book\"}}",
            "accepted book-1000/XBT/USD");
        hear("{\"channelID\":11,\"channelName\":\"ohlc-1\",\"event\":\"subscriptionStatus\",\"pair\":\"XBT/USD\"," +
            "\"reqid\":3,\"status\":\"subscribed\",\"subscription\":{\"interval\":1,\"name\":\"ohlc\"}}",
            "accepted ohlc-1/XBT/USD");
        hear("{\"errorMessage\":\"Currency pair not supported NO/USD\",\"event\":\"subscriptionStatus\"," +
            "\"pair\":\"NO/USD\",\"reqid\":2,\"status\":\"error\",\"subscription\":{\"name\":\"book\"}}",
            "refused book-1000/NO/USD");
        hear("{\"errorMessage\":\"Exceeded msg rate\",\"event\":\"error\",\"reqid\":1}", "too fast");
        hear("{\"errorMessage\":\"Malformed request\",\"event\":\"error\"}", "failed");
        hear("{\"channelID\":10,\"channelName\":\"book-1000\",\"event\":\"subscriptionStatus\",\"pair\":\"XBT/USD\"," +
            "\"status\":\"unsubscribed\",\"subscription\":{\"depth\":1000,\"name\":\"book\"}}",
            "ended book-1000/XBT/USD");
        hear("{\"connectionID\":8628615390848610000,\"event\":\"systemStatus\",\"status\":\"online\"}");
        hear("{\"event\":\"systemStatus\",\"status\":\"maintenance\"}", "failed");
        assertEquals("{\"event\":\"ping\",\"reqid\":4}", talk.keepAlive());
    }

    @Test
    void shouldTalkToOkx()
    {
        subscribe("okx", "TRADES,BOOK,LIQUIDATIONS", "BTC-USDT-SWAP", "NO-USDT-SWAP");
        assertEquals(List.of("{\"id\":\"1\",\"op\":\"subscribe\",\"args\":[" +
            "{\"channel\":\"trades\",\"instId\":\"BTC-USDT-SWAP\"},{\"channel\":\"books\"," +
            "\"instId\":\"BTC-USDT-SWAP\"}," +
            "{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"},{\"channel\":\"trades\",\"instId\":" +
            "\"NO-USDT-SWAP\"},{\"channel\":\"books\",\"instId\":\"NO-USDT-SWAP\"}]}"), sent);
        hear("{\"id\":\"1\",\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT-SWAP\"}," +
            "\"connId\":\"accb8e21\"}", "accepted books/BTC-USDT-SWAP");
        hear("{\"id\":\"1\",\"event\":\"subscribe\",\"arg\":{\"channel\":\"liquidation-orders\"," +
            "\"instType\":\"SWAP\"}," +
            "\"connId\":\"accb8e21\"}", "accepted liquidation-orders/SWAP");
        hear("{\"id\":\"1\",\"event\":\"error\",\"code\":\"60018\",\"msg\":\"Wrong URL or channel:books,instId:" +
            "NO-USDT-SWAP doesn't exist. Please use the correct URL, channel and parameters referring to API " +
            "document.\",\"connId\":\"accb8e21\"}", "refused books/NO-USDT-SWAP");
        hear("{\"event\":\"error\",\"code\":\"60014\",\"msg\":\"Requests too frequent\",\"connId\":\"a\"}", "too fast");
        hear("{\"id\":\"1\",\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Invalid request\",\"connId\":\"a\"}",
            "refused trades/BTC-USDT-SWAP", "refused trades/NO-USDT-SWAP");
        hear("{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Invalid request\",\"connId\":\"a4d3ae55\"}", "failed");
        hear("{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"The connection will soon be closed for a service " +
            "upgrade. Please reconnect.\",\"connId\":\"a4d3ae55\"}", "leaving");
        hear("{\"event\":\"channel-conn-count\",\"channel\":\"orders\",\"connCount\":\"2\",\"connId\":\"a\"}");
        hear("pong");

        talk.unsubscribe(book("okx", "BTC-USDT-SWAP"), sent::add);
        assertEquals("{\"id\":\"2\",\"op\":\"unsubscribe\",\"args\":[{\"channel\":\"books\",\"instId\":" +
            "\"BTC-USDT-SWAP\"}]}", sent.get(1));
        hear("{\"id\":\"2\",\"event\":\"unsubscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT-SWAP\"}}",
            "ended books/BTC-USDT-SWAP");
        assertEquals("ping", talk.keepAlive());
    }

    @Test
    void shouldTalkToBybit()
    {
        subscribe("bybit", "TRADES,QUOTES,BOOK,TICKER,CANDLES,LIQUIDATIONS", "BTCUSDT");
        assertEquals(List.of("{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\"," +
            "\"orderbook.1.BTCUSDT\",\"orderbook.200.BTCUSDT\",\"tickers.BTCUSDT\",\"kline.1.BTCUSDT\"," +
            "\"allLiquidation.BTCUSDT\"]}"), sent);
        hear("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"2324d924\",\"req_id\":\"1\",\"op\":\"subscribe\"}",
            "accepted publicTrade.BTCUSDT", "accepted orderbook.1.BTCUSDT", "accepted orderbook.200.BTCUSDT",
            "accepted tickers.BTCUSDT", "accepted kline.1.BTCUSDT", "accepted allLiquidation.BTCUSDT");

        talk.unsubscribe(book("bybit", "BTCUSDT"), sent::add);
        hear("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"2324d924\",\"req_id\":\"2\",\"op\":\"unsubscribe\"}",
            "ended orderbook.200.BTCUSDT");
        assertEquals("{\"req_id\":\"3\",\"op\":\"ping\"}", talk.keepAlive());
        hear("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"0970e817\",\"req_id\":\"3\",\"op\":\"ping\"}");
        hear("{\"success\":false,\"ret_msg\":\"error:handler not found\",\"req_id\":\"\",\"op\":\"subscribe\"}",
            "failed");
    }

    @Test
    void shouldAskBybitAgainForWhatCouldHaveBeenHad()
    {
        subscribe("bybit-spot", "TRADES,TICKER", "BTCUSD", "BTCUSDT", "NOUSDT");
        hear("{\"success\":false,\"ret_msg\":\"error:handler not found,topic:publicTrade.NOUSDT\",\"conn_id\":\"b\"," +
            "\"req_id\":\"1\",\"op\":\"subscribe\"}",
            "again publicTrade.BTCUSD", "again tickers.BTCUSD", "again publicTrade.BTCUSDT", "again tickers.BTCUSDT",
            "refused publicTrade.NOUSDT", "again tickers.NOUSDT");
    }

    @Test
    void shouldTalkToBitfinex()
    {
        talk = VenueProtocol.of("bitfinex").newConversation();
        talk.begin(sent::add);
        assertEquals(List.of("{\"event\":\"conf\",\"flags\":196608}"), take());
        ask("bitfinex", "TRADES,BOOK,CANDLES,LIQUIDATIONS", "tBTCF0:USTF0");
        assertEquals(List.of(
            "{\"event\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"tBTCF0:USTF0\",\"subId\":1}",
            "{\"event\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"tBTCF0:USTF0\",\"prec\":\"P0\"," +
                "\"freq\":\"F0\",\"len\":\"250\",\"subId\":2}",
            "{\"event\":\"subscribe\",\"channel\":\"candles\",\"key\":\"trade:1m:tBTCF0:USTF0\",\"subId\":3}",
            "{\"event\":\"subscribe\",\"channel\":\"status\",\"key\":\"liq:global\",\"subId\":4}"), take());
        hear("{\"event\":\"subscribed\",\"channel\":\"book\",\"chanId\":10092,\"symbol\":\"tBTCF0:USTF0\",\"prec\":" +
            "\"P0\",\"freq\":\"F0\",\"len\":\"250\",\"subId\":2,\"pair\":\"BTCF0:USTF0\"}",
            "accepted book/tBTCF0:USTF0");
        hear("{\"event\":\"subscribed\",\"channel\":\"candles\",\"chanId\":5,\"key\":\"trade:1m:tBTCF0:USTF0\"}",
            "accepted candles/trade:1m:tBTCF0:USTF0");
        hear("{\"event\":\"error\",\"msg\":\"symbol: invalid\",\"code\":10300,\"channel\":\"trades\",\"symbol\":" +
            "\"tBTCF0:USTF0\",\"subId\":1}", "refused trades/tBTCF0:USTF0");
        hear("{\"event\":\"error\",\"msg\":\"subscribe: dup\",\"code\":10301,\"channel\":\"status\",\"key\":" +
            "\"liq:global\",\"subId\":4}", "accepted status/liq:global");
        hear("{\"event\":\"error\",\"msg\":\"ERR_RATE_LIMIT\",\"code\":11010}", "too fast");
        hear("{\"event\":\"error\",\"msg\":\"not ready\",\"code\":11000}", "too fast");
        hear("{\"event\":\"error\",\"msg\":\"event: invalid\",\"code\":10000}", "failed");
        hear("{\"event\":\"info\",\"version\":2,\"serverId\":\"d7\",\"platform\":{\"status\":1}}");
        hear("{\"event\":\"info\",\"version\":2,\"serverId\":\"d7\",\"platform\":{\"status\":0}}", "failed");
        hear("{\"event\":\"info\",\"code\":20051,\"msg\":\"Stopping. Please try to reconnect\"}", "leaving");
        hear("{\"event\":\"info\",\"code\":20060,\"msg\":\"Maintenance begins\"}", "failed");
        hear("{\"event\":\"info\",\"code\":20061,\"msg\":\"Maintenance ended\"}", "leaving");
        hear("[10092,\"hb\",17]");
        hear("{\"event\":\"pong\",\"ts\":1511545528111,\"cid\":5}");

        talk.unsubscribe(streams, sent::add);
        assertEquals(List.of(
            "{\"event\":\"unsubscribe\",\"chanId\":10092}", "{\"event\":\"unsubscribe\",\"chanId\":5}"), take());
        hear("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":10092}", "ended book/tBTCF0:USTF0");
        hear("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":10092}");
    }

    @Test
    void shouldTalkToBitstamp()
    {
        subscribe("bitstamp", "TRADES,BOOK", "btcusd");
        assertEquals(List.of(
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"diff_order_book_btcusd\"}}"), sent);
        hear("{\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}",
            "accepted live_trades_btcusd");
        hear("{\"event\":\"bts:error\",\"channel\":\"diff_order_book_btcusd\",\"data\":{\"code\":null,\"message\":" +
            "\"Bad subscription string.\"}}", "refused diff_order_book_btcusd");
        hear("{\"event\":\"bts:error\",\"channel\":\"\",\"data\":{\"code\":null,\"message\":\"Bad subscription " +
            "string.\"}}", "failed");
        hear("{\"event\":\"bts:unsubscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}",
            "ended live_trades_btcusd");
        hear("{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}", "leaving");
        hear("{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}");
        assertEquals("{\"event\":\"bts:heartbeat\"}", talk.keepAlive());
    }

    @Test
    void shouldTalkToDeribit()
    {
        talk = VenueProtocol.of("deribit").newConversation();
        talk.begin(sent::add);
        assertEquals(List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":30}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"public/subscribe\",\"params\":{\"channels\":" +
                "[\"platform_state\"]}}"), take());
        hear("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"ok\"}");
        hear("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":[\"platform_state\"]}");
        ask("deribit", "TRADES,QUOTES,BOOK,TICKER,CANDLES,LIQUIDATIONS", "BTC-PERPETUAL");
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/subscribe\",\"params\":{\"channels\":" +
            "[\"trades.BTC-PERPETUAL.100ms\",\"quote.BTC-PERPETUAL\",\"book.BTC-PERPETUAL.100ms\"," +
            "\"ticker.BTC-PERPETUAL.100ms\",\"chart.trades.BTC-PERPETUAL.1\"]}}"), take());
        hear("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":[\"trades.BTC-PERPETUAL.100ms\",\"quote.BTC-PERPETUAL\"," +
            "\"book.BTC-PERPETUAL.100ms\",\"ticker.BTC-PERPETUAL.100ms\"],\"usIn\":1,\"usOut\":2}",
            "accepted trades.BTC-PERPETUAL.100ms", "accepted quote.BTC-PERPETUAL", "accepted book.BTC-PERPETUAL.100ms",
            "accepted ticker.BTC-PERPETUAL.100ms", "refused chart.trades.BTC-PERPETUAL.1");
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"public/test\",\"params\":{}}", talk.testAnswer());
        hear("{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"version\":\"1.2.26\"},\"testnet\":false}");

        talk.unsubscribe(book("deribit", "BTC-PERPETUAL"), sent::add);
        hear("{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":[\"book.BTC-PERPETUAL.100ms\"]}",
            "ended book.BTC-PERPETUAL.100ms");
        talk.subscribe(book("deribit", "BTC-PERPETUAL"), sent::add);
        hear("{\"jsonrpc\":\"2.0\",\"id\":6,\"error\":{\"code\":10028,\"message\":\"too_many_requests\",\"data\":" +
            "{\"wait\":2}}}", "too fast");
        talk.subscribe(book("deribit", "BTC-PERPETUAL"), sent::add);
        hear("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32602,\"message\":\"Invalid params\"}}",
            "refused book.BTC-PERPETUAL.100ms");
        hear("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}");
        hear("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"platform_state\",\"data\":" +
            "{\"maintenance\":true}}}", "leaving");
        hear("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"platform_state\",\"data\":" +
            "{\"price_index\":\"btc_usd\",\"locked\":true}}}");
    }

    @Test
    void shouldTalkToBitmex()
    {
        subscribe("bitmex", "TRADES,QUOTES,BOOK,TICKER,CANDLES,LIQUIDATIONS", "XBTUSD", "NOUSD");
        assertEquals(List.of("{\"op\":\"subscribe\",\"args\":[\"trade:XBTUSD\",\"quote:XBTUSD\"," +
            "\"orderBookL2:XBTUSD\"," +
            "\"instrument:XBTUSD\",\"tradeBin1m:XBTUSD\",\"liquidation:XBTUSD\",\"trade:NOUSD\",\"quote:NOUSD\"," +
            "\"orderBookL2:NOUSD\",\"instrument:NOUSD\",\"tradeBin1m:NOUSD\",\"liquidation:NOUSD\"]}"), sent);
        hear("{\"info\":\"Welcome to the BitMEX Realtime API.\",\"version\":\"1.1.0\",\"limit\":{\"remaining\":39}}");
        hear("{\"success\":true,\"subscribe\":\"trade:XBTUSD\",\"request\":{\"op\":\"subscribe\",\"args\":[\"a\"]}}",
            "accepted trade:XBTUSD");
        hear("{\"status\":400,\"error\":\"Unknown or expired symbol: NOUSD. Please see the documentation.\"," +
            "\"meta\":{}," +
            "\"request\":{\"op\":\"subscribe\",\"args\":[\"trade:XBTUSD\",\"trade:NOUSD\",\"quote:NOUSD\"]}}",
            "refused trade:NOUSD", "refused quote:NOUSD");
        hear("{\"status\":400,\"error\":\"You are already subscribed to this topic: quote:XBTUSD\",\"meta\":{}," +
            "\"request\":{\"op\":\"subscribe\",\"args\":[\"trade:XBTUSD\"," +
            "\"quote:XBTUSD\"]}}", "accepted quote:XBTUSD");
        hear("{\"status\":400,\"error\":\"Unknown or expired symbol.\",\"meta\":{},\"request\":{\"op\":\"subscribe\"," +
            "\"args\":[\"quote:XBTUSD\"]}}", "refused quote:XBTUSD");
        hear("{\"status\":400,\"error\":\"Unknown table: no\",\"meta\":{},\"request\":{\"op\":\"subscribe\",\"args\":" +
            "[\"no:XBTUSD\",\"trade:XBTUSD\"]}}", "failed");
        hear("{\"status\":429,\"error\":\"Rate limit exceeded, retry in 1 seconds.\",\"meta\":{\"retryAfter\":1}," +
            "\"request\":{\"op\":\"subscribe\",\"args\":[\"trade:XBTUSD\"]}}", "too fast");
        hear("{\"success\":true,\"unsubscribe\":\"trade:XBTUSD\",\"request\":{\"op\":\"unsubscribe\",\"args\":[]}}",
            "ended trade:XBTUSD");
        hear("pong");
        assertEquals("ping", talk.keepAlive());
    }

    @Test
    void shouldTalkToCoinbase()
    {
        subscribe("coinbase", "TRADES,BOOK", "BTC-USD", "ETH-USD");
        assertEquals(List.of(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"matches\"]}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"level2_batch\"]}"),
            sent);
        hear("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"," +
            "\"ETH-USD\"],\"account_ids\":null}]}", "accepted matches/BTC-USD", "accepted matches/ETH-USD");
        hear("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"level2_50\",\"product_ids\":[\"BTC-USD\"]}," +
            "{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}]}",
            "accepted level2_batch/BTC-USD", "again level2_batch/ETH-USD");
        hear("{\"type\":\"subscriptions\",\"channels\":[]}");

        talk.unsubscribe(book("coinbase", "BTC-USD"), sent::add);
        talk.subscribe(book("coinbase", "BTC-USD"), sent::add);
        assertEquals("{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"level2_batch\"]}",
            sent.get(2));
        hear("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"]}]}",
            "ended level2_batch/BTC-USD");
        hear("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"level2_batch\",\"product_ids\":[\"BTC-USD\"]}]}",
            "accepted level2_batch/BTC-USD");
        hear("{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\"}");
    }

    @Test
    void shouldUnderstandWhatCoinbaseRefuses()
    {
        subscribe("coinbase", "TRADES", "BTC-USD", "NO-USD");
        hear("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"NO-USD is not a valid product\"}",
            "again matches/BTC-USD", "refused matches/NO-USD");
        ask("coinbase", "BOOK", "BTC-USD");
        hear("{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"level2, level3, and full channels " +
            "now require authentication.\"}", "refused level2_batch/BTC-USD");
        hear("{\"type\":\"error\",\"message\":\"Rate limit exceeded\"}", "too fast");
        hear("{\"type\":\"error\",\"message\":\"ErrSlowConsume\"}", "failed");
    }

    @Test
    void shouldTalkToCoinbaseAdvanced()
    {
        talk = VenueProtocol.of("coinbase-advanced").newConversation();
        talk.begin(sent::add);
        assertEquals(List.of("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}"), take());
        ask("coinbase-advanced", "TRADES,BOOK", "BTC-USD", "ETH-USD");
        assertEquals(List.of(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\"market_trades\"}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channel\":\"level2\"}"), take());
        hear("{\"channel\":\"subscriptions\",\"sequence_num\":0,\"events\":[{\"subscriptions\":{\"heartbeats\":" +
            "[\"heartbeats\"]}}]}");
        hear("{\"channel\":\"subscriptions\",\"sequence_num\":2,\"events\":[{\"subscriptions\":{\"heartbeats\":" +
            "[\"heartbeats\"],\"market_trades\":[\"ETH-USD\",\"BTC-USD\"]}}]}",
            "accepted market_trades/BTC-USD", "accepted market_trades/ETH-USD");
        hear("{\"type\":\"error\",\"message\":\"rate limit exceeded\"}", "too fast");
        hear("{\"type\":\"error\",\"message\":\"authentication failure\"}", "failed");
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldFailAtNothingThatComes(final String venue)
    {
        final SplittableRandom random = new SplittableRandom(SEED + venue.hashCode());
        final String symbol = venue.startsWith("kraken") ? "BTC/USD" : venue.equals("bitstamp") ? "btcusd" : "BTCUSD";
        ask(venue, "TRADES,BOOK", symbol);
        final List<String> words = new ArrayList<>(Garbage.WORDS);
        streams.forEach(stream -> words.add(stream.name()));
        words.add(symbol);
        final Garbage garbage = new Garbage(random, words);
        for (int i = 0; i < GARBAGE; i++)
        {
            heard.of(talk, garbage.message());
            if (i % 100 == 0)
            {
                talk.subscribe(streams, sent::add);
                talk.unsubscribe(streams, sent::add);
            }
        }
        heard.all.stream().filter(reply -> !reply.contains("failed") && !reply.contains("leaving") &&
            !reply.contains("too fast")).forEach(reply ->
                assertTrue(streams.stream().anyMatch(stream -> reply.endsWith(' ' + stream.name())), reply));
    }

    private void subscribe(final String venue, final String channels, final String... symbols)
    {
        talk = VenueProtocol.of(venue).newConversation();
        ask(venue, channels, symbols);
    }

    private void ask(final String venue, final String channels, final String... symbols)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);
        talk = talk == null ? protocol.newConversation() : talk;
        final EnumSet<FeedChannel> wanted = EnumSet.noneOf(FeedChannel.class);
        for (final String channel : channels.split(","))
        {
            wanted.add(FeedChannel.valueOf(channel));
        }
        streams = Arrays.stream(symbols)
            .flatMap(symbol -> protocol.streams(symbol, wanted).stream())
            .distinct()
            .toList();
        talk.subscribe(streams, sent::add);
    }

    private List<String> take()
    {
        final List<String> taken = List.copyOf(sent);
        sent.clear();

        return taken;
    }

    private void hear(final String text, final String... replies)
    {
        assertEquals(List.of(replies), heard.of(talk, text).take(), text);
    }

    private static List<VenueStream> book(final String venue, final String symbol)
    {
        return VenueProtocol.of(venue).streams(symbol, EnumSet.of(FeedChannel.BOOK));
    }

    private static List<String> names(final String venue, final String symbol)
    {
        final VenueProtocol protocol = VenueProtocol.of(venue);

        return protocol.streams(symbol, protocol.channels()).stream().map(VenueStream::name).toList();
    }
}
