package io.tickwire.engine.feed;

/**
 * What comes from {@code bitstamp}.
 */
public final class BitstampFuzz
{
    private static final VenueFuzz VENUE = new VenueFuzz("bitstamp");

    private BitstampFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
