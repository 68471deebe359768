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
    /**
     * A trade, and whose order in it was forced.
     * Thread: feed-<venue>
     */
    static final class Row
    {
        private static final int TAKER = 1;
        private static final int MAKER = 2;

        private final TradeValues trade = new TradeValues();
        private int liquidated;

        TradeValues trade()
        {
            return trade;
        }

        boolean isTakerLiquidated()
        {
            return (liquidated & TAKER) != 0;
        }

        boolean isMakerLiquidated()
        {
            return (liquidated & MAKER) != 0;
        }
    }

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

    /** Of the taker, of the maker, of both: the bits of each are its index and 1. */
    private static final JsonKeys LIQUIDATIONS = JsonKeys.of("T", "M", "MT");

    private final VenueFeed feed;
    private final Entries<Row> rows = new Entries<>(Row::new);

    DeribitTrades(final VenueFeed feed)
    {
        this.feed = feed;
    }

    Entries<Row> rows()
    {
        return rows;
    }

    void read(final JsonReader reader)
    {
        rows.clear();
        reader.beginArray();
        while (reader.nextElement())
        {
            readTrade(reader, rows.add());
        }
    }

    private void readTrade(final JsonReader reader, final Row row)
    {
        final TradeValues trade = row.trade;
        trade.clear();
        row.liquidated = 0;
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
                case LIQUIDATION -> row.liquidated = reader.skipNull() ? 0 : reader.readKeyword(LIQUIDATIONS) + 1;
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
