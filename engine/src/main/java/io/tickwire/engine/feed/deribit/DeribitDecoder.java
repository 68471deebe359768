package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.LateValue;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.Decimals;

import java.util.List;

/**
 * Messages of {@code www.deribit.com/ws/api/v2}: JSON-RPC answers, heartbeats, and notifications, whose channel says
 * what their data is. Where the data stands before the channel, it is read when both are known.
 * <p>
 * A ticker has 0 x 0 where there is no bid or no ask. Quantities of inverse futures are dollars, all others are of the
 * base asset: the venue's volumes are told in the same unit.
 * Thread: feed-<venue>
 */
final class DeribitDecoder extends DeribitFeedDecoder
{
    static final List<String> KINDS = List.of(
        "control", "book:snapshot", "book:change", "book", "ticker", "trades", "quote", "chart");

    private static final int CONTROL = 0;
    private static final int BOOK = 1;
    private static final int TICKER = 4;
    private static final int TRADES = 5;
    private static final int QUOTE = 6;
    private static final int CHART = 7;

    private static final int METHOD = 0;
    private static final int PARAMS = 1;
    private static final int RESULT = 2;
    private static final int ERROR = 3;
    private static final JsonKeys KEYS = JsonKeys.of("method", "params", "result", "error");
    private static final int SUBSCRIPTION = 0;
    private static final int HEARTBEAT = 1;
    private static final JsonKeys METHODS = JsonKeys.of("subscription", "heartbeat");
    private static final int CHANNEL = 0;
    private static final int DATA = 1;
    private static final int TYPE = 2;
    private static final JsonKeys PARAMS_KEYS = JsonKeys.of("channel", "data", "type");
    private static final int TEST_REQUEST = 0;
    private static final JsonKeys HEARTBEATS = JsonKeys.of("test_request");

    private static final int TIMESTAMP = 0;
    private static final int INSTRUMENT_NAME = 1;
    private static final int BEST_BID_PRICE = 2;
    private static final int BEST_BID_AMOUNT = 3;
    private static final int BEST_ASK_PRICE = 4;
    private static final int BEST_ASK_AMOUNT = 5;
    private static final int LAST_PRICE = 6;
    private static final int MARK_PRICE = 7;
    private static final int STATS = 8;
    private static final JsonKeys TICKER_KEYS = JsonKeys.of(
        "timestamp", "instrument_name", "best_bid_price", "best_bid_amount", "best_ask_price", "best_ask_amount",
        "last_price", "mark_price", "stats");

    private static final int VOLUME = 0;
    private static final int VOLUME_USD = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int PRICE_CHANGE = 4;
    private static final JsonKeys STATS_KEYS = JsonKeys.of("volume", "volume_usd", "high", "low", "price_change");

    private static final MalformedMessageException NO_DATA =
        new MalformedMessageException("a notification without its data");

    private final JsonReader reader = new JsonReader();
    private final LateValue late = new LateValue();
    private final DeribitBook book;
    private final DeribitTrades trades;
    private final DeribitCandle candle;
    private final TickerValues figures = new TickerValues();
    private final JsonDecimal volume = new JsonDecimal();
    private final JsonDecimal volumeUsd = new JsonDecimal();
    private final QuoteValues quote = new QuoteValues();

    /** What the message that is being read has said so far. */
    private int method;
    private boolean isAnswer;
    private boolean isTest;
    private boolean hasChannel;
    private DeribitChannel channel;
    private boolean hasData;
    private Instrument instrument;
    private long timeNs;

    DeribitDecoder(final VenueFeed feed)
    {
        super(feed);
        book = new DeribitBook(feed);
        trades = new DeribitTrades(feed);
        candle = new DeribitCandle(feed);
    }

    @Override
    public void onConnected()
    {
        book.onConnected();
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
                case METHOD -> method = reader.readKeyword(METHODS);
                case PARAMS -> readParams();
                case RESULT, ERROR ->
                {
                    isAnswer = true;
                    reader.skipValue();
                }
                default -> reader.skipValue();
            }
        }
        reader.end();
        if (late.isThere() && channel != null)
        {
            late.reread(reader, buffer);
            readData();
            reader.end();
        }

        publish();
    }

    private void clear()
    {
        method = JsonKeys.UNKNOWN;
        isAnswer = false;
        isTest = false;
        hasChannel = false;
        channel = null;
        hasData = false;
        late.clear();
        instrument = null;
        timeNs = Decimals.NULL;
        figures.clear();
        volume.clear();
        volumeUsd.clear();
        quote.clear();
    }

    private void readParams()
    {
        if (reader.peek() != '{')
        {
            reader.skipValue();
            return;
        }

        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(PARAMS_KEYS))
            {
                case CHANNEL -> readChannel();
                case DATA ->
                {
                    if (channel != null)
                    {
                        readData();
                    }
                    else if (hasChannel)
                    {
                        reader.skipValue();
                    }
                    else
                    {
                        late.pass(reader);
                    }
                }
                case TYPE -> isTest = reader.readKeyword(HEARTBEATS) == TEST_REQUEST;
                default -> reader.skipValue();
            }
        }
    }

    private void readChannel()
    {
        reader.readText();
        hasChannel = true;
        channel = DeribitChannel.of(reader.textBytes(), reader.textOffset(), reader.textLength());
        if (channel == DeribitChannel.CHART)
        {
            candle.readChannel(reader);
        }
    }

    private void readData()
    {
        switch (channel)
        {
            case BOOK -> book.read(reader);
            case TICKER, QUOTE -> readTicker();
            case TRADES -> trades.read(reader);
            case CHART -> candle.read(reader);
            default -> throw new IllegalStateException("channel=" + channel);
        }
        hasData = true;
    }

    private void readTicker()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(TICKER_KEYS))
            {
                case TIMESTAMP -> timeNs = UnixTime.ofMillis(reader.readLong());
                case INSTRUMENT_NAME ->
                {
                    reader.readText();
                    instrument = instrument(reader);
                }
                case BEST_BID_PRICE -> quote.bid().read(reader);
                case BEST_BID_AMOUNT -> quote.bidQuantity().read(reader);
                case BEST_ASK_PRICE -> quote.ask().read(reader);
                case BEST_ASK_AMOUNT -> quote.askQuantity().read(reader);
                case LAST_PRICE -> figures.read(TickerValues.Field.LAST, reader);
                case MARK_PRICE -> figures.read(TickerValues.Field.MARK, reader);
                case STATS -> readStats();
                default -> reader.skipValue();
            }
        }
    }

    private void readStats()
    {
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(STATS_KEYS))
            {
                case VOLUME -> volume.read(reader);
                case VOLUME_USD -> volumeUsd.read(reader);
                case HIGH -> figures.read(TickerValues.Field.HIGH, reader);
                case LOW -> figures.read(TickerValues.Field.LOW, reader);
                case PRICE_CHANGE -> figures.read(TickerValues.Field.CHANGE, reader);
                default -> reader.skipValue();
            }
        }
    }

    private void publish()
    {
        if (method == SUBSCRIPTION)
        {
            publishNotification();
        }
        else if (method == HEARTBEAT || isAnswer)
        {
            feed().stats().count(CONTROL, 1);
            if (method == HEARTBEAT && isTest)
            {
                feed().control().answerTest();
            }
            else
            {
                ofConnection();
            }
        }
        else
        {
            unknownMessage();
        }
    }

    private void publishNotification()
    {
        if (channel == null)
        {
            unknownMessage();
            return;
        }
        if (!hasData)
        {
            throw NO_DATA;
        }

        switch (channel)
        {
            case BOOK -> publishBook();
            case TICKER -> publishTicker();
            case QUOTE -> publishQuote();
            case TRADES ->
            {
                feed().stats().count(TRADES, 1);
                publishTrades(trades.trades());
            }
            case CHART ->
            {
                feed().stats().count(CHART, 1);
                candle.publish();
            }
            default -> throw new IllegalStateException("channel=" + channel);
        }
    }

    private void publishBook()
    {
        book.requireWhole();
        feed().stats().count(BOOK + book.form().ordinal(), 1);
        if (book.instrument() != null)
        {
            ownBook(book.instrument());
            book.publish();
        }
    }

    private void publishTicker()
    {
        feed().stats().count(TICKER, 1);
        if (instrument != null)
        {
            figures.set(TickerValues.Field.VOLUME, DeribitCandle.isInverse(instrument) ? volumeUsd : volume);
            feed().writer().ticker(instrument, timeNs, figures);
            forgetSidesWhereNone();
            publishTickerQuote(instrument, timeNs, quote, TickSink.NO_SEQUENCE);
        }
    }

    private void publishQuote()
    {
        feed().stats().count(QUOTE, 1);
        if (instrument != null)
        {
            forgetSidesWhereNone();
            ownQuote(instrument);
            publishQuote(instrument, timeNs, quote, TickSink.NO_SEQUENCE);
        }
    }

    private void forgetSidesWhereNone()
    {
        forgetWhereNone(quote.bid(), quote.bidQuantity());
        forgetWhereNone(quote.ask(), quote.askQuantity());
    }
}
