package io.tickwire.engine.feed;

/**
 * What comes from {@code okx}.
 */
public final class OkxFuzz
{
    private static final FuzzedVenue VENUE = new FuzzedVenue("okx");

    private OkxFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        VENUE.run(data);
    }
}
