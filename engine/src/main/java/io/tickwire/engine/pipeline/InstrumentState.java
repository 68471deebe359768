package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.TopOfBook;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * What the first stage knows of a symbol at a venue.
 * Thread: pipeline-<k>
 */
final class InstrumentState
{
    final int index;
    final String symbol;
    final int priceStream;
    final int symbolId;
    final int venueId;
    final int priceExponent;
    final int quantityExponent;
    final TopOfBook top = new TopOfBook();

    /** Whether a quote has come; before that the best levels of the venue's book are taken for it. */
    boolean hasQuotes;

    /** Whether what {@link #top} shows are those. */
    boolean isTopOfBook;

    /** The exchange's time of the last quote, or NULL. */
    long quoteTimeNs = NULL;

    /** Whether the venue numbers its quotes: then it tells each change of its best levels. */
    boolean hasNumberedQuotes;

    /** What trades were made of; null before the first. */
    Series series;

    /** The venue's own figures of the day, which are taken before ours. */
    long open24h = NULL;
    long high24h = NULL;
    long low24h = NULL;
    long change24h = NULL;
    long volume24h = NULL;
    long vwap24h = NULL;
    long trades24h = NULL;

    /**
     * @param index  among all instruments of the stage.
     * @param symbol its name.
     */
    InstrumentState(
        final int index,
        final String symbol,
        final int symbolId,
        final int venueId,
        final int priceExponent,
        final int quantityExponent)
    {
        this.index = index;
        this.symbol = symbol;
        this.priceStream = StreamId.of(Channel.PRICE, venueId, symbolId);
        this.symbolId = symbolId;
        this.venueId = venueId;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /**
     * The change of the last 24 hours, in percent: the venue's, or else ours.
     */
    long change24h()
    {
        return change24h != NULL || series == null ? change24h : series.stats().changePercent();
    }

    /**
     * The volume of the last 24 hours: the venue's, or else ours.
     */
    long volume24h()
    {
        return volume24h != NULL || series == null ? volume24h : series.stats().volume();
    }
}
