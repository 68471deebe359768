package io.tickwire.engine.book;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The best bid and ask of one symbol at one venue, and the price that it trades at.
 * Thread: pipeline-<k>
 */
public final class TopOfBook
{
    private long bid = NULL;
    private long bidQuantity = NULL;
    private long ask = NULL;
    private long askQuantity = NULL;
    private long lastPrice = NULL;

    public void onQuote(final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        this.bid = bid;
        this.bidQuantity = bidQuantity;
        this.ask = ask;
        this.askQuantity = askQuantity;
    }

    /** Whether it is this one already. */
    public boolean isQuote(final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        return bid == this.bid && bidQuantity == this.bidQuantity && ask == this.ask &&
            askQuantity == this.askQuantity;
    }

    /**
     * It was traded at this price, or the venue says that it was.
     */
    public void onLastPrice(final long price)
    {
        lastPrice = price;
    }

    public long bid()
    {
        return bid;
    }

    public long bidQuantity()
    {
        return bidQuantity;
    }

    public long ask()
    {
        return ask;
    }

    public long askQuantity()
    {
        return askQuantity;
    }

    /**
     * The price of the last trade; before the first one the middle of the quote, rounded toward the bid, or the one
     * side that there is; or NULL.
     */
    public long price()
    {
        if (lastPrice != NULL)
        {
            return lastPrice;
        }
        if (bid == NULL || ask == NULL)
        {
            return bid == NULL ? ask : bid;
        }

        // The average without the sum, which might overflow.
        return (bid & ask) + ((bid ^ ask) >> 1);
    }
}
