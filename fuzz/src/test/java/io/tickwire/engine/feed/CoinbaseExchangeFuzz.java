package io.tickwire.engine.feed;

/**
 * What comes from {@code coinbase}.
 */
public final class CoinbaseExchangeFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("coinbase");

    private CoinbaseExchangeFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
