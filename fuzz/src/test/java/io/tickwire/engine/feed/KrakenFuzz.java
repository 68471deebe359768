package io.tickwire.engine.feed;

/**
 * What comes from {@code kraken}.
 */
public final class KrakenFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("kraken");

    private KrakenFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
