package io.tickwire.engine.feed.okx;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.CheckedBook;
import io.tickwire.engine.feed.CheckedBooks;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import org.agrona.collections.Int2IntHashMap;

/**
 * Messages of {@code ws.okx.com/ws/v5}: an argument that says what was subscribed, and a list of entries.
 * <p>
 * A change of a book names the number of the one before it, which must be the last that came: numbers are not
 * consecutive, and may go down. A checksum is checked where there is one; 0 is none. A book that is subscribed in
 * several channels is followed in the one whose snapshot came first. The last trade comes with a subscription, and
 * can not be told from a new one.
 * Thread: feed-<venue>
 */
final class OkxDecoder extends FeedDecoder
{
    private static final int ARG = 0;
    private static final int ACTION = 1;
    private static final int DATA = 2;
    private static final int EVENT = 3;
    private static final JsonKeys KEYS = JsonKeys.of("arg", "action", "data", "event");
    private static final int CHANNEL = 0;
    private static final int INST_ID = 1;
    private static final JsonKeys ARG_KEYS = JsonKeys.of("channel", "instId");
    private static final int SNAPSHOT = 0;
    private static final JsonKeys ACTIONS = JsonKeys.of("snapshot", "update");
    private static final byte[] PONG = {'p', 'o', 'n', 'g'};

    /** Followed in no channel. */
    private static final int NO_CHANNEL = -1;

    private final JsonReader reader = new JsonReader();
    private final LateValue late = new LateValue();
    private final CheckedBooks books = new CheckedBooks(CheckedBook.Rule.OKX);
    private final OkxEntries entries = new OkxEntries(this::instrument);

    /** The channels by which books come, by instrument. */
    private final Int2IntHashMap channels = new Int2IntHashMap(NO_CHANNEL);

    /** What the message that is being read has said so far. */
    private int channel;
    private int action;
    private int event;
    private boolean isEvent;
    private Instrument instrument;

    OkxDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        channels.clear();
    }

    /** Where it is known whose book it was, the others are as they were. */
    @Override
    protected void onMalformed()
    {
        if (channel == JsonKeys.UNKNOWN || instrument == null)
        {
            distrustBooks();
        }
        else if (channels.get(instrument.index()) == channel)
        {
            instrument.book().loseTrust("malformed");
            instrument.book().askForSnapshot();
        }
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        clear();
        if (isPong(buffer, offset, length))
        {
            feed().stats().count(OkxChannels.PONG_KIND, 1);
            ofConnection();
            return;
        }
        reader.wrap(buffer, offset, length).beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS));
        }
        reader.end();
        if (late.isThere())
        {
            late.reread(reader, buffer);
            readData();
        }

        final int kind = isEvent ? OkxChannels.kindOfEvent(event) : OkxChannels.kind(channel, action);
        if (kind == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        feed().stats().count(kind, 1);
        publish();
    }

    private void clear()
    {
        entries.clear();
        channel = JsonKeys.UNKNOWN;
        action = JsonKeys.UNKNOWN;
        event = JsonKeys.UNKNOWN;
        isEvent = false;
        instrument = null;
        late.clear();
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case ARG -> readArgument();
            case ACTION -> action = reader.readKeyword(ACTIONS);
            case EVENT ->
            {
                event = reader.readKeyword(OkxChannels.EVENTS);
                isEvent = true;
            }
            case DATA ->
            {
                if (channel == JsonKeys.UNKNOWN)
                {
                    late.pass(reader);
                }
                else
                {
                    readData();
                }
            }
            default -> reader.skipValue();
        }
    }

    private void readArgument()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(ARG_KEYS))
            {
                case CHANNEL -> channel = reader.readKeyword(OkxChannels.KEYS);
                case INST_ID ->
                {
                    reader.readText();
                    instrument = instrument(reader);
                }
                default -> reader.skipValue();
            }
        }
    }

    private void readData()
    {
        if (reader.peek() != '[')
        {
            reader.skipValue();
            return;
        }
        reader.beginArray();
        while (reader.nextElement())
        {
            readEntry();
        }
    }

    private void readEntry()
    {
        switch (channel)
        {
            case OkxChannels.TRADES, OkxChannels.ALL_TRADES -> entries.readTrade(reader, instrument);
            case OkxChannels.TICKERS -> entries.readTicker(reader, instrument);
            case OkxChannels.LIQUIDATIONS -> entries.readLiquidations(reader);
            default ->
            {
                if (OkxChannels.isOfBooks(channel) || channel == OkxChannels.BBO)
                {
                    entries.readBook(reader);
                }
                else if (OkxChannels.isOfCandles(channel))
                {
                    entries.readCandle(reader, instrument, OkxChannels.candleSeconds(channel));
                }
                else
                {
                    reader.skipValue();
                }
            }
        }
    }

    private void publish()
    {
        if (isEvent)
        {
            ofConnection();
        }
        if (channel == OkxChannels.LIQUIDATIONS)
        {
            for (int i = 0; i < entries.trades().count(); i++)
            {
                publishLiquidation(entries.trades().get(i));
            }
        }
        else if (instrument != null)
        {
            if (isEvent)
            {
                onEvent();
            }
            else
            {
                publishEntries();
            }
        }
    }

    private void onEvent()
    {
        if (event == OkxChannels.UNSUBSCRIBE && channel == channels.get(instrument.index()))
        {
            channels.remove(instrument.index());
            instrument.book().loseTrust("unsubscribed");
        }
    }

    private void publishEntries()
    {
        publish(entries);
        for (int i = 0; i < entries.books().count(); i++)
        {
            publishBook(entries.books().get(i));
        }
    }

    private void publishBook(final OkxEntries.Book entry)
    {
        if (channel == OkxChannels.BBO)
        {
            ownQuote(instrument);
            publishQuote(instrument, entry.timeNs, entry.levels, entry.sequence);
        }
        else if (channel == OkxChannels.BOOKS5 || action == SNAPSHOT)
        {
            publishSnapshot(entry);
        }
        else if (channels.get(instrument.index()) == channel && instrument.book().isLive() && isNext(entry))
        {
            publishDelta(entry);
        }
    }

    private void publishSnapshot(final OkxEntries.Book entry)
    {
        final int followed = channels.get(instrument.index());
        if (followed != NO_CHANNEL && followed != channel)
        {
            return;
        }

        channels.put(instrument.index(), channel);
        ownBook(instrument);
        final CheckedBook book = books.of(instrument);
        if (entry.checksum == 0)
        {
            book.snapshot(entry.timeNs, entry.sequence, entry.levels);
        }
        else
        {
            book.snapshot(entry.timeNs, entry.sequence, entry.checksum, entry.levels);
        }
    }

    /** Books without numbers have checksums. */
    private boolean isNext(final OkxEntries.Book entry)
    {
        final BookTracker tracker = instrument.book();
        final long last = tracker.lastSequence();
        if (entry.previousSequence == last)
        {
            return true;
        }
        if (entry.sequence == last)
        {
            tracker.ignoreStale();
        }
        else
        {
            tracker.gap();
        }

        return false;
    }

    private void publishDelta(final OkxEntries.Book entry)
    {
        final CheckedBook book = books.of(instrument);
        if (entry.checksum == 0)
        {
            book.delta(entry.timeNs, entry.previousSequence, entry.sequence, entry.levels);
        }
        else
        {
            book.delta(entry.timeNs, entry.previousSequence, entry.sequence, entry.checksum, entry.levels);
        }
    }

    private static boolean isPong(final byte[] buffer, final int offset, final int length)
    {
        if (length != PONG.length)
        {
            return false;
        }
        for (int i = 0; i < PONG.length; i++)
        {
            if (buffer[offset + i] != PONG[i])
            {
                return false;
            }
        }

        return true;
    }
}
