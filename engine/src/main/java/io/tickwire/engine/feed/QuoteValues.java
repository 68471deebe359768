package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;

/**
 * The best bid and ask of a message, as they are read; any of them may stay unknown.
 * Thread: feed-<venue>
 */
public final class QuoteValues
{
    private final JsonDecimal bid;
    private final JsonDecimal bidQuantity;
    private final JsonDecimal ask;
    private final JsonDecimal askQuantity;

    public QuoteValues()
    {
        this(new JsonDecimal(), new JsonDecimal(), new JsonDecimal(), new JsonDecimal());
    }

    /** Of values that are kept, and read, elsewhere. */
    public QuoteValues(
        final JsonDecimal bid, final JsonDecimal bidQuantity, final JsonDecimal ask, final JsonDecimal askQuantity)
    {
        this.bid = bid;
        this.bidQuantity = bidQuantity;
        this.ask = ask;
        this.askQuantity = askQuantity;
    }

    public void clear()
    {
        bid.clear();
        bidQuantity.clear();
        ask.clear();
        askQuantity.clear();
    }

    public JsonDecimal bid()
    {
        return bid;
    }

    public JsonDecimal bidQuantity()
    {
        return bidQuantity;
    }

    public JsonDecimal ask()
    {
        return ask;
    }

    public JsonDecimal askQuantity()
    {
        return askQuantity;
    }
}
