package io.tickwire.engine.feed;

/**
 * What comes from {@code binance-sbe}.
 */
public final class BinanceSbeFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("binance-sbe");

    private BinanceSbeFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
