package io.tickwire.client.view;

/**
 * Last price, best bid and ask, figures of the day.
 * Thread: client
 */
public interface PriceView extends QuotedView
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
}
