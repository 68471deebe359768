package io.tickwire.engine.feed;

/**
 * What comes from {@code bybit}.
 */
public final class BybitFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("bybit");

    private BybitFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
