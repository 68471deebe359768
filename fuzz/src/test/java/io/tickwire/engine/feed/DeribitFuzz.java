package io.tickwire.engine.feed;

/**
 * What comes from {@code deribit}.
 */
public final class DeribitFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("deribit");

    private DeribitFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
