package io.tickwire.tools.exchange;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The table of venues that can be spoken.
 * Thread: any
 */
final class Desks
{
    private static final Map<String, BiFunction<String, Survey, Desk>> ALL = new TreeMap<>(Map.ofEntries(
        Map.entry("binance", BinanceDesk::new),
        Map.entry("binance-sbe", BinanceSbeDesk::new),
        Map.entry("binance-usdm", BinanceDesk::new),
        Map.entry("binance-coinm", BinanceDesk::new),
        Map.entry("bitfinex", BitfinexDesk::new),
        Map.entry("bitmex", BitmexDesk::new),
        Map.entry("bitstamp", BitstampDesk::new),
        Map.entry("bybit", BybitDesk::new),
        Map.entry("bybit-spot", BybitDesk::new),
        Map.entry("coinbase", CoinbaseDesk::new),
        Map.entry("coinbase-advanced", CoinbaseAdvancedDesk::new),
        Map.entry("deribit", DeribitDesk::new),
        Map.entry("deribit-sbe", DeribitSbeDesk::new),
        Map.entry("kraken", KrakenDesk::new),
        Map.entry("kraken-v1", KrakenV1Desk::new),
        Map.entry("okx", OkxDesk::new)));

    private Desks()
    {
    }

    /**
     * @throws IllegalArgumentException where the venue can not be spoken.
     */
    static Desk of(final String venue, final Survey survey)
    {
        final BiFunction<String, Survey, Desk> maker = ALL.get(venue);
        if (maker == null)
        {
            throw new IllegalArgumentException(
                "this venue can not be spoken: venue=" + venue + ", venues=" + ALL.keySet());
        }

        return maker.apply(venue, survey);
    }
}
