package io.tickwire.engine.feed.kraken;

import io.tickwire.engine.feed.CandleValues;
import io.tickwire.engine.feed.CheckedBook;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.util.List;

/**
 * Messages of {@code ws.kraken.com}: market data are arrays whose last two elements are the channel and the pair, so
 * that what stands before them is read by its form:
 * <pre>
 *   [id, {"as":[...],"bs":[...]}, "book-1000", pair]             a whole book
 *   [id, {"a":[...],"c":"..."}, "book-1000", pair]               what has changed, and the checksum after it
 *   [id, {"a":[...]}, {"b":[...],"c":"..."}, "book-1000", pair]  the same on both sides
 *   [id, {"a":["0.1",1,"1.5"],"c":["0.1","2"],...}, "ticker", pair]
 *   [id, [["0.1","2","1618678142.557535","s","l",""],...], "trade", pair]
 *   [id, ["0.1","0.2","1618678142.5","3","4"], "spread", pair]
 * </pre>
 * All else are objects with an event.
 * Thread: feed-<venue>
 */
final class KrakenV1Decoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "trade", "ticker", "spread", "book-10", "book-25", "book-100", "book-500", "book-1000", "ohlc-1", "ohlc-5",
        "ohlc-15", "ohlc-30", "ohlc-60", "ohlc-240", "ohlc-1440", "ohlc-10080", "ohlc-21600", "event:heartbeat",
        "event:subscriptionStatus", "event:systemStatus", "event:pong", "event:error");

    private static final int TRADE = 0;
    private static final int TICKER = 1;
    private static final int SPREAD = 2;
    private static final int FIRST_BOOK = 3;
    private static final int FIRST_CANDLE = 8;
    private static final int FIRST_EVENT = 17;
    private static final int[] DEPTHS = {10, 25, 100, 500, 1000};
    private static final int[] MINUTES = {1, 5, 15, 30, 60, 240, 1440, 10_080, 21_600};
    private static final int MINUTE_SECONDS = 60;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final JsonKeys CHANNELS = JsonKeys.of(KINDS.subList(0, FIRST_EVENT).toArray(String[]::new));
    private static final JsonKeys EVENTS =
        JsonKeys.of("heartbeat", "subscriptionStatus", "systemStatus", "pong", "error");

    private static final int EVENT = 0;
    private static final int CHANNEL_NAME = 1;
    private static final int PAIR = 2;
    private static final int STATUS = 3;
    private static final JsonKeys EVENT_KEYS = JsonKeys.of("event", "channelName", "pair", "status");
    private static final int UNSUBSCRIBED = 0;
    private static final JsonKeys STATES = JsonKeys.of("unsubscribed");

    /** A candle has these at its places. */
    private static final int CANDLE_END = 1;
    private static final int CANDLE_VOLUME = 7;
    private static final int CANDLE_TRADES = 8;
    private static final CandleValues.Field[] CANDLE_PRICES = {
        CandleValues.Field.OPEN, CandleValues.Field.HIGH, CandleValues.Field.LOW, CandleValues.Field.CLOSE
    };
    private static final int CANDLE_FIRST_PRICE = 2;

    /** The best levels have these. */
    private static final int SPREAD_BID = 0;
    private static final int SPREAD_ASK = 1;
    private static final int SPREAD_TIME = 2;
    private static final int SPREAD_BID_QUANTITY = 3;
    private static final int SPREAD_ASK_QUANTITY = 4;

    private static final MalformedMessageException NO_BOOK =
        new MalformedMessageException("a book without a side or a checksum");
    private static final MalformedMessageException NO_CANDLE =
        new MalformedMessageException("a candle without its end");

    private final JsonReader reader = new JsonReader();
    private final KrakenBooks books = new KrakenBooks();
    private final KrakenV1Payload payload = new KrakenV1Payload();
    private final QuoteValues spread = new QuoteValues(
        payload.value(SPREAD_BID),
        payload.value(SPREAD_BID_QUANTITY),
        payload.value(SPREAD_ASK),
        payload.value(SPREAD_ASK_QUANTITY));
    private final CandleValues candle = new CandleValues();

    /** What the message that is being read has said so far. */
    private int kind;
    private Instrument instrument;
    private boolean isUnsubscribed;

    KrakenV1Decoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    protected void onMalformed()
    {
        distrustBooks();
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        kind = JsonKeys.UNKNOWN;
        instrument = null;
        isUnsubscribed = false;
        payload.clear();
        reader.wrap(buffer, offset, length);
        if (reader.peek() == '{')
        {
            readEvent();
        }
        else
        {
            readArray();
        }
        reader.end();

        if (kind == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        feed().stats().count(kind, 1);
        if (kind >= FIRST_EVENT)
        {
            ofConnection();
        }
        if (isUnsubscribed && instrument != null)
        {
            instrument.book().loseTrust("unsubscribed");
        }
        else if (kind < FIRST_EVENT && instrument != null)
        {
            publish();
        }
    }

    private void readEvent()
    {
        int channel = JsonKeys.UNKNOWN;
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(EVENT_KEYS))
            {
                case EVENT ->
                {
                    final int event = reader.readKeyword(EVENTS);
                    kind = event == JsonKeys.UNKNOWN ? JsonKeys.UNKNOWN : FIRST_EVENT + event;
                }
                case CHANNEL_NAME -> channel = reader.readKeyword(CHANNELS);
                case PAIR ->
                {
                    reader.readText();
                    instrument = feed().instruments().find(
                        reader.textBytes(), reader.textOffset(), reader.textLength());
                }
                case STATUS -> isUnsubscribed = reader.readKeyword(STATES) == UNSUBSCRIBED;
                default -> reader.skipValue();
            }
        }
        isUnsubscribed &= isBook(channel);
    }

    private void readArray()
    {
        boolean isPair = false;
        reader.beginArray();
        while (reader.nextElement())
        {
            switch (reader.peek())
            {
                case '{' -> payload.readObject(reader);
                case '[' -> payload.readList(reader);
                case '"' ->
                {
                    if (isPair)
                    {
                        reader.readText();
                        instrument = instrument(reader);
                    }
                    else
                    {
                        kind = reader.readKeyword(CHANNELS);
                        isPair = true;
                    }
                }
                default -> reader.skipValue();
            }
        }
    }

    private void publish()
    {
        switch (kind)
        {
            case TRADE -> publishTrades();
            case TICKER ->
            {
                feed().writer().ticker(instrument, Decimals.NULL, payload.figures());
                publishTickerQuote(instrument, Decimals.NULL, payload.quote(), TickSink.NO_SEQUENCE);
            }
            case SPREAD -> publishSpread();
            default ->
            {
                if (isBook(kind))
                {
                    publishBook(DEPTHS[kind - FIRST_BOOK]);
                }
                else
                {
                    publishCandle(MINUTES[kind - FIRST_CANDLE] * MINUTE_SECONDS);
                }
            }
        }
    }

    private void publishSpread()
    {
        ownQuote(instrument);
        publishQuote(
            instrument, payload.value(SPREAD_TIME).at(KrakenV1Payload.NANOS), spread, TickSink.NO_SEQUENCE);
    }

    private void publishTrades()
    {
        final Entries<TradeValues> trades = payload.trades();
        for (int i = 0; i < trades.count(); i++)
        {
            trades.get(i).instrument(instrument);
            publishTrade(trades.get(i));
        }
    }

    /** A book may come in two depths: the last snapshot decides which one is followed. */
    private void publishBook(final int depth)
    {
        final CheckedBook book = books.of(instrument);
        if (payload.isSnapshot())
        {
            ownBook(instrument);
            book.depth(depth);
            book.snapshot(Decimals.NULL, TickSink.NO_SEQUENCE, payload.levels());
        }
        else if (!payload.isChange())
        {
            throw NO_BOOK;
        }
        else if (book.depth() == depth)
        {
            books.delta(instrument, payload.timeNs(), payload.checksum(), payload.levels());
        }
    }

    private void publishCandle(final int seconds)
    {
        final JsonDecimal end = payload.value(CANDLE_END);
        final long endNs = end.at(KrakenV1Payload.NANOS);
        if (endNs == Decimals.NULL)
        {
            throw NO_CANDLE;
        }

        candle.clear();
        candle.intervalSeconds(seconds);
        candle.openTimeNs(endNs - seconds * SECOND_NANOS);
        for (int i = 0; i < CANDLE_PRICES.length; i++)
        {
            candle.set(CANDLE_PRICES[i], payload.value(CANDLE_FIRST_PRICE + i));
        }
        candle.set(CandleValues.Field.VOLUME, payload.value(CANDLE_VOLUME));
        candle.set(CandleValues.Field.TRADES, payload.value(CANDLE_TRADES));
        feed().writer().candle(instrument, payload.value(0).at(KrakenV1Payload.NANOS), candle);
    }

    private static boolean isBook(final int channel)
    {
        return channel >= FIRST_BOOK && channel < FIRST_CANDLE;
    }
}
