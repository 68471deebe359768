package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonReader;

import java.util.function.Function;

/**
 * What a message has entries of, as they are read, by the message's channel; books are of each venue's own kind.
 * Thread: feed-<venue>
 */
public abstract class MarketEntries
{
    private final Function<JsonReader, Instrument> instruments;
    private final Entries<TradeValues> trades = new Entries<>(TradeValues::new);
    private final Entries<TickerEntry> tickers = new Entries<>(TickerEntry::new);
    private final Entries<CandleEntry> candles = new Entries<>(CandleEntry::new);

    /**
     * @param instruments finds the instrument whose name was read last; null where it is not wanted.
     */
    protected MarketEntries(final Function<JsonReader, Instrument> instruments)
    {
        this.instruments = instruments;
    }

    /** A message begins. */
    public void clear()
    {
        trades.clear();
        tickers.clear();
        candles.clear();
    }

    /** Trades, or forced orders. */
    public final Entries<TradeValues> trades()
    {
        return trades;
    }

    public final Entries<TickerEntry> tickers()
    {
        return tickers;
    }

    public final Entries<CandleEntry> candles()
    {
        return candles;
    }

    /** The next value must be the name of an instrument. */
    protected final Instrument readInstrument(final JsonReader reader)
    {
        reader.readText();

        return instruments.apply(reader);
    }
}
