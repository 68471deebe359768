package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.TopOfBook;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * What the first stage knows of a symbol at a venue.
 * Thread: pipeline-<k>
 */
final class InstrumentState
{
    final TopOfBook top = new TopOfBook();
    final int priceExponent;
    final int quantityExponent;

    /** Whether the venue sends quotes; else its book's best levels are taken for them. */
    boolean hasQuotes;

    /** The venue's own figures of the day. */
    long change24h = NULL;
    long volume24h = NULL;

    InstrumentState(final int priceExponent, final int quantityExponent)
    {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }
}
