package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;

/**
 * One ticker of a message, as it is read: figures of 24 hours, and the best bid and ask.
 * Thread: feed-<venue>
 */
public final class TickerEntry
{
    private final TickerValues figures = new TickerValues();
    private final QuoteValues quote = new QuoteValues();
    private Instrument instrument;
    private long timeNs;

    public void clear()
    {
        figures.clear();
        quote.clear();
        instrument = null;
        timeNs = Decimals.NULL;
    }

    public TickerValues figures()
    {
        return figures;
    }

    public QuoteValues quote()
    {
        return quote;
    }

    /** Null where its ticks are not wanted. */
    public Instrument instrument()
    {
        return instrument;
    }

    public void instrument(final Instrument instrument)
    {
        this.instrument = instrument;
    }

    public long timeNs()
    {
        return timeNs;
    }

    public void timeNs(final long timeNs)
    {
        this.timeNs = timeNs;
    }
}
