package io.tickwire.engine.feed;

import io.tickwire.engine.feed.script.ScriptEvent;
import io.tickwire.engine.feed.script.ScriptRun;
import io.tickwire.engine.feed.script.VenueScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * What is no market data is handed on, whole and as it came, by the decoders of all venues; what is, is not.
 */
class ControlMessagesTest
{
    private static final List<String> BINANCE = List.of(
        "{\"result\":null,\"id\":1}",
        "{\"result\":[\"btcusdt@trade\"],\"id\":2}",
        "{\"code\":2,\"msg\":\"Invalid request: too many parameters\"}",
        "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":3}",
        "{\"e\":\"serverShutdown\",\"E\":1770123456789}",
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1770123456789}}",
        "{\"notice\":\"of a kind to come\"}");
    private static final List<String> BYBIT = List.of(
        "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"d30fd\",\"req_id\":\"1\",\"op\":\"subscribe\"}",
        "{\"success\":false,\"ret_msg\":\"handler not found,topic:no.X\",\"conn_id\":\"d3\",\"op\":\"subscribe\"}",
        "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"d3\",\"req_id\":\"\",\"op\":\"ping\"}",
        "{\"notice\":\"of a kind to come\"}");

    /** Those of each venue that speaks by sockets. */
    private static final Map<String, List<String>> MESSAGES = new TreeMap<>(Map.ofEntries(
        Map.entry("binance", BINANCE),
        Map.entry("binance-coinm", BINANCE),
        Map.entry("binance-sbe", BINANCE),
        Map.entry("binance-usdm", BINANCE),
        Map.entry("bitfinex", List.of(
            "{\"event\":\"info\",\"version\":2,\"serverId\":\"d7\",\"platform\":{\"status\":1}}",
            "{\"event\":\"info\",\"code\":20051,\"msg\":\"Stopping. Please try to reconnect\"}",
            "{\"event\":\"conf\",\"status\":\"OK\",\"flags\":131072}",
            "{\"event\":\"subscribed\",\"channel\":\"trades\",\"chanId\":5,\"pair\":\"BTCUSD\"}",
            "{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":5}",
            "{\"event\":\"error\",\"msg\":\"symbol: invalid\",\"code\":10300,\"symbol\":\"tNO\"}",
            "{\"event\":\"pong\",\"ts\":1511545528111,\"cid\":1234}",
            "[5,\"hb\"]",
            "{\"event\":\"to come\"}")),
        Map.entry("bitmex", List.of(
            "{\"info\":\"Welcome to the BitMEX Realtime API.\",\"limit\":{\"remaining\":39}}",
            "{\"success\":true,\"subscribe\":\"trade:XBTUSD\",\"request\":{\"op\":\"subscribe\",\"args\":[\"a\"]}}",
            "{\"status\":400,\"error\":\"Unknown table: no\",\"meta\":{},\"request\":{\"op\":\"subscribe\"}}",
            "pong",
            "{\"table\":\"to come\",\"action\":\"insert\",\"data\":[]}")),
        Map.entry("bitstamp", List.of(
            "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}",
            "{\"event\":\"bts:unsubscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}",
            "{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}",
            "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}",
            "{\"event\":\"bts:error\",\"channel\":\"\",\"data\":{\"message\":\"Bad subscription string.\"}}",
            "{\"event\":\"to come\",\"channel\":\"\",\"data\":{}}")),
        Map.entry("bybit", BYBIT),
        Map.entry("bybit-spot", BYBIT),
        Map.entry("coinbase", List.of(
            "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"level2\",\"product_ids\":[\"ETH-USD\"]}]}",
            "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"NO-USD is not a valid product\"}",
            "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\"}",
            "{\"type\":\"to come\"}")),
        Map.entry("coinbase-advanced", List.of(
            "{\"channel\":\"subscriptions\",\"sequence_num\":0,\"events\":[{\"subscriptions\":{}}]}",
            "{\"channel\":\"heartbeats\",\"sequence_num\":1,\"events\":[{\"heartbeat_counter\":\"3049\"}]}",
            "{\"type\":\"error\",\"message\":\"rate limit exceeded\"}")),
        Map.entry("deribit", List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"trades.BTC-PERPETUAL.100ms\"],\"usIn\":1,\"usOut\":2}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":10028,\"message\":\"too_many_requests\"}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"heartbeat\"}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"platform_state\",\"data\":{}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"to come\"}")),
        Map.entry("kraken", List.of(
            "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\",\"api_version\":\"v2\"}]}",
            "{\"channel\":\"heartbeat\"}",
            "{\"method\":\"subscribe\",\"result\":{\"channel\":\"trade\",\"symbol\":\"BTC/USD\"},\"success\":true}",
            "{\"error\":\"Currency pair not supported NO/USD\",\"method\":\"subscribe\",\"success\":false}",
            "{\"method\":\"pong\",\"req_id\":7}",
            "{\"error\":\"Exceeded msg rate\"}")),
        Map.entry("kraken-v1", List.of(
            "{\"event\":\"systemStatus\",\"status\":\"online\",\"connectionID\":13834774380200032777}",
            "{\"event\":\"subscriptionStatus\",\"channelName\":\"ohlc-1\",\"pair\":\"A/B\",\"status\":\"subscribed\"}",
            "{\"event\":\"subscriptionStatus\",\"errorMessage\":\"Currency pair not supported\",\"status\":\"error\"}",
            "{\"event\":\"heartbeat\"}",
            "{\"event\":\"pong\",\"reqid\":42}",
            "{\"event\":\"error\",\"errorMessage\":\"Malformed request\"}",
            "{\"event\":\"to come\"}")),
        Map.entry("okx", List.of(
            "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"connId\":\"acc\"}",
            "{\"event\":\"unsubscribe\",\"arg\":{\"channel\":\"trades\",\"instId\":\"BTC-USDT\"},\"connId\":\"acc\"}",
            "{\"event\":\"error\",\"code\":\"60012\",\"msg\":\"Invalid request: {}\",\"connId\":\"a4d3ae55\"}",
            "{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"Connection will soon be closed\",\"connId\":\"a4\"}",
            "{\"event\":\"channel-conn-count\",\"channel\":\"orders\",\"connCount\":\"2\",\"connId\":\"abc\"}",
            "pong",
            "{\"event\":\"to come\"}"))));

    static Set<String> venues()
    {
        return MESSAGES.keySet();
    }

    static Set<String> scripts()
    {
        return VenueScripts.names();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldHandOnWhatIsOfTheConnection(final String venue)
    {
        final FeedProbe probe = new FeedProbe(Venue.of(venue));
        MESSAGES.get(venue).forEach(probe::text);

        assertEquals(MESSAGES.get(venue), probe.controls);
        assertEquals(List.of(), probe.requests);
        assertEquals(0, probe.count(FeedCounter.MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shouldHandOnNoMarketData(final String venue)
    {
        final ScriptRun run = new ScriptRun(VenueScripts.of(venue, 1));
        final Set<String> data = new HashSet<>();
        for (int i = 0; i < 2_000; i++)
        {
            final ScriptEvent event = run.next();
            run.deliver(event);
            if (event.symbol() != null)
            {
                data.add(new String(event.bytes(), StandardCharsets.UTF_8));
            }
        }

        assertFalse(data.isEmpty());
        run.probe().controls.forEach(control -> assertFalse(data.contains(control), control));
    }

    @Test
    void shouldHaveMessagesOfAllVenuesButThoseByMulticast()
    {
        final Set<String> names = new HashSet<>(Venue.names());
        names.remove("deribit-sbe");

        assertEquals(names, MESSAGES.keySet());
    }

    @Test
    void shouldHandOnNothingOfWhatIsCutOff()
    {
        venues().forEach(venue ->
        {
            final FeedProbe probe = new FeedProbe(Venue.of(venue));
            MESSAGES.get(venue).forEach(message -> probe.text(message.substring(0, message.length() - 1)));
            assertEquals(List.of(), probe.controls, venue);
        });
    }

    @Test
    void shouldAnswerATestAndNotHandItOn()
    {
        final FeedProbe probe = new FeedProbe(Venue.of("deribit"));
        probe.text("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");

        assertEquals(List.of("answer"), probe.requests);
        assertEquals(List.of(), probe.controls);
    }
}
