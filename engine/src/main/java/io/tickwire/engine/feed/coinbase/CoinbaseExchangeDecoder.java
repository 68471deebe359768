package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.BookTracker;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Side;

import java.util.List;

/**
 * Messages of {@code ws-feed.exchange.coinbase.com}: flat objects, told apart by their {@code type}.
 * <p>
 * Level 2 has no sequence: a change that is older than the one before it came late, and one that can not be read may be
 * of any book. The side of a match is its maker's, and each is repeated by a ticker: trades are told by {@code match}
 * alone, and {@code last_match} is history.
 * Thread: feed-<venue>
 */
final class CoinbaseExchangeDecoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "snapshot", "l2update", "match", "last_match", "ticker", "subscriptions", "heartbeat", "error");

    private static final int SNAPSHOT = 0;
    private static final int L2UPDATE = 1;
    private static final int MATCH = 2;
    private static final int TICKER = 4;
    private static final int SUBSCRIPTIONS = 5;
    private static final JsonKeys TYPES = JsonKeys.of(KINDS.toArray(String[]::new));

    private static final int TYPE = 0;
    private static final int PRODUCT_ID = 1;
    private static final int TIME = 2;
    private static final int SIDE = 3;
    private static final int PRICE = 4;
    private static final int SIZE = 5;
    private static final int TRADE_ID = 6;
    private static final int SEQUENCE = 7;
    private static final int CHANGES = 8;
    private static final int BIDS = 9;
    private static final int ASKS = 10;
    private static final int OPEN_24H = 11;
    private static final int VOLUME_24H = 12;
    private static final int LOW_24H = 13;
    private static final int HIGH_24H = 14;
    private static final int BEST_BID = 15;
    private static final int BEST_BID_SIZE = 16;
    private static final int BEST_ASK = 17;
    private static final int BEST_ASK_SIZE = 18;
    private static final JsonKeys KEYS = JsonKeys.of(
        "type", "product_id", "time", "side", "price", "size", "trade_id", "sequence", "changes", "bids", "asks",
        "open_24h", "volume_24h", "low_24h", "high_24h", "best_bid", "best_bid_size", "best_ask", "best_ask_size");

    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without its product or its levels");
    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");
    private static final int BUY = 0;
    private static final JsonKeys SIDES = JsonKeys.of("buy", "sell");

    private final JsonReader reader = new JsonReader();
    private final LevelBuffer levels = new LevelBuffer();
    private final TickerValues figures = new TickerValues();

    /** What the message that is being read has said so far. */
    private final JsonDecimal price = new JsonDecimal();
    private final JsonDecimal size = new JsonDecimal();
    private final QuoteValues quote = new QuoteValues();
    private int type;
    private boolean hasProduct;
    private boolean hasBids;
    private boolean hasAsks;
    private boolean hasChanges;
    private Instrument instrument;
    private long timeNs;
    private int side;
    private long tradeId;
    private long sequence;

    CoinbaseExchangeDecoder(final VenueFeed feed)
    {
        super(feed);
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

        if (type == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        if (type == SNAPSHOT && !(hasProduct && hasBids && hasAsks) || type == L2UPDATE && !(hasProduct && hasChanges))
        {
            throw NO_BOOK;
        }
        feed().stats().count(type, 1);
        if (type >= SUBSCRIPTIONS)
        {
            ofConnection();
        }
        if (instrument != null)
        {
            publish();
        }
    }

    /** Nothing would show that a change is missing. */
    @Override
    protected void onMalformed()
    {
        if (type == JsonKeys.UNKNOWN || type == SNAPSHOT || type == L2UPDATE)
        {
            distrustBooks();
        }
    }

    private void clear()
    {
        levels.clear();
        figures.clear();
        price.clear();
        size.clear();
        quote.clear();
        type = JsonKeys.UNKNOWN;
        hasProduct = false;
        hasBids = false;
        hasAsks = false;
        hasChanges = false;
        instrument = null;
        timeNs = Decimals.NULL;
        side = JsonKeys.UNKNOWN;
        tradeId = 0;
        sequence = TickSink.NO_SEQUENCE;
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case TYPE -> type = reader.readKeyword(TYPES);
            case PRODUCT_ID ->
            {
                hasProduct = true;
                reader.readText();
                instrument = instrument(reader);
            }
            case TIME -> timeNs = reader.readIsoTime();
            case SIDE -> side = reader.readKeyword(SIDES);
            case PRICE -> price.read(reader);
            case SIZE -> size.read(reader);
            case TRADE_ID -> tradeId = reader.readLong();
            case SEQUENCE -> sequence = reader.readLong();
            case CHANGES -> readChanges();
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
            case OPEN_24H -> figures.read(TickerValues.Field.OPEN, reader);
            case VOLUME_24H -> figures.read(TickerValues.Field.VOLUME, reader);
            case LOW_24H -> figures.read(TickerValues.Field.LOW, reader);
            case HIGH_24H -> figures.read(TickerValues.Field.HIGH, reader);
            case BEST_BID -> quote.bid().read(reader);
            case BEST_BID_SIZE -> quote.bidQuantity().read(reader);
            case BEST_ASK -> quote.ask().read(reader);
            case BEST_ASK_SIZE -> quote.askQuantity().read(reader);
            default -> reader.skipValue();
        }
    }

    private void readChanges()
    {
        hasChanges = true;
        reader.beginArray();
        while (reader.nextElement())
        {
            reader.beginArray();
            reader.requireElement();
            final LevelBuffer.Side changed = levels.side(isBuy(reader.readKeyword(SIDES)));
            reader.requireElement();
            changed.readPrice(reader);
            reader.requireElement();
            changed.readQuantity(reader);
            reader.skipElements();
        }
    }

    private void publish()
    {
        switch (type)
        {
            case SNAPSHOT ->
            {
                ownBook(instrument);
                instrument.book().snapshot(timeNs, TickSink.NO_SEQUENCE, levels);
            }
            case L2UPDATE -> publishChanges(instrument.book());
            case MATCH -> publishTrade();
            case TICKER -> publishTicker();
            default ->
            {
            }
        }
    }

    private void publishChanges(final BookTracker book)
    {
        // What is not known is before all times.
        if (book.isLive() && timeNs != Decimals.NULL && timeNs < book.lastDeltaNs())
        {
            book.gap();
            return;
        }
        book.delta(timeNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, levels);
    }

    private void publishTrade()
    {
        final boolean isMakerBuyer = isBuy(side);
        publishTrade(instrument, timeNs, price, size, tradeId, 0, isMakerBuyer ? Side.SELL : Side.BUY);
    }

    private void publishTicker()
    {
        figures.set(TickerValues.Field.LAST, price);
        feed().writer().ticker(instrument, timeNs, figures);
        publishQuote(instrument, timeNs, quote, sequence);
    }

    private static boolean isBuy(final int side)
    {
        if (side == JsonKeys.UNKNOWN)
        {
            throw NO_SIDE;
        }

        return side == BUY;
    }
}
