package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.InstrumentReader;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Consumer;

/**
 * What {@code GET /api/v5/public/instruments} answers. Quantities of derivatives are contracts.
 * Thread: feed-<venue>
 */
final class OkxInstruments implements InstrumentReader
{
    private static final JsonKeys KEYS = JsonKeys.of("data");
    private static final int INST_ID = 0;
    private static final int INST_TYPE = 1;
    private static final int TICK_SIZE = 2;
    private static final int LOT_SIZE = 3;
    private static final int STATE = 4;
    private static final JsonKeys INSTRUMENT_KEYS = JsonKeys.of("instId", "instType", "tickSz", "lotSz", "state");
    private static final int SPOT = 0;
    private static final int SWAP = 1;
    private static final JsonKeys TYPES = JsonKeys.of("SPOT", "SWAP");
    private static final int LIVE = 0;
    private static final JsonKeys STATES = JsonKeys.of("live");
    private static final String SWAP_ENDING = "-SWAP";

    private final JsonReader reader = new JsonReader();
    private final JsonDecimal tick = new JsonDecimal();
    private final JsonDecimal lot = new JsonDecimal();

    @Override
    public void read(final byte[] body, final int offset, final int length, final Consumer<Listing> listings)
    {
        reader.wrap(body, offset, length);
        InstrumentReader.readField(
            reader, KEYS, () -> InstrumentReader.readElements(reader, () -> readInstrument(listings)));
        reader.end();
    }

    /** What is not traded yet may have no tick. */
    private void readInstrument(final Consumer<Listing> listings)
    {
        String id = null;
        int type = JsonKeys.UNKNOWN;
        boolean isLive = false;
        tick.clear();
        lot.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(INSTRUMENT_KEYS))
            {
                case INST_ID -> id = reader.readString();
                case INST_TYPE -> type = reader.readKeyword(TYPES);
                case TICK_SIZE -> tick.read(reader);
                case LOT_SIZE -> lot.read(reader);
                case STATE -> isLive = reader.readKeyword(STATES) == LIVE;
                default -> reader.skipValue();
            }
        }
        if (id != null && isLive && tick.isKnown() && lot.isKnown())
        {
            listings.accept(new Listing(id, canonicalName(id, type), tick.stepExponent(), lot.stepExponent()));
        }
    }

    private static String canonicalName(final String id, final int type)
    {
        if (type == SWAP && id.endsWith(SWAP_ENDING))
        {
            return id.substring(0, id.length() - SWAP_ENDING.length()).replace("-", "") + "-PERP";
        }

        return type == SPOT ? id.replace("-", "") : id;
    }
}
