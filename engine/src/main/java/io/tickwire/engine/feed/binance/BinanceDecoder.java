package io.tickwire.engine.feed.binance;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import io.tickwire.engine.schema.sbe.Side;

import java.util.Arrays;

/**
 * Messages of {@code stream.binance.com}, {@code fstream.binance.com} and {@code dstream.binance.com}: an event, or a
 * list of them, bare or as the {@code data} of a combined {@code stream}.
 * <p>
 * {@code m} says that the buyer was the maker, so that the aggressor sold. A symbol's trades come by {@code trade} or
 * by {@code aggTrade}; who subscribes to both gets each twice, so that connectors ask for the first alone. Partial
 * books of futures look like changes, and those of spot have no symbol: only the name of their combined stream tells
 * what they are.
 * Thread: feed-<venue>
 */
class BinanceDecoder extends FeedDecoder
{
    private final BinanceMarket market;
    private final JsonReader reader = new JsonReader();
    private final StreamName stream;
    private final BinanceEvent event;
    private final TickerValues figures = new TickerValues();
    private final LevelBuffer scratch = new LevelBuffer();

    /** Those that come by this connection, by the indexes of their instruments. */
    private DepthBook[] books = {};

    /** A list of events. */
    private final LateValue list = new LateValue();

    BinanceDecoder(final VenueFeed feed, final BinanceMarket market)
    {
        super(feed);
        this.market = market;
        stream = new StreamName(feed.instruments());
        event = new BinanceEvent(feed.instruments(), market.hasQuoteVolume());
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        for (final DepthBook book : books)
        {
            if (book != null)
            {
                book.onDisconnected();
            }
        }
        Arrays.fill(books, null);
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        event.clear();
        stream.clear();
        list.clear();
        reader.wrap(buffer, offset, length);
        if (reader.peek() == '[')
        {
            list.pass(reader);
        }
        else
        {
            readMessage();
        }
        reader.end();

        if (!list.isThere())
        {
            event.finish();
            publish();
        }
        else
        {
            // All must be whole before the first one is published.
            readList(buffer, false);
            readList(buffer, true);
        }
    }

    @Override
    protected void decodeSnapshot(
        final Instrument instrument, final byte[] buffer, final int offset, final int length)
    {
        event.clear();
        event.read(reader.wrap(buffer, offset, length));
        reader.end();
        event.finish();
        if (event.type() != BinanceEvent.PARTIAL_DEPTH)
        {
            feed().stats().increment(FeedCounter.UNKNOWN_MESSAGES);
            instrument.book().refuseSnapshot();
            return;
        }
        book(instrument).onSnapshot(event.timeNs(), event.whole(BinanceEvent.SNAPSHOT_ID), event.levels());
    }

    /**
     * How far a book has come, by whichever connection: the changes may come by another one than what asked for the
     * snapshot.
     */
    final DepthBook book(final Instrument instrument)
    {
        final int index = instrument.index();
        if (index >= books.length)
        {
            books = Arrays.copyOf(books, Math.max(index + 1, 2 * books.length));
        }
        if (books[index] == null)
        {
            if (instrument.attachment() == null)
            {
                instrument.attach(new DepthBook(instrument, feed().stats(), market.isFutures(), scratch));
            }
            books[index] = (DepthBook)instrument.attachment();
            ownBook(instrument);
        }

        return books[index];
    }

    private void readMessage()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            final int key = reader.key(BinanceEvent.KEYS);
            switch (key)
            {
                case BinanceEvent.STREAM ->
                {
                    stream.read(reader);
                    event.came(key);
                }
                case BinanceEvent.DATA ->
                {
                    readData();
                    event.came(key);
                }
                default -> event.readField(key, reader);
            }
        }
    }

    private void readData()
    {
        switch (reader.peek())
        {
            case '{' -> event.read(reader);
            case '[' -> list.pass(reader);
            default -> reader.skipValue();
        }
    }

    private void readList(final byte[] buffer, final boolean isWhole)
    {
        list.reread(reader, buffer).beginArray();
        while (reader.nextElement())
        {
            event.clear();
            event.read(reader);
            event.finish();
            if (isWhole)
            {
                publish();
            }
        }
    }

    private void publish()
    {
        final int type = event.type();
        if (type == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        feed().stats().count(type, 1);
        if (type == BinanceEvent.SERVER_SHUTDOWN || type == BinanceEvent.CONTROL || type == BinanceEvent.ERROR)
        {
            ofConnection();
            return;
        }

        final Instrument instrument = event.hasSymbol() ? event.instrument() : stream.instrument();
        if (instrument != null)
        {
            publish(type, instrument);
        }
        else if (event.hasSymbol() || stream.isPartialDepth())
        {
            feed().stats().increment(FeedCounter.UNWANTED_SYMBOLS);
        }
    }

    private void publish(final int type, final Instrument instrument)
    {
        switch (type)
        {
            case BinanceEvent.TRADE -> publishTrade(instrument, BinanceEvent.TRADE_ID);
            case BinanceEvent.AGG_TRADE -> publishTrade(instrument, BinanceEvent.ASK);
            case BinanceEvent.BOOK_TICKER ->
                publishQuote(instrument, event.timeNs(), event.quote(), event.whole(BinanceEvent.LAST_ID));
            case BinanceEvent.DEPTH_UPDATE -> publishDepth(instrument);
            case BinanceEvent.PARTIAL_DEPTH -> publishPartial(instrument, BinanceEvent.SNAPSHOT_ID);
            case BinanceEvent.KLINE -> feed().writer().candle(instrument, event.sentTimeNs(), event.candle());
            case BinanceEvent.TICKER, BinanceEvent.MINI_TICKER -> publishTicker(instrument);
            case BinanceEvent.MARK_PRICE ->
            {
                figures.clear();
                figures.set(TickerValues.Field.MARK, event.number(BinanceEvent.PRICE));
                feed().writer().ticker(instrument, event.sentTimeNs(), figures);
            }
            case BinanceEvent.FORCE_ORDER -> publishLiquidation(instrument);
            default ->
            {
            }
        }
    }

    private void publishTrade(final Instrument instrument, final int idField)
    {
        if (!event.isOffMarket())
        {
            publishTrade(
                instrument,
                event.timeNs(),
                event.number(BinanceEvent.PRICE),
                event.number(BinanceEvent.QUANTITY),
                event.whole(idField),
                0,
                event.isBuyerMaker() ? Side.SELL : Side.BUY);
        }
    }

    private void publishDepth(final Instrument instrument)
    {
        if (stream.isPartialDepth())
        {
            publishPartial(instrument, BinanceEvent.LAST_ID);
        }
        else if (!stream.isOther())
        {
            book(instrument).onDelta(
                event.timeNs(),
                event.whole(BinanceEvent.FIRST_ID),
                event.whole(BinanceEvent.LAST_ID),
                market.isFutures() ? event.whole(BinanceEvent.PREVIOUS_ID) : 0,
                event.levels());
        }
    }

    private void publishPartial(final Instrument instrument, final int idField)
    {
        book(instrument).onPartial(event.timeNs(), event.whole(idField), event.levels());
    }

    private void publishTicker(final Instrument instrument)
    {
        figures.clear();
        figures.set(TickerValues.Field.LAST, event.number(BinanceEvent.CLOSE));
        figures.set(TickerValues.Field.OPEN, event.number(BinanceEvent.OPEN));
        figures.set(TickerValues.Field.HIGH, event.number(BinanceEvent.HIGH));
        figures.set(TickerValues.Field.LOW, event.number(BinanceEvent.LOW));
        figures.set(TickerValues.Field.VOLUME, event.number(BinanceEvent.VOLUME));
        figures.set(TickerValues.Field.VWAP, event.number(BinanceEvent.VWAP));
        figures.set(TickerValues.Field.CHANGE, event.number(BinanceEvent.CHANGE));
        figures.set(TickerValues.Field.TRADES, event.number(BinanceEvent.TRADES));
        if (market.hasQuoteVolume())
        {
            figures.set(TickerValues.Field.QUOTE_VOLUME, event.number(BinanceEvent.QUANTITY));
        }
        feed().writer().ticker(instrument, event.sentTimeNs(), figures);
    }

    private void publishLiquidation(final Instrument instrument)
    {
        final BinanceOrder order = event.order();
        final JsonDecimal price = order.price();
        final JsonDecimal quantity = order.quantity();
        if (!price.fits(instrument.priceExponent()) || !quantity.fits(instrument.quantityExponent()))
        {
            inexact(instrument);
            return;
        }
        feed().writer().liquidation(
            instrument,
            order.timeNs(),
            price.at(instrument.priceExponent()),
            quantity.at(instrument.quantityExponent()),
            order.side());
    }
}
