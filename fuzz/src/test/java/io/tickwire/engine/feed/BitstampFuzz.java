package io.tickwire.engine.feed;

/**
 * What comes from {@code bitstamp}.
 */
public final class BitstampFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("bitstamp");

    private BitstampFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
