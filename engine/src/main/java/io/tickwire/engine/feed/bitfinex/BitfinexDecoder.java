package io.tickwire.engine.feed.bitfinex;

import io.tickwire.engine.feed.CheckedBook;
import io.tickwire.engine.feed.CheckedBooks;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.schema.Decimals;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.List;

/**
 * Messages of {@code api-pub.bitfinex.com/ws/2}: {@code [channel, payload]} or {@code [channel, "word", payload]}, with
 * the message's number behind where the connection was asked for it; events are objects.
 * <p>
 * Numbers go up by one over all messages of a connection, heartbeats too, which may come before the event that says
 * what their channel is. A checksum comes by itself, of the book as it is then. A trade comes twice, first as
 * {@code te}, which is told, then as {@code tu}.
 * Thread: feed-<venue>
 */
final class BitfinexDecoder extends FeedDecoder
{
    /** The last but one is no count: it is the number of the connection's last message. */
    static final List<String> KINDS = List.of(
        "event:info", "event:conf", "event:subscribed", "event:unsubscribed", "event:error", "event:pong", "hb", "te",
        "tu", "book", "trades_snapshot", "candles", "status", "sequence_last");

    private static final int HEARTBEAT_KIND = 6;
    private static final int TRADE_KIND = 7;
    private static final int TRADE_UPDATE_KIND = 8;
    private static final int BOOK_KIND = 9;
    private static final int TRADES_SNAPSHOT_KIND = 10;
    private static final int CANDLES_KIND = 11;
    private static final int STATUS_KIND = 12;
    private static final int SEQUENCE_KIND = 13;

    private static final int HEARTBEAT = 0;
    private static final int TRADE = 1;
    private static final int TRADE_UPDATE = 2;
    private static final int CHECKSUM = 3;
    private static final JsonKeys WORDS = JsonKeys.of("hb", "te", "tu", "cs");

    /** What a connection can be asked for. */
    private static final long NUMBERED = 65_536;
    private static final long NO_SEQUENCE = -1;
    private static final MalformedMessageException NO_CHANNEL =
        new MalformedMessageException("no event has said what comes by the channel");

    private final JsonReader reader = new JsonReader();
    private final CheckedBooks books = new CheckedBooks(CheckedBook.Rule.BITFINEX);
    private final Long2ObjectHashMap<BitfinexChannel> channels = new Long2ObjectHashMap<>();
    private final BitfinexEvent event;
    private final BitfinexPayload payload;
    private boolean isNumbered;
    private long lastSequence;

    /** What the message that is being read has said so far. */
    private BitfinexChannel channel;
    private boolean hasWord;
    private int word;
    private long checksum;
    private long sequence;

    BitfinexDecoder(final VenueFeed feed)
    {
        super(feed);
        event = new BitfinexEvent(feed);
        payload = new BitfinexPayload(feed);
        forget();
    }

    @Override
    public void onDisconnected()
    {
        super.onDisconnected();
        forget();
    }

    /**
     * A connection that numbers its messages shows with the next one that this is missing. So it is with what comes by
     * a channel that is not known: it may be a change of a book whose event was lost.
     */
    @Override
    protected void onMalformed()
    {
        if (!isNumbered)
        {
            distrustBooks();
        }
    }

    @Override
    protected void decode(final byte[] buffer, final int offset, final int length)
    {
        reader.wrap(buffer, offset, length);
        if (reader.peek() == '{')
        {
            event.read(reader);
            reader.end();
            onEvent();
        }
        else
        {
            readArray();
            reader.end();
            onArray();
        }
    }

    private void forget()
    {
        channels.clear();
        isNumbered = false;
        lastSequence = NO_SEQUENCE;
    }

    private void readArray()
    {
        payload.clear();
        hasWord = false;
        sequence = NO_SEQUENCE;
        reader.beginArray();
        reader.requireElement();
        channel = channels.get(reader.readLong());
        reader.requireElement();
        if (reader.peek() == '"')
        {
            hasWord = true;
            word = reader.readKeyword(WORDS);
            readBehindWord();
        }
        else if (channel == null)
        {
            throw NO_CHANNEL;
        }
        else
        {
            payload.read(reader, channel);
        }
        if (isNumbered)
        {
            reader.requireElement();
            sequence = reader.readLong();
        }
        reader.skipElements();
    }

    private void readBehindWord()
    {
        if (word == HEARTBEAT)
        {
            return;
        }
        reader.requireElement();
        if (word == CHECKSUM)
        {
            checksum = reader.readLong();
        }
        else if (word == TRADE && isOf(BitfinexChannel.Kind.TRADES))
        {
            payload.readTrade(reader);
        }
        else
        {
            reader.skipValue();
        }
    }

    private void onEvent()
    {
        final int which = event.event();
        if (which == JsonKeys.UNKNOWN)
        {
            unknownMessage();
            return;
        }

        feed().stats().count(which, 1);
        ofConnection();
        switch (which)
        {
            case BitfinexEvent.CONF -> isNumbered = (event.flags() & NUMBERED) != 0;
            case BitfinexEvent.SUBSCRIBED -> channels.put(event.channelId(), event.toChannel());
            case BitfinexEvent.UNSUBSCRIBED -> onUnsubscribed(channels.remove(event.channelId()));
            default ->
            {
            }
        }
    }

    private static void onUnsubscribed(final BitfinexChannel gone)
    {
        if (gone != null && gone.kind() == BitfinexChannel.Kind.BOOK && gone.instrument() != null)
        {
            gone.instrument().book().loseTrust("unsubscribed");
        }
    }

    private void onArray()
    {
        if (sequence != NO_SEQUENCE && !isNext())
        {
            return;
        }
        if (hasWord)
        {
            onWord();
        }
        else
        {
            onPayload();
        }
    }

    /**
     * @return whether the message is not one that was read before.
     */
    private boolean isNext()
    {
        if (sequence <= lastSequence)
        {
            feed().stats().increment(FeedCounter.REPEATED_MESSAGES);
            return false;
        }

        final long known = Math.max(0, lastSequence);
        if (lastSequence != NO_SEQUENCE && sequence != lastSequence + 1)
        {
            connectionGap();
        }
        feed().stats().count(SEQUENCE_KIND, sequence - known);
        lastSequence = sequence;

        return true;
    }

    private void onWord()
    {
        switch (word)
        {
            case HEARTBEAT ->
            {
                feed().stats().count(HEARTBEAT_KIND, 1);
                ofConnection();
            }
            case TRADE ->
            {
                feed().stats().count(TRADE_KIND, 1);
                publishTrades();
            }
            case TRADE_UPDATE -> feed().stats().count(TRADE_UPDATE_KIND, 1);
            case CHECKSUM ->
            {
                if (isOf(BitfinexChannel.Kind.BOOK) && channel.instrument() != null)
                {
                    books.of(channel.instrument()).check(checksum);
                }
            }
            default -> unknownMessage();
        }
    }

    private void onPayload()
    {
        switch (channel.kind())
        {
            case BOOK ->
            {
                feed().stats().count(BOOK_KIND, 1);
                publishBook();
            }
            case TICKER -> publishTicker();
            case TRADES -> feed().stats().count(TRADES_SNAPSHOT_KIND, 1);
            case CANDLES ->
            {
                feed().stats().count(CANDLES_KIND, 1);
                publishCandle();
            }
            case LIQUIDATIONS ->
            {
                feed().stats().count(STATUS_KIND, 1);
                publishLiquidations();
            }
            default ->
            {
            }
        }
    }

    private void publishBook()
    {
        final Instrument instrument = channel.instrument();
        if (instrument == null)
        {
            return;
        }

        final CheckedBook book = books.of(instrument);
        if (payload.isSnapshot())
        {
            ownBook(instrument);
            book.snapshot(Decimals.NULL, TickSink.NO_SEQUENCE, payload.levels());
        }
        else
        {
            book.delta(Decimals.NULL, TickSink.NO_SEQUENCE, TickSink.NO_SEQUENCE, payload.levels());
        }
    }

    /** The sizes are those of 25 levels, added up there in floating point. */
    private void publishTicker()
    {
        final Instrument instrument = channel.instrument();
        if (instrument != null)
        {
            feed().writer().ticker(instrument, Decimals.NULL, payload.figures());
            publishRoundedQuote(instrument, Decimals.NULL, payload.quote());
        }
    }

    private void publishTrades()
    {
        for (int i = 0; i < payload.trades().count(); i++)
        {
            payload.trades().get(i).instrument(channel.instrument());
            publishTrade(payload.trades().get(i));
        }
    }

    private void publishLiquidations()
    {
        for (int i = 0; i < payload.trades().count(); i++)
        {
            publishLiquidation(payload.trades().get(i));
        }
    }

    private void publishCandle()
    {
        if (channel.instrument() != null && !payload.isSnapshot())
        {
            feed().writer().candle(channel.instrument(), Decimals.NULL, payload.candle());
        }
    }

    private boolean isOf(final BitfinexChannel.Kind kind)
    {
        return channel != null && channel.kind() == kind;
    }
}
