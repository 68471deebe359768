package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;

/**
 * One candle of a message, as it is read.
 * Thread: feed-<venue>
 */
public final class CandleEntry
{
    private final CandleValues values = new CandleValues();
    private Instrument instrument;
    private long timeNs;

    public void clear()
    {
        values.clear();
        instrument = null;
        timeNs = Decimals.NULL;
    }

    public CandleValues values()
    {
        return values;
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

    /** When it was sent. */
    public long timeNs()
    {
        return timeNs;
    }

    public void timeNs(final long timeNs)
    {
        this.timeNs = timeNs;
    }
}
