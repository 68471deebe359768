package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.TradeValues;

/**
 * A trade, and whose order in it was forced.
 * Thread: feed-<venue>
 */
final class DeribitTrade
{
    private final TradeValues values = new TradeValues();
    private boolean isTakerLiquidated;
    private boolean isMakerLiquidated;

    void clear()
    {
        values.clear();
        liquidated(false, false);
    }

    TradeValues values()
    {
        return values;
    }

    boolean isTakerLiquidated()
    {
        return isTakerLiquidated;
    }

    boolean isMakerLiquidated()
    {
        return isMakerLiquidated;
    }

    void liquidated(final boolean isTaker, final boolean isMaker)
    {
        isTakerLiquidated = isTaker;
        isMakerLiquidated = isMaker;
    }
}
