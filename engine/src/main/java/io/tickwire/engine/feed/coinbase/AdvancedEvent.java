package io.tickwire.engine.feed.coinbase;

import io.tickwire.engine.feed.CandleEntry;
import io.tickwire.engine.feed.Entries;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.feed.TickerEntry;
import io.tickwire.engine.feed.TradeValues;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.schema.Decimals;

/**
 * One event of a message, as it is read: it has levels, trades, tickers or candles, by the message's channel.
 * Thread: feed-<venue>
 */
final class AdvancedEvent
{
    final LevelBuffer levels = new LevelBuffer();
    final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    final Entries<TickerEntry> tickers = new Entries<>(TickerEntry::new);
    final Entries<CandleEntry> candles = new Entries<>(CandleEntry::new);

    /** A place in {@code CoinbaseAdvancedDecoder.TYPES}. */
    int type;

    boolean hasProduct;

    /** Null where its ticks are not wanted. */
    Instrument instrument;

    /** When the first of the levels changed; they all do at one time. */
    long timeNs;

    void clear()
    {
        levels.clear();
        trades.clear();
        tickers.clear();
        candles.clear();
        type = JsonKeys.UNKNOWN;
        hasProduct = false;
        instrument = null;
        timeNs = Decimals.NULL;
    }
}
