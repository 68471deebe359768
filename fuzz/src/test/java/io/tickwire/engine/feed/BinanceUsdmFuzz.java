package io.tickwire.engine.feed;

/**
 * What comes from {@code binance-usdm}.
 */
public final class BinanceUsdmFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("binance-usdm");

    private BinanceUsdmFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
