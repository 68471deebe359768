package io.tickwire.transport.feed.sim;

import io.tickwire.engine.feed.TickTarget;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;

/**
 * A symbol at a venue, as ticks name it.
 *
 * @param symbolId         of the engine's names.
 * @param venueId          of the engine's names.
 * @param priceExponent    of its prices.
 * @param quantityExponent of its quantities.
 * Thread: any
 */
record Instrument(int symbolId, int venueId, int priceExponent, int quantityExponent) implements TickTarget
{
    /**
     * Write the head of a tick of this instrument, whose venue is this process.
     */
    void head(final TickHeadEncoder head, final long timeNs)
    {
        head
            .exchangeTime(timeNs)
            .receiveTime(timeNs)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)priceExponent)
            .quantityExponent((byte)quantityExponent);
    }
}
