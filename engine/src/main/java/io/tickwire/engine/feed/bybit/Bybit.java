package io.tickwire.engine.feed.bybit;

/**
 * Bybit's derivatives: linear, inverse, options.
 * Thread: any
 */
public final class Bybit extends BybitVenue
{
    @Override
    public String name()
    {
        return "bybit";
    }
}
