package io.tickwire.engine.feed;

/**
 * What comes from {@code deribit}.
 */
public final class DeribitFuzz
{
    private static final VenueFuzz VENUE = new VenueFuzz("deribit");

    private DeribitFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
