package io.tickwire.client.view;

/**
 * One trade.
 * Thread: client
 */
public interface TradeView extends ExecutedView
{
    default long tradeId()
    {
        return mantissa(Field.TRADE_ID);
    }

    /** Half of a UUID, or 0 where the id is a number. */
    long tradeIdHigh();
}
