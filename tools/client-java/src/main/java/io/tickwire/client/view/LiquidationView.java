package io.tickwire.client.view;

/**
 * One forced order.
 * Thread: client
 */
public interface LiquidationView extends UpdateView
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

    /** Null: not known. */
    Side side();
}
