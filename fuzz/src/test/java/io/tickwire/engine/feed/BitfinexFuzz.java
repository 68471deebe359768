package io.tickwire.engine.feed;

/**
 * What comes from {@code bitfinex}.
 */
public final class BitfinexFuzz
{
    private static final VenueFuzz VENUE = new VenueFuzz("bitfinex");

    private BitfinexFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
