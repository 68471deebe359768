package io.tickwire.engine.feed;

/**
 * What comes from {@code coinbase-advanced}.
 */
public final class CoinbaseAdvancedFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("coinbase-advanced");

    private CoinbaseAdvancedFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
