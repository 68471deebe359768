package io.tickwire.client.view;

/**
 * What has a best bid and ask.
 * Thread: client
 */
public interface QuotedView extends UpdateView
{
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
