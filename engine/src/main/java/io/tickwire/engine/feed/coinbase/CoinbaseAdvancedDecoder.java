package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;

import java.util.List;

/**
 * Messages of {@code advanced-trade-ws.coinbase.com}: a channel, the number of the message, and events.
 * <p>
 * All messages of a connection are numbered, acknowledgements too: each is the one before it plus one. After a hole no
 * book of the connection can be trusted. A message whose number came before is passed over. One of a channel that is
 * not known may be anything, also a change of a book: its number is not taken, so that a hole follows.
 * <p>
 * Trades of a snapshot are history, and are counted only.
 * Thread: feed-<venue>
 */
final class CoinbaseAdvancedDecoder extends FeedDecoder
{
    static final List<String> KINDS = List.of(
        "l2_data:snapshot", "l2_data:update", "market_trades:snapshot", "market_trades:update", "ticker:snapshot",
        "ticker:update", "ticker_batch:snapshot", "ticker_batch:update", "candles:snapshot", "candles:update",
        "status:snapshot", "status:update", "heartbeats:", "subscriptions:", "market_trades_snapshot_entries",
        "sequence_last");

    private static final int HEARTBEAT_KIND = 12;
    private static final int SUBSCRIPTION_KIND = 13;
    private static final int OLD_TRADES_KIND = 14;
    private static final int SEQUENCE_KIND = 15;

    private static final int L2_DATA = 0;
    private static final int MARKET_TRADES = 1;
    private static final int TICKER = 2;
    private static final int TICKER_BATCH = 3;
    private static final int CANDLES = 4;
    private static final int HEARTBEATS = 6;
    private static final int SUBSCRIPTIONS = 7;
    private static final JsonKeys CHANNELS = JsonKeys.of(
        "l2_data", "market_trades", "ticker", "ticker_batch", "candles", "status", "heartbeats", "subscriptions");

    /** These two have an event's place in its channel's kinds. */
    private static final int SNAPSHOT = 0;
    static final JsonKeys TYPES = JsonKeys.of("snapshot", "update");

    private static final int CHANNEL = 0;
    private static final int SEQUENCE_NUM = 1;
    private static final int TIMESTAMP = 2;
    private static final int EVENTS = 3;
    private static final JsonKeys KEYS = JsonKeys.of("channel", "sequence_num", "timestamp", "events");

    private static final MalformedMessageException NOT_WHOLE =
        new MalformedMessageException("a message without its number or its events");
    private static final MalformedMessageException NO_TYPE = new MalformedMessageException("no such type of an event");
    private static final MalformedMessageException NO_PRODUCT = new MalformedMessageException("a book of no product");
    private static final long NONE = -1;

    private final JsonReader reader = new JsonReader();
    private final Entries<AdvancedEvent> events = new Entries<>(AdvancedEvent::new);
    private final AdvancedEventReader eventReader = new AdvancedEventReader(reader, this::instrument);

    /** The number of the last message of this connection. */
    private long lastSequence = NONE;

    /** What the message that is being read has said so far. */
    private int channel;
    private long sequence;
    private boolean hasEvents;
    private long timeNs;

    CoinbaseAdvancedDecoder(final VenueFeed feed)
    {
        super(feed);
    }

    @Override
    public void onConnected()
    {
        lastSequence = NONE;
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        events.clear();
        channel = JsonKeys.UNKNOWN;
        sequence = NONE;
        hasEvents = false;
        timeNs = Decimals.NULL;
        reader.wrap(buffer, offset, length).beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS));
        }
        reader.end();

        if (channel == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }
        requireWhole();
        if (isNext())
        {
            publish();
        }
    }

    private void readField(final int key)
    {
        switch (key)
        {
            case CHANNEL -> channel = reader.readKeyword(CHANNELS);
            case SEQUENCE_NUM -> sequence = reader.readLong();
            case TIMESTAMP -> timeNs = reader.readIsoTime();
            case EVENTS -> readEvents();
            default -> reader.skipValue();
        }
    }

    private void readEvents()
    {
        hasEvents = true;
        reader.beginArray();
        while (reader.nextElement())
        {
            eventReader.read(events.add());
        }
    }

    private void requireWhole()
    {
        if (sequence < 0 || !hasEvents)
        {
            throw NOT_WHOLE;
        }
        for (int i = 0; i < events.count() && channel < HEARTBEATS; i++)
        {
            final AdvancedEvent event = events.get(i);
            if (event.type == JsonKeys.UNKNOWN)
            {
                throw NO_TYPE;
            }
            if (channel == L2_DATA && !event.hasProduct)
            {
                throw NO_PRODUCT;
            }
        }
    }

    private boolean isNext()
    {
        if (lastSequence != NONE && sequence <= lastSequence)
        {
            feed().stats().increment(FeedCounter.REPEATED_MESSAGES);
            return false;
        }
        if (lastSequence != NONE && sequence != lastSequence + 1)
        {
            connectionGap();
        }
        lastSequence = sequence;
        feed().stats().set(SEQUENCE_KIND, sequence);

        return true;
    }

    private void publish()
    {
        if (channel >= HEARTBEATS)
        {
            ofConnection();
        }
        for (int i = 0; i < events.count(); i++)
        {
            final AdvancedEvent event = events.get(i);
            feed().stats().count(kind(event), 1);
            switch (channel)
            {
                case L2_DATA -> publishLevels(event);
                case MARKET_TRADES -> publishTrades(event);
                case TICKER, TICKER_BATCH -> publishTickers(event);
                case CANDLES -> publishCandles(event);
                default ->
                {
                }
            }
        }
    }

    private int kind(final AdvancedEvent event)
    {
        return switch (channel)
        {
            case HEARTBEATS -> HEARTBEAT_KIND;
            case SUBSCRIPTIONS -> SUBSCRIPTION_KIND;
            default -> 2 * channel + event.type;
        };
    }

    private void publishLevels(final AdvancedEvent event)
    {
        if (event.instrument == null)
        {
            return;
        }

        if (event.type == SNAPSHOT)
        {
            ownBook(event.instrument);
            event.instrument.book().snapshot(event.timeNs, TickSink.NO_SEQUENCE, event.levels);
        }
        else
        {
            event.instrument.book().delta(
                event.timeNs, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, event.levels);
        }
    }

    /** The newest stands first. */
    private void publishTrades(final AdvancedEvent event)
    {
        final Entries<TradeValues> trades = event.trades;
        if (event.type == SNAPSHOT)
        {
            feed().stats().count(OLD_TRADES_KIND, trades.count());
            return;
        }

        for (int i = trades.count() - 1; i >= 0; i--)
        {
            publishTrade(trades.get(i));
        }
    }

    private void publishTickers(final AdvancedEvent event)
    {
        for (int i = 0; i < event.tickers.count(); i++)
        {
            event.tickers.get(i).timeNs(timeNs);
            publishTicker(event.tickers.get(i));
        }
    }

    private void publishCandles(final AdvancedEvent event)
    {
        for (int i = 0; i < event.candles.count(); i++)
        {
            event.candles.get(i).timeNs(timeNs);
            publishCandle(event.candles.get(i));
        }
    }
}
