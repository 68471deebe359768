package io.tickwire.engine.pipeline;

import io.tickwire.engine.TestTicks;
import io.tickwire.engine.schema.sbe.Side;

/**
 * A tick that a test publishes. What its numbers mean depends on its kind.
 *
 * @param price    of a quote: bid; of a ticker: last; of a position: entry.
 * @param quantity of a quote: bid's; of a ticker: the day's volume; of an account: balance.
 * @param other    of a quote: ask; of a trade: low half of its id; of a ticker: change; of an execution: fee; of a
 *                 position: profit; of an account: available.
 * @param number   of a quote: ask's quantity; of a trade: high half of its id; of an order or an execution: its id.
 */
record SampleTick(
    Kind kind,
    int symbolId,
    int venueId,
    int accountId,
    int priceExponent,
    int quantityExponent,
    long exchangeNs,
    long receiveNs,
    long price,
    long quantity,
    long other,
    long number)
{
    static final String ASSET = "B\tTC";

    /** What a tick is. */
    enum Kind
    {
        QUOTE,
        TRADE,
        TICKER,
        LIQUIDATION,
        ORDER,
        EXECUTION,
        POSITION,
        ACCOUNT
    }

    boolean isPrivate()
    {
        return kind.ordinal() >= Kind.ORDER.ordinal();
    }

    Side side()
    {
        return switch ((int)(other % 3))
        {
            case 0 -> Side.BUY;
            case 1 -> Side.SELL;
            default -> Side.NULL_VAL;
        };
    }

    String ownId()
    {
        return "mine \"" + number + "\" \u20ac\n";
    }

    /** What the claim returned. */
    long publishTo(final TestTicks ticks)
    {
        ticks.of(symbolId, venueId).scaled(priceExponent, quantityExponent).at(exchangeNs, receiveNs);

        return switch (kind)
        {
            case QUOTE -> ticks.quote(price, quantity, other, number);
            case TRADE -> ticks.trade(price, quantity, side(), other, number);
            case TICKER -> ticks.ticker(price, quantity, other);
            case LIQUIDATION -> ticks.liquidation(price, quantity, side());
            case ORDER -> ticks.order(accountId, price, quantity, "o" + number, ownId());
            case EXECUTION -> ticks.execution(accountId, price, quantity, other, "e" + number);
            case POSITION -> ticks.position(accountId, quantity, price, other);
            case ACCOUNT -> ticks.account(accountId, ASSET, quantity, other);
        };
    }
}
