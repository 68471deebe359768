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
    private static final Map<String, LongFunction<VenueScript>> SCRIPTS = new TreeMap<>(Map.of(
        "binance", seed -> new BinanceScript("binance", seed),
        "binance-usdm", seed -> new BinanceScript("binance-usdm", seed),
        "bitstamp", BitstampScript::new,
        "bybit", seed -> new BybitScript("bybit", seed),
        "coinbase", CoinbaseExchangeScript::new,
        "coinbase-advanced", CoinbaseAdvancedScript::new,
        "deribit", DeribitScript::new,
        "kraken", KrakenScript::new,
        "kraken-v1", KrakenV1Script::new,
        "okx", OkxScript::new));

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
