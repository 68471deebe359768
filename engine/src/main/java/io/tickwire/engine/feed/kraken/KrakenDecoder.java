package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.CheckedBook;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import org.agrona.collections.Int2IntHashMap;

import java.util.List;

/**
 * Messages of {@code ws.kraken.com/v2}: objects with a channel, a type and a list of entries, each of which has its own
 * symbol; answers to requests have a method instead of a channel.
 * <p>
 * Each book message has a checksum of the book after it, and a book is as deep as was subscribed: that is in the answer
 * to the subscription, else the snapshot shows it. Trades of a snapshot are history.
 * Thread: feed-<venue>
 */
final class KrakenDecoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "book:snapshot", "book:update", "trade:snapshot", "trade:update", "ticker:snapshot", "ticker:update",
        "ohlc:snapshot", "ohlc:update", "instrument:snapshot", "instrument:update", "status:snapshot",
        "status:update", "heartbeat:", "method:subscribe", "method:unsubscribe", "method:pong");

    private static final int BOOK = 0;
    private static final int TRADE = 1;
    private static final int TICKER = 2;
    private static final int OHLC = 3;
    private static final int STATUS = 5;
    private static final int HEARTBEAT = 6;
    private static final JsonKeys CHANNELS =
        JsonKeys.of("book", "trade", "ticker", "ohlc", "instrument", "status", "heartbeat");
    private static final int SNAPSHOT = 0;
    private static final int UPDATE = 1;
    private static final JsonKeys TYPES = JsonKeys.of("snapshot", "update");
    private static final int SUBSCRIBE = 0;
    private static final int UNSUBSCRIBE = 1;
    private static final JsonKeys METHODS = JsonKeys.of("subscribe", "unsubscribe", "pong");
    private static final int FIRST_METHOD = 2 * HEARTBEAT + 1;

    private static final int CHANNEL_KEY = 0;
    private static final int TYPE_KEY = 1;
    private static final int DATA_KEY = 2;
    private static final int METHOD_KEY = 3;
    private static final int RESULT_KEY = 4;
    private static final int SUCCESS_KEY = 5;
    private static final JsonKeys KEYS = JsonKeys.of("channel", "type", "data", "method", "result", "success");
    private static final int RESULT_CHANNEL = 0;
    private static final int RESULT_SYMBOL = 1;
    private static final int RESULT_DEPTH = 2;
    private static final JsonKeys RESULT_KEYS = JsonKeys.of("channel", "symbol", "depth");

    private final JsonReader reader = new JsonReader();
    private final LateValue late = new LateValue();
    private final KrakenBooks books = new KrakenBooks();
    private final KrakenEntries entries = new KrakenEntries(this::instrument);

    /** What was subscribed, by instrument; 0 where no answer has said so. */
    private final Int2IntHashMap depths = new Int2IntHashMap(0);

    /** What the message that is being read has said so far. */
    private int channel;
    private int type;
    private int method;
    private boolean isSuccess;
    private boolean isData;
    private int resultChannel;
    private int resultDepth;
    private Instrument resultInstrument;

    KrakenDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        depths.clear();
    }

    @Override
    protected void onMalformed()
    {
        distrustBooks();
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        clear();
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

        final int kind = kind();
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
        type = JsonKeys.UNKNOWN;
        method = JsonKeys.UNKNOWN;
        isSuccess = false;
        isData = false;
        late.clear();
        resultChannel = JsonKeys.UNKNOWN;
        resultDepth = KrakenBooks.DEFAULT_DEPTH;
        resultInstrument = null;
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case CHANNEL_KEY -> channel = reader.readKeyword(CHANNELS);
            case TYPE_KEY -> type = reader.readKeyword(TYPES);
            case METHOD_KEY -> method = reader.readKeyword(METHODS);
            case SUCCESS_KEY -> isSuccess = reader.readBoolean();
            case RESULT_KEY -> readResult();
            case DATA_KEY ->
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

    private void readResult()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(RESULT_KEYS))
            {
                case RESULT_CHANNEL -> resultChannel = reader.readKeyword(CHANNELS);
                case RESULT_DEPTH -> resultDepth = KrakenBooks.requireDepth(reader.readLong());
                case RESULT_SYMBOL ->
                {
                    reader.readText();
                    resultInstrument = feed().instruments().find(
                        reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                default -> reader.skipValue();
            }
        }
    }

    private void readData()
    {
        isData = true;
        switch (channel)
        {
            case BOOK -> entries.readBooks(reader);
            case TRADE -> entries.readTrades(reader);
            case TICKER -> entries.readTickers(reader);
            case OHLC -> entries.readCandles(reader);
            default -> reader.skipValue();
        }
    }

    private int kind()
    {
        if (method != JsonKeys.UNKNOWN)
        {
            return FIRST_METHOD + method;
        }
        if (channel == HEARTBEAT)
        {
            return 2 * HEARTBEAT;
        }

        return channel == JsonKeys.UNKNOWN || type == JsonKeys.UNKNOWN || !isData ?
            JsonKeys.UNKNOWN : 2 * channel + type;
    }

    private void publish()
    {
        if (method != JsonKeys.UNKNOWN)
        {
            ofConnection();
            onAnswer();
            return;
        }

        switch (channel)
        {
            case STATUS, HEARTBEAT -> ofConnection();
            case BOOK -> publishBooks();
            case TRADE, TICKER, OHLC -> publishEntries();
            default ->
            {
            }
        }
    }

    private void onAnswer()
    {
        if (!isSuccess || resultChannel != BOOK || resultInstrument == null)
        {
            return;
        }
        if (method == SUBSCRIBE)
        {
            depths.put(resultInstrument.index(), resultDepth);
            books.of(resultInstrument).depth(resultDepth);
        }
        else if (method == UNSUBSCRIBE)
        {
            depths.remove(resultInstrument.index());
            resultInstrument.book().loseTrust("unsubscribed");
        }
    }

    private void publishBooks()
    {
        for (int i = 0; i < entries.books().count(); i++)
        {
            final KrakenEntries.Book entry = entries.books().get(i);
            if (entry.instrument != null)
            {
                publishBook(entry);
            }
        }
    }

    private void publishBook(final KrakenEntries.Book entry)
    {
        if (type == UPDATE)
        {
            books.delta(entry.instrument, entry.timeNs, entry.checksum, entry.levels);
            return;
        }

        ownBook(entry.instrument);
        final CheckedBook book = books.of(entry.instrument);
        final int depth = depths.get(entry.instrument.index());
        book.depth(depth > 0 ? depth : KrakenBooks.depthOf(entry.levels));
        book.snapshot(entry.timeNs, TickSink.NO_SEQUENCE, entry.checksum, entry.levels);
    }

    /** What there was of trades and candles before the subscription is history. */
    private void publishEntries()
    {
        if (type == UPDATE || channel == TICKER)
        {
            publish(entries);
        }
    }
}
