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
    private static final Map<String, BiFunction<String, Survey, Desk>> ALL = new TreeMap<>(Map.of(
        "binance", BinanceDesk::new,
        "binance-usdm", BinanceDesk::new,
        "binance-coinm", BinanceDesk::new,
        "kraken", KrakenDesk::new,
        "coinbase", CoinbaseDesk::new));

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
