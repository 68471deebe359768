package io.tickwire.engine.feed.script;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The scripts of all venues, by the venue's name: each makes one for a seed.
 */
public final class VenueScripts
{
    private static final Map<String, LongFunction<VenueScript>> SCRIPTS = new TreeMap<>(Map.ofEntries(
        Map.entry("binance", seed -> new BinanceScript("binance", seed)),
        Map.entry("binance-coinm", seed -> new BinanceScript("binance-coinm", seed)),
        Map.entry("binance-sbe", BinanceSbeScript::new),
        Map.entry("binance-usdm", seed -> new BinanceScript("binance-usdm", seed)),
        Map.entry("bitfinex", BitfinexScript::new),
        Map.entry("bitmex", BitmexScript::new),
        Map.entry("bitstamp", BitstampScript::new),
        Map.entry("bybit", seed -> new BybitScript("bybit", seed)),
        Map.entry("bybit-spot", seed -> new BybitScript("bybit-spot", seed)),
        Map.entry("coinbase", CoinbaseExchangeScript::new),
        Map.entry("coinbase-advanced", CoinbaseAdvancedScript::new),
        Map.entry("deribit", DeribitScript::new),
        Map.entry("deribit-sbe", DeribitSbeScript::new),
        Map.entry("kraken", KrakenScript::new),
        Map.entry("kraken-v1", KrakenV1Script::new),
        Map.entry("okx", OkxScript::new)));

    private VenueScripts()
    {
    }

    /** The names of all venues that have one. */
    public static Set<String> names()
    {
        return SCRIPTS.keySet();
    }

    public static VenueScript of(final String venue, final long seed)
    {
        return SCRIPTS.get(venue).apply(seed);
    }
}
