package io.tickwire.client.view;

/**
 * One trade.
 * Thread: client
 */
public interface TradeView extends UpdateView
{
    default double price()
    {
        return number(Field.PRICE);
    }

    default long priceMantissa()
    {
        return mantissa(Field.PRICE);
    }

    default double quantity()
    {
        return number(Field.QUANTITY);
    }

    default long quantityMantissa()
    {
        return mantissa(Field.QUANTITY);
    }

    default long tradeId()
    {
        return mantissa(Field.TRADE_ID);
    }

    /** Half of a UUID, or 0 where the id is a number. */
    long tradeIdHigh();

    /** Null: not known. */
    Side side();
}
