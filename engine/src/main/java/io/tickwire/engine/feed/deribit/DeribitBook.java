package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;

/**
 * The data of a {@code book} notification. A level is {@code ["new", price, amount]}; in a grouped book, which is whole
 * in each message and says no type, it is {@code [price, amount]}.
 * Thread: feed-<venue>
 */
final class DeribitBook
{
    /**
     * What a message has of the book.
     * Thread: any
     */
    enum Form
    {
        SNAPSHOT, CHANGE, WHOLE
    }

    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a book without its ids or one of its sides, or of no such type");

    private static final int TYPE = 0;
    private static final int TIMESTAMP = 1;
    private static final int INSTRUMENT_NAME = 2;
    private static final int CHANGE_ID = 3;
    private static final int PREV_CHANGE_ID = 4;
    private static final int BIDS = 5;
    private static final int ASKS = 6;
    private static final JsonKeys KEYS = JsonKeys.of(
        "type", "timestamp", "instrument_name", "change_id", "prev_change_id", "bids", "asks");
    private static final Form[] FORMS = Form.values();
    private static final JsonKeys TYPES = JsonKeys.of("snapshot", "change");
    private static final int DELETE = 0;
    private static final JsonKeys ACTIONS = JsonKeys.of("delete", "new", "change");
    private static final long NO_ID = -1;

    private final VenueFeed feed;
    private final ChangeChain chain = new ChangeChain();
    private final LevelBuffer levels = new LevelBuffer();
    private Form form;
    private boolean hasName;
    private boolean hasBids;
    private boolean hasAsks;
    private Instrument instrument;
    private long timeNs;
    private long changeId;
    private long previousId;

    DeribitBook(final VenueFeed feed)
    {
        this.feed = feed;
    }

    void onConnected()
    {
        chain.clear();
    }

    Form form()
    {
        return form;
    }

    /** Null where its ticks are not wanted. */
    Instrument instrument()
    {
        return instrument;
    }

    void read(final JsonReader reader)
    {
        form = Form.WHOLE;
        hasName = false;
        hasBids = false;
        hasAsks = false;
        instrument = null;
        timeNs = Decimals.NULL;
        changeId = NO_ID;
        previousId = NO_ID;
        levels.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case TYPE ->
                {
                    final int type = reader.readKeyword(TYPES);
                    form = type == JsonKeys.UNKNOWN ? null : FORMS[type];
                }
                case TIMESTAMP -> timeNs = UnixTime.ofMillis(reader.readLong());
                case INSTRUMENT_NAME ->
                {
                    reader.readText();
                    hasName = true;
                    instrument = feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                case CHANGE_ID -> changeId = reader.readLong();
                case PREV_CHANGE_ID -> previousId = reader.readLong();
                case BIDS ->
                {
                    hasBids = true;
                    readLevels(reader, levels.bids());
                }
                case ASKS ->
                {
                    hasAsks = true;
                    readLevels(reader, levels.asks());
                }
                default -> reader.skipValue();
            }
        }
    }

    /**
     * Both sides are always sent, empty or not: without one of them, its levels would be missed.
     *
     * @throws MalformedMessageException where it is not all there.
     */
    void requireWhole()
    {
        final boolean hasIds = changeId >= 0 && (form != Form.CHANGE || previousId >= 0);
        if (form == null || !hasName || !hasBids || !hasAsks || !hasIds)
        {
            throw NOT_WHOLE;
        }
    }

    void publish()
    {
        if (form == Form.CHANGE)
        {
            chain.change(instrument, timeNs, previousId, changeId, levels);
        }
        else
        {
            chain.snapshot(instrument, timeNs, changeId, levels);
        }
    }

    private static void readLevels(final JsonReader reader, final LevelBuffer.Side side)
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            reader.beginArray();
            reader.requireElement();
            boolean isDeleted = false;
            if (reader.peek() == '"')
            {
                final int action = reader.readKeyword(ACTIONS);
                if (action == JsonKeys.UNKNOWN)
                {
                    throw NOT_WHOLE;
                }
                isDeleted = action == DELETE;
                reader.requireElement();
            }
            side.readPrice(reader);
            reader.requireElement();
            if (isDeleted)
            {
                reader.skipValue();
                side.addQuantity(0, 0);
            }
            else
            {
                side.readQuantity(reader);
            }
            reader.skipElements();
        }
    }
}
