package io.tickwire.engine.feed;

/**
 * What comes from {@code bitfinex}.
 */
public final class BitfinexFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("bitfinex");

    private BitfinexFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
