package io.tickwire.engine.feed.bybit;

import io.tickwire.engine.feed.QuoteValues;
import io.tickwire.engine.feed.TickerValues;
import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;

/**
 * What is known of an instrument's figures, or what a message says of them: derivatives tell only what has changed
 * since the last message.
 * Thread: feed-<venue>
 */
final class BybitTicker
{
    private static final int LAST_PRICE = 0;
    private static final int PREV_PRICE_24H = 1;
    private static final int HIGH_PRICE_24H = 2;
    private static final int LOW_PRICE_24H = 3;
    private static final int VOLUME_24H = 4;
    private static final int TURNOVER_24H = 5;
    private static final int PRICE_24H_PCNT = 6;
    private static final int MARK_PRICE = 7;
    private static final int BID1_PRICE = 8;
    private static final int BID1_SIZE = 9;
    private static final int ASK1_PRICE = 10;
    private static final int ASK1_SIZE = 11;
    private static final int BID_PRICE = 12;
    private static final int BID_SIZE = 13;
    private static final int ASK_PRICE = 14;
    private static final int ASK_SIZE = 15;

    /** Options have other names for their best bid and ask. */
    private static final JsonKeys KEYS = JsonKeys.of(
        "lastPrice", "prevPrice24h", "highPrice24h", "lowPrice24h", "volume24h", "turnover24h", "price24hPcnt",
        "markPrice", "bid1Price", "bid1Size", "ask1Price", "ask1Size", "bidPrice", "bidSize", "askPrice", "askSize");

    /** The change is told as a part of one, and here in percent. */
    private static final int PERCENT_DECIMALS = 2;

    final TickerValues figures = new TickerValues();
    final QuoteValues quote = new QuoteValues();

    private final JsonDecimal change = new JsonDecimal();
    private boolean hasBid;
    private boolean hasBidSize;
    private boolean hasAsk;
    private boolean hasAskSize;
    private boolean isWhole;
    private long sequence;

    /** Nothing is known any more. */
    void clear()
    {
        forget();
    }

    private void forget()
    {
        figures.clear();
        quote.clear();
        hasBid = false;
        hasBidSize = false;
        hasAsk = false;
        hasAskSize = false;
        isWhole = false;
        sequence = 0;
    }

    /** The next value must be an object of figures. */
    void read(final JsonReader reader)
    {
        reader.beginObject();
        while (reader.nextField())
        {
            readField(reader.key(KEYS), reader);
        }
    }

    private void readField(final int key, final JsonReader reader)
    {
        switch (key)
        {
            case LAST_PRICE -> figures.read(TickerValues.Field.LAST, reader);
            case PREV_PRICE_24H -> figures.read(TickerValues.Field.OPEN, reader);
            case HIGH_PRICE_24H -> figures.read(TickerValues.Field.HIGH, reader);
            case LOW_PRICE_24H -> figures.read(TickerValues.Field.LOW, reader);
            case VOLUME_24H -> figures.read(TickerValues.Field.VOLUME, reader);
            case TURNOVER_24H -> figures.read(TickerValues.Field.QUOTE_VOLUME, reader);
            case PRICE_24H_PCNT -> readChange(reader);
            case MARK_PRICE -> figures.read(TickerValues.Field.MARK, reader);
            case BID1_PRICE, BID_PRICE ->
            {
                hasBid = true;
                quote.bid().read(reader);
            }
            case BID1_SIZE, BID_SIZE ->
            {
                hasBidSize = true;
                quote.bidQuantity().read(reader);
            }
            case ASK1_PRICE, ASK_PRICE ->
            {
                hasAsk = true;
                quote.ask().read(reader);
            }
            case ASK1_SIZE, ASK_SIZE ->
            {
                hasAskSize = true;
                quote.askQuantity().read(reader);
            }
            default -> reader.skipValue();
        }
    }

    private void readChange(final JsonReader reader)
    {
        change.read(reader);
        if (change.isKnown())
        {
            figures.set(TickerValues.Field.CHANGE, change.mantissa(), change.decimals() - PERCENT_DECIMALS);
        }
    }

    /** Whether all that the venue tells is known: changes that came before a snapshot leave gaps. */
    boolean isWhole()
    {
        return isWhole;
    }

    /** Whether it says anything of the best bid and ask. */
    boolean hasQuote()
    {
        return hasBid || hasBidSize || hasAsk || hasAskSize;
    }

    /**
     * Take over what a message says.
     *
     * @param newSequence the message's, or 0 where it has none.
     * @return false where it is older than what is known.
     */
    boolean update(final BybitTicker message, final boolean isSnapshot, final long newSequence)
    {
        if (isSnapshot)
        {
            forget();
            isWhole = true;
        }
        if (newSequence < sequence)
        {
            return false;
        }

        sequence = newSequence;
        figures.merge(message.figures);
        if (message.hasBid)
        {
            quote.bid().set(message.quote.bid());
        }
        if (message.hasBidSize)
        {
            quote.bidQuantity().set(message.quote.bidQuantity());
        }
        if (message.hasAsk)
        {
            quote.ask().set(message.quote.ask());
        }
        if (message.hasAskSize)
        {
            quote.askQuantity().set(message.quote.askQuantity());
        }

        return true;
    }
}
