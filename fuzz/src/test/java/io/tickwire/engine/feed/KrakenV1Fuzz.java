package io.tickwire.engine.feed;

/**
 * What comes from {@code kraken-v1}.
 */
public final class KrakenV1Fuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("kraken-v1");

    private KrakenV1Fuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
