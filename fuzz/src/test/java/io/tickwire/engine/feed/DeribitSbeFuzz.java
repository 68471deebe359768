package io.tickwire.engine.feed;

/**
 * What comes from {@code deribit-sbe}.
 */
public final class DeribitSbeFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("deribit-sbe");

    private DeribitSbeFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
