package io.tickwire.engine.feed;

/**
 * What comes from {@code binance}.
 */
public final class BinanceFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("binance");

    private BinanceFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
