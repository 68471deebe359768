package io.tickwire.engine.feed;

import io.tickwire.engine.schema.sbe.FeedState;

/**
 * What the decoders of a line's connections share: one venue, one thread, one sink. A feed has one line, or several
 * that each tell the same.
 * Thread: feed-<venue>
 */
public final class VenueFeed
{
    private final int venueId;
    private final TickSink writer;
    private final FeedStats stats;
    private final FeedControl control;
    private final Instruments instruments;

    /**
     * @param sink where the ticks go: the ring, by a {@link TickWriter}, or a line of several, which
     *             {@link io.tickwire.engine.feed.line.LineArbiter} makes one of.
     */
    public VenueFeed(
        final Venue venue,
        final int venueId,
        final SymbolSource symbols,
        final TickSink sink,
        final FeedControl control)
    {
        this.venueId = venueId;
        this.writer = sink;
        this.stats = new FeedStats(venue.kinds());
        this.control = control;
        this.instruments = new Instruments(this, symbols);
    }

    public int venueId()
    {
        return venueId;
    }

    /** Where the ticks go. */
    public TickSink writer()
    {
        return writer;
    }

    public FeedStats stats()
    {
        return stats;
    }

    public FeedControl control()
    {
        return control;
    }

    public Instruments instruments()
    {
        return instruments;
    }

    /**
     * The instrument that the venue calls so.
     *
     * @return null where its ticks are not wanted; then that is counted.
     */
    public Instrument instrument(final byte[] buffer, final int offset, final int length)
    {
        final Instrument instrument = instruments.find(buffer, offset, length);
        if (instrument == null)
        {
            stats.increment(FeedCounter.UNWANTED_SYMBOLS);
        }

        return instrument;
    }

    void tell(final Instrument instrument, final FeedState state, final String reason)
    {
        writer.status(venueId, instrument, state, reason);
    }
}
