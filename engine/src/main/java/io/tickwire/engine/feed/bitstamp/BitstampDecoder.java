package io.tickwire.engine.feed.bitstamp;

import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.sbe.Side;

import java.util.Arrays;
import java.util.List;

/**
 * Messages of {@code ws.bitstamp.net}: an event, a channel such as {@code diff_order_book_btcusd}, and data, whose
 * fields tell themselves what they are.
 * <p>
 * Prices and quantities of trades are texts beside rounded numbers; the texts are read.
 * Thread: feed-<venue>
 */
final class BitstampDecoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "data", "trade", "bts:subscription_succeeded", "bts:unsubscription_succeeded", "bts:request_reconnect",
        "bts:heartbeat", "bts:error");

    private static final int DATA_EVENT = 0;
    private static final int TRADE_EVENT = 1;
    private static final int SUBSCRIBED_EVENT = 2;
    private static final int UNSUBSCRIBED_EVENT = 3;
    private static final JsonKeys EVENTS = JsonKeys.of(KINDS.toArray(String[]::new));

    private static final int CHANGES = 0;
    private static final int PARTIAL_BOOK = 1;
    private static final int TRADES = 2;

    /** There are others that are of no use here. */
    private static final JsonKeys CHANNELS =
        JsonKeys.of("diff_order_book", "order_book", "live_trades", "detail_order_book", "live_orders");

    private static final int EVENT = 0;
    private static final int CHANNEL = 1;
    private static final int DATA = 2;
    private static final JsonKeys KEYS = JsonKeys.of("event", "channel", "data");

    private static final int MICROTIMESTAMP = 0;
    private static final int BIDS = 1;
    private static final int ASKS = 2;
    private static final int ID = 3;
    private static final int PRICE_STR = 4;
    private static final int AMOUNT_STR = 5;
    private static final int PRICE = 6;
    private static final int AMOUNT = 7;
    private static final int TYPE = 8;
    private static final JsonKeys DATA_KEYS = JsonKeys.of(
        "microtimestamp", "bids", "asks", "id", "price_str", "amount_str", "price", "amount", "type");
    private static final int BUY = 0;
    private static final int SELL = 1;

    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");
    private static final MalformedMessageException NO_EVENT =
        new MalformedMessageException("no such event or channel of a book");
    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without its time or its levels");
    private static final long NONE = -1;

    private final JsonReader reader = new JsonReader();
    private final LevelBuffer levels = new LevelBuffer();
    private final LevelBuffer scratch = new LevelBuffer();
    private final TradeValues trade = new TradeValues();
    private final JsonDecimal roundedPrice = new JsonDecimal();
    private final JsonDecimal roundedAmount = new JsonDecimal();
    private BitstampBook[] books = new BitstampBook[0];

    /** What the message that is being read has said so far. */
    private int event;
    private int channel;
    private Instrument instrument;
    private long micros;
    private boolean hasBids;
    private boolean hasAsks;

    BitstampDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        for (final BitstampBook book : books)
        {
            if (book != null)
            {
                book.onDisconnected();
            }
        }
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        clear();
        reader.wrap(buffer, offset, length).beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case EVENT -> event = reader.readKeyword(EVENTS);
                case CHANNEL -> readChannel();
                case DATA -> readData();
                default -> reader.skipValue();
            }
        }
        reader.end();

        if (channel == CHANGES && event == JsonKeys.UNKNOWN || channel == JsonKeys.UNKNOWN && event == DATA_EVENT)
        {
            throw NO_EVENT;
        }
        if (event == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        publish();
        feed().stats().count(event, 1);
    }

    @Override
    protected void decodeSnapshot(
        final Instrument of, final byte[] buffer, final int offset, final int length)
    {
        clear();
        reader.wrap(buffer, offset, length);
        readData();
        reader.end();
        requireBook();
        book(of).onSnapshot(micros, levels);
    }

    /** Nothing would show that a change is missing. */
    @Override
    protected void onMalformed()
    {
        if (channel == JsonKeys.UNKNOWN || channel == CHANGES)
        {
            for (final BitstampBook book : books)
            {
                if (book != null)
                {
                    book.onLost();
                }
            }
            distrustBooks();
        }
    }

    private void clear()
    {
        levels.clear();
        trade.clear();
        roundedPrice.clear();
        roundedAmount.clear();
        event = JsonKeys.UNKNOWN;
        channel = JsonKeys.UNKNOWN;
        instrument = null;
        micros = NONE;
        hasBids = false;
        hasAsks = false;
    }

    /** The pair stands behind the last underscore. */
    private void readChannel()
    {
        reader.readText();
        final byte[] text = reader.textBytes();
        final int offset = reader.textOffset();
        final int end = offset + reader.textLength();
        int at = end - 1;
        while (at > offset && text[at] != '_')
        {
            at--;
        }
        channel = at > offset ? CHANNELS.find(text, offset, at - offset) : JsonKeys.UNKNOWN;
        instrument = channel == JsonKeys.UNKNOWN ? null : feed().instrument(text, at + 1, end - at - 1);
    }

    /** Answers have an empty object here, or a text. */
    private void readData()
    {
        if (reader.peek() != '{')
        {
            reader.skipValue();
            return;
        }

        reader.beginObject();
        while (reader.nextField())
        {
            readDataField(reader.key(DATA_KEYS));
        }
    }

    private void readDataField(final int key)
    {
        switch (key)
        {
            case MICROTIMESTAMP -> micros = reader.readLong();
            case BIDS ->
            {
                hasBids = true;
                levels.bids().readPairs(reader);
            }
            case ASKS ->
            {
                hasAsks = true;
                levels.asks().readPairs(reader);
            }
            case ID -> trade.readId(reader);
            case PRICE_STR -> trade.price().read(reader);
            case AMOUNT_STR -> trade.quantity().read(reader);
            case PRICE -> roundedPrice.read(reader);
            case AMOUNT -> roundedAmount.read(reader);
            case TYPE -> trade.side(side(reader.readLong()));
            default -> reader.skipValue();
        }
    }

    private static Side side(final long type)
    {
        if (type != BUY && type != SELL)
        {
            throw NO_SIDE;
        }

        return type == BUY ? Side.BUY : Side.SELL;
    }

    private void requireBook()
    {
        if (micros < 0 || !hasBids || !hasAsks)
        {
            throw NO_BOOK;
        }
    }

    private void publish()
    {
        if (event > TRADE_EVENT)
        {
            ofConnection();
        }
        switch (event)
        {
            case DATA_EVENT -> publishBook();
            case TRADE_EVENT -> publishTrade();
            case SUBSCRIBED_EVENT ->
            {
                if (channel == CHANGES && instrument != null)
                {
                    book(instrument).onSubscribed();
                }
            }
            case UNSUBSCRIBED_EVENT ->
            {
                if (channel == CHANGES && instrument != null)
                {
                    book(instrument).onUnsubscribed();
                }
            }
            default ->
            {
            }
        }
    }

    private void publishBook()
    {
        if (channel != CHANGES && channel != PARTIAL_BOOK)
        {
            return;
        }
        requireBook();
        if (instrument == null)
        {
            return;
        }

        if (channel == CHANGES)
        {
            book(instrument).onChange(micros, levels);
        }
        else
        {
            book(instrument).onPartial(micros, levels);
        }
    }

    private void publishTrade()
    {
        if (channel != TRADES)
        {
            return;
        }
        if (!trade.price().isKnown())
        {
            trade.price().set(roundedPrice);
        }
        if (!trade.quantity().isKnown())
        {
            trade.quantity().set(roundedAmount);
        }
        trade.requireWhole();
        trade.timeNs(UnixTime.ofMicros(micros));
        trade.instrument(instrument);
        publishTrade(trade);
    }

    private BitstampBook book(final Instrument of)
    {
        final int index = of.index();
        if (index >= books.length)
        {
            books = Arrays.copyOf(books, Math.max(index + 1, 2 * books.length));
        }
        if (books[index] == null)
        {
            books[index] = new BitstampBook(of, feed().stats(), scratch);
        }
        ownBook(of);

        return books[index];
    }
}
