package io.tickwire.client.view;

/**
 * Last price, best bid and ask, figures of the day.
 * Thread: client
 */
public interface PriceView extends UpdateView
{
    default double price()
    {
        return number(Field.PRICE);
    }

    default long priceMantissa()
    {
        return mantissa(Field.PRICE);
    }

    default double change24h()
    {
        return number(Field.CHANGE_24H);
    }

    default double volume24h()
    {
        return number(Field.VOLUME_24H);
    }

    default long volume24hMantissa()
    {
        return mantissa(Field.VOLUME_24H);
    }

    default double bid()
    {
        return number(Field.BID);
    }

    default long bidMantissa()
    {
        return mantissa(Field.BID);
    }

    default double bidQuantity()
    {
        return number(Field.BID_QTY);
    }

    default long bidQuantityMantissa()
    {
        return mantissa(Field.BID_QTY);
    }

    default double ask()
    {
        return number(Field.ASK);
    }

    default long askMantissa()
    {
        return mantissa(Field.ASK);
    }

    default double askQuantity()
    {
        return number(Field.ASK_QTY);
    }

    default long askQuantityMantissa()
    {
        return mantissa(Field.ASK_QTY);
    }
}
