package io.tickwire.engine.feed;

/**
 * What comes from {@code binance-coinm}.
 */
public final class BinanceCoinmFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("binance-coinm");

    private BinanceCoinmFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
