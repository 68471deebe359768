package io.tickwire.tools.exchange;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What venues answer to what clients send.
 */
class ProtocolsTest
{
    @TempDir
    private Path folder;

    /**
     * A talk.
     *
     * @param recorded one message of the recording.
     * @param lists    the request for the list of instruments, and what its answer has.
     * @param talk     what is sent, and an expression of what comes; empty: nothing is sent.
     * Thread: any
     */
    record Talk(String venue, String recorded, String path, List<String> lists, List<String> talk)
    {
        @Override
        public String toString()
        {
            return venue;
        }
    }

    static Stream<Talk> talks()
    {
        return Stream.of(
            binance(), kraken(), krakenV1(), coinbase(), coinbaseAdvanced(), okx(),
            bybit(), bitfinex(), bitstamp(), deribit(), bitmex());
    }

    @ParameterizedTest
    @MethodSource("talks")
    void shouldAnswerAsTheVenueDoes(final Talk talk) throws IOException
    {
        final Path file = Scene.write(folder, "lines", talk.recorded() + "\n");
        try (Scene scene = new Scene(
            List.of(file), options -> ExchangeOptions.of(options.captures(), null, talk.venue())
                .pace("1", "subscribed", false)))
        {
            final String list = scene.get("/" + talk.venue() + talk.lists().get(0));
            assertTrue(Pattern.compile(talk.lists().get(1)).matcher(list).find(), list);
            final VenueClient client = scene.connect("/" + talk.venue() + talk.path());
            for (int i = 0; i < talk.talk().size(); i += 2)
            {
                if (!talk.talk().get(i).isEmpty())
                {
                    client.send(talk.talk().get(i));
                }
                final Pattern expected = Pattern.compile(talk.talk().get(i + 1));
                client.await(message -> expected.matcher(message).find());
            }
        }
    }

    private static Talk binance()
    {
        return new Talk("binance", """
            {"stream":"abtc@trade","data":{"e":"trade","E":1,"s":"ABTC","t":1,"p":"1.50","q":"2","T":1,\
            "m":true}}""",
            "/ws", List.of("/api/v3/exchangeInfo", "\"tickSize\":\"0.01\""), List.of(
            """
            {"method":"SUBSCRIBE","params":["abtc@trade"],"id":7}""", "^.\"result\":null,\"id\":7.$",
            """
            {"method":"LIST_SUBSCRIPTIONS","id":"x"}""", "^.\"result\":.\"abtc@trade\".,\"id\":\"x\".$",
            """
            {"method":"GET_PROPERTY","params":["combined"],"id":8}""", "^.\"result\":false,\"id\":8.$",
            """
            {"method":"UNSUBSCRIBE","params":["abtc@trade"],"id":9}""", "^.\"result\":null,\"id\":9.$",
            """
            {"method":"DANCE","id":10}""", "^.\"code\":2,\"msg\":\"Invalid request: unknown variant `DANCE`.*10.$",
            "{", "^.\"code\":3,\"msg\":\"Invalid JSON"));
    }

    private static Talk kraken()
    {
        return new Talk("kraken", """
            {"channel":"trade","type":"update","data":[{"symbol":"A/B","side":"sell","price":0.5117,"qty":40.0,\
            "ord_type":"market","trade_id":1,"timestamp":"2023-09-25T07:49:37.708706Z"}]}""",
            "/v2", List.of("/0/public/AssetPairs", "\"wsname\":\"A/B\",\"pair_decimals\":4"), List.of(
            "", "\"channel\":\"status\".*\"system\":\"online\"",
            """
            {"method":"subscribe","params":{"channel":"trade","symbol":["A/B"]},"req_id":4}""",
            "\"method\":\"subscribe\",\"result\":.\"channel\":\"trade\",.*\"A/B\".*\"success\":true.*\"req_id\":4",
            """
            {"method":"subscribe","params":{"channel":"trade","symbol":["A/B"]},"req_id":5}""",
            "\"error\":\"Already subscribed.*\"success\":false.*\"req_id\":5",
            """
            {"method":"subscribe","params":{"channel":"trade","symbol":["NO/NO"]},"req_id":6}""",
            "\"error\":\"Currency pair not supported NO/NO\".*\"success\":false,\"symbol\":\"NO/NO\".*\"req_id\":6",
            """
            {"method":"unsubscribe","params":{"channel":"trade","symbol":["A/B"]},"req_id":8}""",
            "\"method\":\"unsubscribe\",\"result\".*\"success\":true.*\"req_id\":8",
            """
            {"method":"ping","req_id":9}""", "\"method\":\"pong\".*\"req_id\":9"));
    }

    private static Talk krakenV1()
    {
        return new Talk("kraken-v1", """
            [337,[["5541.20000","0.15850568","1534614057.321597","s","l",""]],"trade","XBT/USD"]""",
            "/", List.of("/0/public/AssetPairs", "\"wsname\":\"XBT/USD\",\"pair_decimals\":5"), List.of(
            "", "\"event\":\"systemStatus\",\"status\":\"online\"",
            """
            {"event":"subscribe","pair":["XBT/USD"],"subscription":{"name":"trade"},"reqid":4}""",
            "\"channelID\":337,\"channelName\":\"trade\",\"event\":\"subscriptionStatus\"," +
            "\"pair\":\"XBT/USD\",\"reqid\":4,\"status\":\"subscribed\"",
            """
            {"event":"subscribe","pair":["NO/NO"],"subscription":{"name":"trade"},"reqid":5}""",
            "\"errorMessage\":\"Currency pair not supported NO/NO\".*\"status\":\"error\".*\"reqid\":5",
            """
            {"event":"ping","reqid":6}""", "^.\"event\":\"pong\",\"reqid\":6.$",
            "", "\"event\":\"heartbeat\""));
    }

    private static Talk coinbase()
    {
        return new Talk("coinbase", MadeUp.match(1), "/",
            List.of("/products", "\"quote_increment\":\"0.01\""), List.of(
            """
            {"type":"subscribe","channels":[{"name":"matches","product_ids":["A-B"]},\
            {"name":"heartbeat","product_ids":["A-B"]}]}""",
            "^.\"type\":\"subscriptions\",\"channels\":..\"name\":\"matches\",\"product_ids\":.\"A-B\".*heartbeat",
            """
            {"type":"subscribe","product_ids":["NO-NO"],"channels":["matches"]}""",
            "\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"NO-NO is not a valid product\"",
            "", "\"type\":\"heartbeat\".*\"product_id\":\"A-B\"",
            """
            {"type":"unsubscribe","channels":["matches","heartbeat"]}""", "\"subscriptions\",\"channels\":..}$"));
    }

    private static Talk coinbaseAdvanced()
    {
        return new Talk("coinbase-advanced", """
            {"channel":"market_trades","timestamp":"2026-08-09T21:05:48.228568804Z","sequence_num":0,"events":\
            [{"type":"update","trades":[{"product_id":"A-B","trade_id":"1","price":"1.50","size":"0.002",\
            "time":"2026-08-09T21:05:42.514318Z","side":"SELL"}]}]}""",
            "/", List.of("/api/v3/brokerage/market/products", "\"price_increment\":\"0.01\""), List.of(
            """
            {"type":"subscribe","channel":"heartbeats"}""",
            "\"sequence_num\":0,.*\"subscriptions\":.\"heartbeats\":.\"heartbeats\"",
            "", "\"channel\":\"heartbeats\".*\"heartbeat_counter\"",
            """
            {"type":"subscribe","product_ids":["A-B"],"channel":"market_trades"}""",
            "\"heartbeats\":.\"heartbeats\".,\"market_trades\":.\"A-B\"",
            """
            {"type":"subscribe","product_ids":["NO-NO"],"channel":"level2"}""",
            "\"type\":\"error\",\"message\":\"NO-NO is not a valid product\""));
    }

    private static Talk okx()
    {
        return new Talk("okx", """
            {"arg":{"channel":"trades","instId":"A-B"},"data":[{"instId":"A-B","tradeId":"1","px":"1.50","sz":"1",\
            "side":"sell","ts":"1645999995692"}]}""",
            "/ws/v5/public", List.of("/api/v5/public/instruments?instType=SPOT", "\"tickSz\":\"0.01\""), List.of(
            """
            {"id":"4","op":"subscribe","args":[{"channel":"trades","instId":"A-B"}]}""",
            "^.\"id\":\"4\",\"event\":\"subscribe\",\"arg\":.\"channel\":\"trades\",\"instId\":\"A-B\".,\"connId\"",
            """
            {"id":"5","op":"subscribe","args":[{"channel":"trades","instId":"NO-NO"}]}""",
            "^.\"id\":\"5\",\"event\":\"error\",\"code\":\"60018\",.*:trades,instId:NO-NO doesn't exist",
            "ping", "^pong$",
            """
            {"op":"unsubscribe","args":[{"channel":"trades","instId":"A-B"}]}""", "^.\"event\":\"unsubscribe\"",
            "what", "\"event\":\"error\",\"code\":\"60012\""));
    }

    private static Talk bybit()
    {
        return new Talk("bybit", """
            {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1,"data":[{"T":1,"s":"BTCUSDT","S":"Sell",\
            "v":"0.004","p":"1.50","L":"MinusTick","i":"a9188a0a-82bc-50de-be60-03eedbe3cdd7","BT":false}]}""",
            "/v5/public/linear",
            List.of("/v5/market/instruments-info?category=linear", "\"tickSize\":\"0.01\""), List.of(
            """
            {"req_id":"4","op":"subscribe","args":["publicTrade.BTCUSDT"]}""",
            "^.\"success\":true,\"ret_msg\":\"\",\"conn_id\":\".*\",\"req_id\":\"4\",\"op\":\"subscribe\".$",
            """
            {"req_id":"5","op":"subscribe","args":["publicTrade.NO"]}""",
            "^.\"success\":false,\"ret_msg\":\"error:handler not found,topic:publicTrade.NO\".*\"5\"",
            """
            {"req_id":"6","op":"ping"}""", "\"ret_msg\":\"pong\",.*\"req_id\":\"6\",\"op\":\"ping\""));
    }

    private static Talk bitfinex()
    {
        return new Talk("bitfinex", """
            {"event":"subscribed","channel":"trades","chanId":232959,"symbol":"tBFTUSD","pair":"BFTUSD"}""",
            "/ws/2", List.of("/v2/conf/pub:list:pair:exchange,pub:list:pair:futures", "..\"BFTUSD\".,..."),
            List.of(
            "", "\"event\":\"info\",\"version\":2",
            """
            {"event":"conf","flags":65536}""", "\"event\":\"conf\",\"status\":\"OK\",\"flags\":65536",
            """
            {"event":"subscribe","channel":"trades","symbol":"tBFTUSD","subId":4}""",
            "\"event\":\"subscribed\",\"channel\":\"trades\",\"chanId\":1001,\"symbol\":\"tBFTUSD\",\"subId\":4",
            """
            {"event":"subscribe","channel":"trades","symbol":"tBFTUSD","subId":5}""",
            "\"event\":\"error\".*\"subId\":5,\"msg\":\"subscribe: dup\",\"code\":10301",
            """
            {"event":"subscribe","channel":"trades","symbol":"tNONO"}""", "\"symbol: invalid\",\"code\":10300",
            """
            {"event":"unsubscribe","chanId":1001}""",
            "\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":1001",
            """
            {"event":"ping","cid":9}""", "\"event\":\"pong\",\"ts\":\\d+,\"cid\":9"));
    }

    private static Talk bitstamp()
    {
        return new Talk("bitstamp", """
            {"data":{"id":1,"timestamp":"1","amount":1.0,"amount_str":"1.00000000","price":1.5,"price_str":"1.50",\
            "type":0,"microtimestamp":"1000000"},"channel":"live_trades_btcusd","event":"trade"}""",
            "/", List.of("/api/v2/markets/", "\"name\":\"BTC/USD\",\"market_symbol\":\"btcusd\""), List.of(
            """
            {"event":"bts:subscribe","data":{"channel":"live_trades_btcusd"}}""",
            "^.\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":...$",
            """
            {"event":"bts:subscribe","data":{"channel":"live_trades_nono"}}""", "\"bts:error\".*live_trades_nono",
            """
            {"event":"bts:heartbeat"}""", "\"bts:heartbeat\".*\"success\"",
            """
            {"event":"bts:unsubscribe","data":{"channel":"live_trades_btcusd"}}""",
            "bts:unsubscription_succeeded"));
    }

    private static Talk deribit()
    {
        return new Talk("deribit", """
            {"jsonrpc":"2.0","method":"subscription","params":{"channel":"trades.BTC-PERPETUAL.raw","data":[\
            {"trade_seq":1,"trade_id":"1","timestamp":1,"price":1.5,"instrument_name":"BTC-PERPETUAL",\
            "direction":"buy","amount":10.0}]}}""",
            "/ws/api/v2", List.of("/api/v2/public/get_instruments?currency=any", "\"BTC-PERPETUAL\""), List.of(
            """
            {"jsonrpc":"2.0","id":4,"method":"public/subscribe","params":{"channels":["trades.BTC-PERPETUAL.100ms",\
            "trades.NO.raw","platform_state"]}}""",
            "^.\"jsonrpc\":\"2.0\",\"id\":4,\"result\":.\"trades.BTC-PERPETUAL.100ms\",\"platform_state\"..$",
            """
            {"jsonrpc":"2.0","id":5,"method":"public/set_heartbeat","params":{"interval":10}}""",
            "\"id\":5,\"result\":\"ok\"",
            """
            {"jsonrpc":"2.0","id":6,"method":"public/test","params":{}}""", "\"id\":6,\"result\":.\"version\"",
            """
            {"jsonrpc":"2.0","id":7,"method":"public/dance"}""", "\"id\":7,\"error\":.\"code\":-32601",
            """
            {"jsonrpc":"2.0","id":8,"method":"public/unsubscribe","params":{"channels":["platform_state"]}}""",
            "\"id\":8,\"result\":.\"platform_state\"",
            "", "\"method\":\"heartbeat\",\"params\":.\"type\":\"heartbeat\""));
    }

    private static Talk bitmex()
    {
        return new Talk("bitmex", """
            {"table":"trade","action":"insert","data":[{"timestamp":"2021-07-22T22:36:10.014Z","symbol":"XBTUSD",\
            "side":"Buy","size":52,"price":17.5,"trdMatchID":"39744121-c20e-44ba-8cc8-a6b8cdf72885"}]}""",
            "/realtime", List.of("/api/v1/instrument/active", "\"symbol\":\"XBTUSD\",\"state\":\"Open\""), List.of(
            "", "\"info\":\"Welcome to the BitMEX Realtime API.\"",
            """
            {"op":"subscribe","args":["trade:XBTUSD"]}""",
            "^.\"success\":true,\"subscribe\":\"trade:XBTUSD\",\"request\":.\"op\":\"subscribe\"",
            """
            {"op":"subscribe","args":["dance:XBTUSD"]}""", "\"status\":400,\"error\":\"Unknown table: dance\"",
            """
            {"op":"unsubscribe","args":["trade:XBTUSD"]}""", "\"success\":true,\"unsubscribe\":\"trade:XBTUSD\"",
            "ping", "^pong$"));
    }
}
