package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * Reads a venue's list of what it trades, as its REST interface answers.
 * Thread: feed-<venue>
 */
@FunctionalInterface
public interface InstrumentReader
{
    /**
     * @param body     the answer's; at least {@code JsonReader.PADDING} bytes longer than the answer.
     * @param listings gets each that can be traded now, in the list's order.
     * @throws io.tickwire.engine.feed.json.MalformedMessageException where it is not what the venue sends.
     */
    void read(byte[] body, int offset, int length, Consumer<Listing> listings);

    /**
     * Read one field of a reader's next value, an object, and pass over its others.
     *
     * @param name  that the field has, and no other one.
     * @param value reads its value.
     */
    static void readField(final JsonReader reader, final JsonKeys name, final Runnable value)
    {
        reader.beginObject();
        while (reader.nextField())
        {
            if (reader.key(name) == JsonKeys.UNKNOWN)
            {
                reader.skipValue();
            }
            else
            {
                value.run();
            }
        }
    }

    /**
     * Read a reader's next value, an array.
     *
     * @param element reads an element of it.
     */
    static void readElements(final JsonReader reader, final Runnable element)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            element.run();
        }
    }

    /**
     * What a venue trades.
     *
     * @param venueSymbol      what the venue calls it in its messages.
     * @param canonicalName    what it is called here, in upper case: {@code BTCUSDT} for a pair, {@code BTCUSDT-PERP}
     *                         for a perpetual, the venue's own name for what has an end.
     * @param priceExponent    its tick is a multiple of ten to the power of this.
     * @param quantityExponent its lot, likewise.
     * Thread: any
     */
    record Listing(String venueSymbol, String canonicalName, int priceExponent, int quantityExponent)
    {
    }
}
