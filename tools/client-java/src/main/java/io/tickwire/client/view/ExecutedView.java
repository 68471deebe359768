package io.tickwire.client.view;

/**
 * What was done at a price.
 * Thread: client
 */
public interface ExecutedView extends UpdateView
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
