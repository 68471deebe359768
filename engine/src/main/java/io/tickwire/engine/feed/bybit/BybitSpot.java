package io.tickwire.engine.feed.bybit;

/**
 * Bybit spot.
 * Thread: any
 */
public final class BybitSpot extends BybitVenue
{
    @Override
    public String name()
    {
        return "bybit-spot";
    }
}
