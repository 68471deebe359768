package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.engine.feed.json.UnixTime;
import io.tickwire.engine.schema.sbe.Side;

/**
 * The data of a {@code trades} notification. A trade's id is a number, behind the currency's name for all but Bitcoin:
 * {@code ETH-34066098}. Its direction is the taker's.
 * Thread: feed-<venue>
 */
final class DeribitTrades
{
    private static final MalformedMessageException NO_SIDE = new MalformedMessageException("no such side");

    private static final int TRADE_ID = 0;
    private static final int TIMESTAMP = 1;
    private static final int INSTRUMENT_NAME = 2;
    private static final int PRICE = 3;
    private static final int AMOUNT = 4;
    private static final int DIRECTION = 5;
    private static final int LIQUIDATION = 6;
    private static final JsonKeys KEYS = JsonKeys.of(
        "trade_id", "timestamp", "instrument_name", "price", "amount", "direction", "liquidation");
    private static final int BUY = 0;
    private static final JsonKeys DIRECTIONS = JsonKeys.of("buy", "sell");

    private static final int TAKER = 0;
    private static final int MAKER = 1;
    private static final int BOTH = 2;
    private static final JsonKeys LIQUIDATIONS = JsonKeys.of("T", "M", "MT");

    private final VenueFeed feed;
    private final Entries<DeribitTrade> trades = new Entries<>(DeribitTrade::new);

    DeribitTrades(final VenueFeed feed)
    {
        this.feed = feed;
    }

    Entries<DeribitTrade> trades()
    {
        return trades;
    }

    void read(final JsonReader reader)
    {
        trades.clear();
        reader.beginArray();
        while (reader.nextElement())
        {
            readTrade(reader, trades.add());
        }
    }

    private void readTrade(final JsonReader reader, final DeribitTrade row)
    {
        final TradeValues trade = row.values();
        row.clear();
        reader.beginObject();
        while (reader.nextField())
        {
            switch (reader.key(KEYS))
            {
                case TRADE_ID -> readId(reader, trade);
                case TIMESTAMP -> trade.timeNs(UnixTime.ofMillis(reader.readLong()));
                case INSTRUMENT_NAME ->
                {
                    reader.readText();
                    trade.instrument(
                        feed.instrument(reader.textBytes(), reader.textOffset(), reader.textLength()));
                }
                case PRICE -> trade.price().read(reader);
                case AMOUNT -> trade.quantity().read(reader);
                case DIRECTION -> trade.side(readSide(reader));
                case LIQUIDATION ->
                {
                    final int whose = reader.skipNull() ? JsonKeys.UNKNOWN : reader.readKeyword(LIQUIDATIONS);
                    row.liquidated(whose == TAKER || whose == BOTH, whose == MAKER || whose == BOTH);
                }
                default -> reader.skipValue();
            }
        }
        trade.requireWhole();
    }

    private static void readId(final JsonReader reader, final TradeValues trade)
    {
        reader.readText();
        final int offset = reader.textOffset();
        final int length = reader.textLength();
        int digits = 0;
        while (digits < length && reader.textBytes()[offset + length - digits - 1] != '-')
        {
            digits++;
        }
        trade.parseId(reader.textBytes(), offset + length - digits, digits);
    }

    private static Side readSide(final JsonReader reader)
    {
        final int direction = reader.readKeyword(DIRECTIONS);
        if (direction == JsonKeys.UNKNOWN)
        {
            throw NO_SIDE;
        }

        return direction == BUY ? Side.BUY : Side.SELL;
    }
}
