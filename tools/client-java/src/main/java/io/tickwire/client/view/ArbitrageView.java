package io.tickwire.client.view;

/**
 * A gap between two venues; quantity 0: it has closed.
 * Thread: client
 */
public interface ArbitrageView extends UpdateView
{
    default double buyPrice()
    {
        return number(Field.BUY_PRICE);
    }

    default long buyPriceMantissa()
    {
        return mantissa(Field.BUY_PRICE);
    }

    default double sellPrice()
    {
        return number(Field.SELL_PRICE);
    }

    default long sellPriceMantissa()
    {
        return mantissa(Field.SELL_PRICE);
    }

    default double quantity()
    {
        return number(Field.QUANTITY);
    }

    default long quantityMantissa()
    {
        return mantissa(Field.QUANTITY);
    }

    default double spreadBps()
    {
        return number(Field.SPREAD_BPS);
    }

    String buyVenue();

    String sellVenue();
}
