package io.tickwire.engine.feed;

/**
 * What a tick is of: a symbol at a venue, and how its numbers are to be read.
 * Thread: any
 */
public interface TickTarget
{
    int symbolId();

    int venueId();

    int priceExponent();

    int quantityExponent();
}
