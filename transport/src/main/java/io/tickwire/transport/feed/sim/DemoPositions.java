package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.Decimals;

/**
 * What accounts hold: quantities, what was paid for them, and what was earned by closing. Money is in 10^-8 USDT, and
 * paid and earned by whole ones, so that nothing is lost between the sums.
 * <p>
 * Bound: 32 bytes a position.
 * Thread: feed-<venue>
 */
final class DemoPositions
{
    /** The exponent of money. */
    static final int MONEY_EXPONENT = -8;

    private final long[] quantities;
    private final long[] costs;
    private final long[] realized;
    private final long[] unitMoney;

    DemoPositions(final int positions)
    {
        quantities = new long[positions];
        costs = new long[positions];
        realized = new long[positions];
        unitMoney = new long[positions];
    }

    /**
     * Say in what a position is held.
     */
    void begin(final int position, final SimulatedSymbol symbol)
    {
        unitMoney[position] =
            Decimals.power(symbol.priceExponent() + symbol.quantityExponent() - MONEY_EXPONENT);
    }

    /**
     * What a quantity costs at a price.
     */
    long money(final int position, final long price, final long quantity)
    {
        return price * quantity * unitMoney[position];
    }

    /**
     * The price, to the nearest, at which a quantity costs so much; not known where there is no quantity.
     */
    long price(final int position, final long money, final long quantity)
    {
        final long unit = quantity * unitMoney[position];

        return quantity == 0 ? Decimals.NULL : (money + unit / 2) / unit;
    }

    /**
     * Below 0: short.
     */
    long quantity(final int position)
    {
        return quantities[position];
    }

    /**
     * What was paid for what is held now, or got for what is owed.
     */
    long cost(final int position)
    {
        return costs[position];
    }

    long entryPrice(final int position)
    {
        return price(position, costs[position], Math.abs(quantities[position]));
    }

    /**
     * What all closings earned, fees apart.
     */
    long realized(final int position)
    {
        return realized[position];
    }

    /**
     * What closing it all at a price would earn.
     */
    long unrealized(final int position, final long markPrice)
    {
        final long held = quantities[position];
        final long worth = money(position, markPrice, Math.abs(held));

        return held < 0 ? costs[position] - worth : worth - costs[position];
    }

    /**
     * Somebody bought or sold.
     *
     * @return what that earned, by closing what was held on the other side.
     */
    long onFill(final int position, final boolean isBuy, final long price, final long quantity)
    {
        final long held = quantities[position];
        final boolean isClosing = held != 0 && held > 0 != isBuy;
        final long closed = isClosing ? Math.min(quantity, Math.abs(held)) : 0;
        long earned = 0;
        if (closed > 0)
        {
            final long paid = costs[position] * closed / Math.abs(held);
            final long got = money(position, price, closed);
            earned = held > 0 ? got - paid : paid - got;
            costs[position] -= paid;
            realized[position] += earned;
        }
        costs[position] += money(position, price, quantity - closed);
        quantities[position] = held + (isBuy ? quantity : -quantity);

        return earned;
    }
}
