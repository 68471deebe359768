package io.tickwire.engine.feed.bitmex;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages of {@code ws.bitmex.com/realtime}: rows of a table and what to do with them; what names no table is an
 * answer or a greeting. Where the rows stand before their table, they are read when both are known.
 * <p>
 * A partial is what was before: its trades and liquidations are history, its quotes and figures are how things stand.
 * Thread: feed-<venue>
 */
final class BitmexDecoder extends FeedDecoder
{
    private static final int ORDER_BOOK_L2 = 0;
    private static final int ORDER_BOOK_L2_25 = 1;
    private static final int QUOTE = 2;
    private static final int TRADE = 3;
    private static final int LIQUIDATION = 4;
    private static final int INSTRUMENT = 5;
    private static final int FIRST_BIN = 6;
    private static final List<String> TABLE_NAMES = List.of(
        "orderBookL2", "orderBookL2_25", "quote", "trade", "liquidation", "instrument", "tradeBin1m", "tradeBin5m",
        "tradeBin1h", "tradeBin1d");
    private static final int[] BIN_SECONDS = {60, 300, 3_600, 86_400};
    private static final JsonKeys TABLES = JsonKeys.of(TABLE_NAMES.toArray(String[]::new));

    private static final int ACTIONS = BitmexAction.values().length;

    static final List<String> KINDS = kinds();

    private static final int CONTROL = 0;

    private static final int TABLE_KEY = 0;
    private static final int ACTION_KEY = 1;
    private static final int DATA_KEY = 2;
    private static final int FILTER_KEY = 3;
    private static final JsonKeys KEYS = JsonKeys.of("table", "action", "data", "filter");
    private static final int FILTER_SYMBOL = 0;
    private static final JsonKeys FILTER_KEYS = JsonKeys.of("symbol");

    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("rows without their table or their action, or none");
    private static final byte[] PONG = {'p', 'o', 'n', 'g'};

    private final JsonReader reader = new JsonReader();
    private final LateValue late = new LateValue();
    private final BitmexBooks books;
    private final Entries<BitmexQuote> quotes = new Entries<>(BitmexQuote::new);
    private final Entries<BitmexTrade> trades = new Entries<>(BitmexTrade::new);
    private final Entries<BitmexFigures> figures = new Entries<>(BitmexFigures::new);

    /** By the instruments' indexes: their figures of 24 hours as they stand. */
    private TickerValues[] tickers = new TickerValues[0];

    /** What the message that is being read has said so far. */
    private boolean hasTable;
    private int table;
    private boolean hasAction;
    private BitmexAction action;
    private boolean hasData;
    private Instrument filtered;

    BitmexDecoder(final VenueFeed feed)
    {
        super(feed);
        books = new BitmexBooks(feed);
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        clear();
        if (Arrays.equals(PONG, 0, PONG.length, buffer, offset, offset + length))
        {
            feed().stats().count(CONTROL, 1);
            ofConnection();
            return;
        }

        reader.wrap(buffer, offset, length).beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS));
        }
        reader.end();
        if (late.isThere() && table != JsonKeys.UNKNOWN)
        {
            late.reread(reader, buffer);
            readRows();
            reader.end();
        }

        publish();
    }

    /** There is no number that would show that a change is missing. */
    @Override
    protected void onMalformed()
    {
        if (!hasTable || table == ORDER_BOOK_L2 || table == ORDER_BOOK_L2_25)
        {
            distrustBooks();
        }
    }

    private void clear()
    {
        hasTable = false;
        table = JsonKeys.UNKNOWN;
        hasAction = false;
        action = null;
        hasData = false;
        late.clear();
        filtered = null;
        books.clear();
        quotes.clear();
        trades.clear();
        figures.clear();
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case TABLE_KEY ->
            {
                hasTable = true;
                table = reader.readKeyword(TABLES);
            }
            case ACTION_KEY ->
            {
                hasAction = true;
                action = BitmexAction.of(reader.readKeyword(BitmexAction.KEYS));
            }
            case DATA_KEY -> readData();
            case FILTER_KEY -> readFilter();
            default -> reader.skipValue();
        }
    }

    private void readData()
    {
        hasData = true;
        if (table != JsonKeys.UNKNOWN)
        {
            readRows();
        }
        else if (hasTable)
        {
            reader.skipValue();
        }
        else
        {
            late.pass(reader);
        }
    }

    private void readFilter()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            if (reader.key(FILTER_KEYS) == FILTER_SYMBOL && reader.peek() == '"')
            {
                reader.readText();
                filtered = instrument(reader);
            }
            else
            {
                reader.skipValue();
            }
        }
    }

    private void readRows()
    {
        reader.beginArray();
        while (reader.nextElement())
        {
            switch (table)
            {
                case ORDER_BOOK_L2, ORDER_BOOK_L2_25 -> books.readRow(reader);
                case QUOTE -> quotes.add().read(reader, feed());
                case TRADE, LIQUIDATION -> trades.add().read(reader, feed());
                default -> figures.add().read(reader, feed());
            }
        }
    }

    private void publish()
    {
        if (!hasTable && !hasAction && !hasData)
        {
            feed().stats().count(CONTROL, 1);
            ofConnection();
            return;
        }
        if (!hasTable)
        {
            throw NOT_WHOLE;
        }
        if (table == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        if (action == null || !hasData)
        {
            throw NOT_WHOLE;
        }

        switch (table)
        {
            case ORDER_BOOK_L2, ORDER_BOOK_L2_25 -> publishBooks();
            case QUOTE -> publishQuotes();
            case TRADE -> publishTrades();
            case LIQUIDATION -> publishLiquidations();
            case INSTRUMENT -> publishTickers();
            default -> publishCandles(BIN_SECONDS[table - FIRST_BIN]);
        }
        feed().stats().count(1 + table * ACTIONS + action.ordinal(), 1);
    }

    private void publishBooks()
    {
        if (action == BitmexAction.PARTIAL)
        {
            ownBooks();
        }
        books.publish(action);
        if (action == BitmexAction.PARTIAL && books.count() == 0 && filtered != null)
        {
            books.publishEmpty(filtered);
        }
    }

    private void ownBooks()
    {
        if (filtered != null)
        {
            ownBook(filtered);
        }
        for (int i = 0; i < books.count(); i++)
        {
            if (books.instrument(i) != null)
            {
                ownBook(books.instrument(i));
            }
        }
    }

    private void publishQuotes()
    {
        for (int i = 0; i < quotes.count(); i++)
        {
            final BitmexQuote quote = quotes.get(i);
            if (quote.instrument() != null)
            {
                publishQuote(quote.instrument(), quote.timeNs(), quote.values(), TickSink.NO_SEQUENCE);
            }
        }
    }

    private void publishTrades()
    {
        requireWholeTrades();
        for (int i = 0; i < trades.count() && action == BitmexAction.INSERT; i++)
        {
            if (!trades.get(i).isOfIndex())
            {
                publishTrade(trades.get(i).values());
            }
        }
    }

    private void publishLiquidations()
    {
        // What follows of an order names but what is left of it.
        if (action == BitmexAction.INSERT)
        {
            requireWholeTrades();
            for (int i = 0; i < trades.count(); i++)
            {
                publishLiquidation(trades.get(i).values());
            }
        }
    }

    private void requireWholeTrades()
    {
        for (int i = 0; i < trades.count(); i++)
        {
            final TradeValues trade = trades.get(i).values();
            if (!trades.get(i).isOfIndex())
            {
                trade.requireWhole();
            }
        }
    }

    private void publishTickers()
    {
        for (int i = 0; i < figures.count(); i++)
        {
            final BitmexFigures row = figures.get(i);
            if (row.instrument() != null)
            {
                final TickerValues ticker = tickerOf(row.instrument());
                if (ticker.merge(row.ticker()))
                {
                    feed().writer().ticker(row.instrument(), row.timeNs(), ticker);
                }
            }
        }
    }

    private void publishCandles(final int intervalSeconds)
    {
        for (int i = 0; i < figures.count(); i++)
        {
            final BitmexFigures row = figures.get(i);
            if (row.instrument() != null)
            {
                feed().writer().candle(row.instrument(), row.timeNs(), row.candle(intervalSeconds));
            }
        }
    }

    private TickerValues tickerOf(final Instrument instrument)
    {
        final int index = instrument.index();
        if (index >= tickers.length)
        {
            tickers = Arrays.copyOf(tickers, Math.max(index + 1, 2 * tickers.length));
        }
        if (tickers[index] == null)
        {
            tickers[index] = new TickerValues();
        }

        return tickers[index];
    }

    private static List<String> kinds()
    {
        return Stream.concat(
            Stream.of("control"),
            TABLE_NAMES.stream().flatMap(name -> Stream.of("partial", "insert", "update", "delete")
                .map(act -> name + ":" + act)))
            .collect(Collectors.toUnmodifiableList());
    }
}
