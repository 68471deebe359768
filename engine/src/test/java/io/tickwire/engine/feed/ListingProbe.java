package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonReader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a venue's reader of lists makes of an answer, a line of text for each instrument.
 */
public final class ListingProbe
{
    private ListingProbe()
    {
    }

    public static List<String> read(final Venue venue, final String answer)
    {
        final byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        final List<String> lines = new ArrayList<>();
        venue.newInstrumentReader().read(
            Arrays.copyOf(bytes, bytes.length + JsonReader.PADDING), 0, bytes.length,
            listing -> lines.add("%s=%s %d %d".formatted(
                listing.venueSymbol(), listing.canonicalName(), listing.priceExponent(),
                listing.quantityExponent())));

        return lines;
    }
}
