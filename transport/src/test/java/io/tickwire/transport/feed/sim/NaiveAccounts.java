package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.AccountDecoder;
import io.tickwire.engine.schema.sbe.ExecutionDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderDecoder;
import io.tickwire.engine.schema.sbe.OrderStatus;
import io.tickwire.engine.schema.sbe.OrderType;
import io.tickwire.engine.schema.sbe.PositionDecoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keeps accounts by their executions alone, in decimals, and checks what the other private ticks say of them. */
final class NaiveAccounts implements TickHandler
{
    private static final BigDecimal DEPOSIT = new BigDecimal("100000");
    private static final BigDecimal TOLERANCE = new BigDecimal("0.0001");

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Money> money = new HashMap<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, Order> orders = new HashMap<>();
    private final Set<String> executionIds = new HashSet<>();
    private final Map<OrderStatus, Integer> ends = new HashMap<>();
    private int deposits;

    /** What an account is to have. */
    private static final class Money
    {
        private BigDecimal balance = BigDecimal.ZERO;
    }

    /** What an account is to hold of a symbol. */
    private static final class Position
    {
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal entryPrice = BigDecimal.ZERO;
        private BigDecimal realized = BigDecimal.ZERO;
    }

    /** What is known of an order. */
    private static final class Order
    {
        private OrderStatus status;
        private BigDecimal quantity;
        private BigDecimal limit;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;
    }

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        header.wrap(slot.buffer(), slot.messageOffset());
        switch (header.templateId())
        {
            case ExecutionDecoder.TEMPLATE_ID -> onExecution(slot);
            case OrderDecoder.TEMPLATE_ID -> onOrder(slot);
            case PositionDecoder.TEMPLATE_ID -> onPosition(slot);
            case AccountDecoder.TEMPLATE_ID -> onBalance(slot);
            default ->
            {
                // Not private.
            }
        }
    }

    int executions()
    {
        return executionIds.size();
    }

    int ended(final OrderStatus status)
    {
        return ends.getOrDefault(status, 0);
    }

    int deposits()
    {
        return deposits;
    }

    private void onExecution(final TickSlot slot)
    {
        final ExecutionDecoder fill =
            new ExecutionDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = fill.head();
        final BigDecimal price = decimal(fill.price(), head.priceExponent());
        final BigDecimal quantity = decimal(fill.quantity(), head.quantityExponent());
        final BigDecimal fee = decimal(fill.fee(), fill.feeExponent());
        final boolean isBuy = fill.side() == Side.BUY;
        final Position position = positionOf(fill.account(), head);
        assertTrue(executionIds.add(fill.executionId()));
        final Order order = orders.get(fill.orderId());
        assertEquals("USDT", fill.feeAsset());
        assertTrue(quantity.signum() > 0 && price.signum() > 0 && fee.signum() > 0);
        assertTrue(order.status == OrderStatus.NEW || order.status == OrderStatus.PARTIALLY_FILLED);
        if (order.limit != null)
        {
            assertEquals(order.limit, price);
        }
        order.filled = order.filled.add(quantity);
        order.paid = order.paid.add(quantity.multiply(price));

        final Money account = money.get(fill.account());
        account.balance = account.balance.subtract(fee).add(fill(position, isBuy, price, quantity));
    }

    /** What closing earned. */
    private static BigDecimal fill(
        final Position position, final boolean isBuy, final BigDecimal price, final BigDecimal quantity)
    {
        final BigDecimal held = position.quantity;
        final BigDecimal change = isBuy ? quantity : quantity.negate();
        BigDecimal earned = BigDecimal.ZERO;
        BigDecimal cost = position.entryPrice.multiply(held.abs());
        BigDecimal opened = quantity;
        if (held.signum() * change.signum() < 0)
        {
            final BigDecimal closed = held.abs().min(quantity);
            earned = price.subtract(position.entryPrice).multiply(closed)
                .multiply(BigDecimal.valueOf(held.signum()));
            cost = position.entryPrice.multiply(held.abs().subtract(closed));
            opened = quantity.subtract(closed);
        }
        position.quantity = held.add(change);
        cost = cost.add(price.multiply(opened));
        position.entryPrice = position.quantity.signum() == 0 ?
            BigDecimal.ZERO : cost.divide(position.quantity.abs(), 30, RoundingMode.HALF_EVEN);
        position.realized = position.realized.add(earned);

        return earned;
    }

    private void onOrder(final TickSlot slot)
    {
        final OrderDecoder told = new OrderDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = told.head();
        final BigDecimal quantity = decimal(told.quantity(), head.quantityExponent());
        final BigDecimal filled = decimal(told.filledQuantity(), head.quantityExponent());
        final OrderStatus status = told.status();
        final BigDecimal limit =
            told.orderType() == OrderType.LIMIT ? decimal(told.price(), head.priceExponent()) : null;
        assertEquals(told.orderType() == OrderType.MARKET, told.price() == Decimals.NULL);
        final BigDecimal average =
            told.averagePrice() == Decimals.NULL ? null : decimal(told.averagePrice(), head.priceExponent());
        final String id = told.orderId();
        assertEquals("c" + id.substring(1), told.clientOrderId());
        if (status == OrderStatus.NEW)
        {
            final Order order = new Order();
            order.quantity = quantity;
            order.limit = limit;
            assertNull(orders.put(id, order));
        }

        final Order order = orders.get(id);
        assertTrue(order.status != OrderStatus.FILLED && order.status != OrderStatus.CANCELED);
        order.status = status;
        assertEquals(order.quantity, quantity);
        assertEquals(0, order.filled.compareTo(filled));
        assertEquals(status == OrderStatus.FILLED, filled.compareTo(quantity) == 0);
        assertTrue(status != OrderStatus.PARTIALLY_FILLED || filled.signum() > 0);
        if (filled.signum() > 0)
        {
            assertEquals(
                order.paid.divide(order.filled, -head.priceExponent(), RoundingMode.HALF_UP), average);
        }
        ends.merge(status, 1, Integer::sum);
    }

    private void onPosition(final TickSlot slot)
    {
        final PositionDecoder told =
            new PositionDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = told.head();
        final Position position = positionOf(told.account(), head);
        final BigDecimal quantity = decimal(told.quantity(), head.quantityExponent());
        final BigDecimal mark = decimal(told.markPrice(), head.priceExponent());
        assertEquals(0, position.quantity.compareTo(quantity));
        assertNear(position.realized, decimal(told.realizedProfit(), told.profitExponent()));
        assertNear(
            mark.subtract(position.entryPrice).multiply(quantity),
            decimal(told.unrealizedProfit(), told.profitExponent()));
        assertEquals(quantity.signum() == 0, told.entryPrice() == Decimals.NULL);
        if (quantity.signum() != 0)
        {
            final BigDecimal entry = decimal(told.entryPrice(), head.priceExponent());
            assertTrue(
                entry.subtract(position.entryPrice).abs().movePointLeft(head.priceExponent())
                    .compareTo(new BigDecimal("0.51")) < 0,
                entry + " " + position.entryPrice);
        }
    }

    private void onBalance(final TickSlot slot)
    {
        final AccountDecoder told =
            new AccountDecoder().wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final BigDecimal balance = decimal(told.balance(), told.head().quantityExponent());
        final BigDecimal available = decimal(told.available(), told.head().quantityExponent());
        final Money account = money.computeIfAbsent(told.account(), id -> new Money());
        assertEquals(TickHeadDecoder.symbolIdNullValue(), told.head().symbolId());
        assertEquals("USDT", told.asset());
        if (balance.subtract(account.balance).compareTo(DEPOSIT.subtract(BigDecimal.ONE)) > 0)
        {
            deposits++;
            account.balance = account.balance.add(DEPOSIT);
        }
        assertNear(account.balance, balance);
        assertTrue(available.signum() > 0 && available.compareTo(balance) <= 0);
    }

    private Position positionOf(final long account, final TickHeadDecoder head)
    {
        return positions.computeIfAbsent(
            account + " " + head.symbolId() + " " + head.venueId(), key -> new Position());
    }

    private static void assertNear(final BigDecimal expected, final BigDecimal actual)
    {
        assertTrue(expected.subtract(actual).abs().compareTo(TOLERANCE) < 0, expected + " " + actual);
    }

    private static BigDecimal decimal(final long mantissa, final int exponent)
    {
        return BigDecimal.valueOf(mantissa, -exponent);
    }
}
