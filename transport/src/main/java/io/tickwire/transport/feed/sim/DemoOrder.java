package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.sbe.OrderStatus;

/**
 * An account's order, which is placed anew when it has come to its end.
 * Thread: feed-<venue>
 */
final class DemoOrder
{
    private OrderStatus status = OrderStatus.CANCELED;
    private long number;
    private int book;
    private int position;
    private boolean isBuy;
    private boolean isMarket;
    private long price;
    private long quantity;
    private long filled;
    private long paid;

    /**
     * @param price the limit; of an order at market, what it is expected to pay.
     */
    void place(
        final long number,
        final int book,
        final int position,
        final boolean isBuy,
        final boolean isMarket,
        final long price,
        final long quantity)
    {
        this.number = number;
        this.book = book;
        this.position = position;
        this.isBuy = isBuy;
        this.isMarket = isMarket;
        this.price = price;
        this.quantity = quantity;
        filled = 0;
        paid = 0;
        status = OrderStatus.NEW;
    }

    void onFill(final long fillQuantity, final long money)
    {
        filled += fillQuantity;
        paid += money;
        status = filled == quantity ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    }

    void cancel()
    {
        status = OrderStatus.CANCELED;
    }

    boolean isOpen()
    {
        return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    /**
     * What the part that is still open is worth.
     */
    long openMoney(final DemoPositions positions)
    {
        return isOpen() ? positions.money(position, price, quantity - filled) : 0;
    }

    long averagePrice(final DemoPositions positions)
    {
        return positions.price(position, paid, filled);
    }

    OrderStatus status()
    {
        return status;
    }

    long number()
    {
        return number;
    }

    int book()
    {
        return book;
    }

    int position()
    {
        return position;
    }

    boolean isBuy()
    {
        return isBuy;
    }

    boolean isMarket()
    {
        return isMarket;
    }

    long price()
    {
        return price;
    }

    long quantity()
    {
        return quantity;
    }

    long filled()
    {
        return filled;
    }
}
