package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;

/**
 * The best bid and ask of a message, as they are read; any of them may stay unknown.
 * Thread: feed-<venue>
 */
public final class QuoteValues
{
    private final JsonDecimal bid = new JsonDecimal();
    private final JsonDecimal bidQuantity = new JsonDecimal();
    private final JsonDecimal ask = new JsonDecimal();
    private final JsonDecimal askQuantity = new JsonDecimal();

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
