package io.tickwire.engine.feed;

/**
 * What comes from {@code bitmex}.
 */
public final class BitmexFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("bitmex");

    private BitmexFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
