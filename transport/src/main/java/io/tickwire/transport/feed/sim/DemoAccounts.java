package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.Decimals;

import java.util.List;

import static io.tickwire.transport.feed.sim.TickKind.BALANCE;
import static io.tickwire.transport.feed.sim.TickKind.EXECUTION;
import static io.tickwire.transport.feed.sim.TickKind.ORDER;
import static io.tickwire.transport.feed.sim.TickKind.POSITION;

/**
 * Accounts that trade a few symbols at a venue each, on margin, with one order at a time: it is new, filled in parts or
 * at once, or canceled. Their fills are at prices of the simulated books, but take nothing from these. What an account
 * has is what was paid in, and what its closings earned, less its fees.
 * <p>
 * Bound: 250 bytes an account.
 * Thread: feed-<venue>
 */
final class DemoAccounts
{
    /** What is paid in, at first and whenever much of it is gone. */
    static final long DEPOSIT = 100_000 * Decimals.power(-DemoPositions.MONEY_EXPONENT);

    private static final int MAX_SYMBOLS = 4;
    private static final long LOW_BALANCE = DEPOSIT / 5;
    private static final int LEVERAGE = 5;
    private static final int ORDER_WORTH = 1_000;
    private static final int MAX_ORDERS_HELD = 4;
    private static final int MARKET_ORDERS = 3;
    private static final int CANCELS = 8;
    private static final int MAKER_FEE = 200;
    private static final int TAKER_FEE = 500;
    private static final int WHOLE = 1_000_000;

    private final List<SimulatedSymbol> symbols;
    private final int venues;
    private final int symbolsEach;
    private final SimulatedBooks books;
    private final Draws draws;
    private final DemoPositions positions;
    private final long[] balances;
    private final DemoOrder[] orders;
    private long orderNumber;
    private long executionNumber;

    /** The last fill. */
    private long fillPrice;
    private long fillQuantity;
    private long fillFee;

    /**
     * @param venues where each symbol has a book.
     */
    DemoAccounts(
        final int accounts,
        final List<SimulatedSymbol> symbols,
        final int venues,
        final SimulatedBooks books,
        final Draws draws)
    {
        this.symbols = symbols;
        this.venues = venues;
        this.books = books;
        this.draws = draws;
        symbolsEach = Math.min(MAX_SYMBOLS, symbols.size());
        positions = new DemoPositions(accounts * symbolsEach);
        balances = new long[accounts];
        orders = new DemoOrder[accounts];
        for (int i = 0; i < accounts; i++)
        {
            balances[i] = DEPOSIT;
            orders[i] = new DemoOrder();
            for (int k = 0; k < symbolsEach; k++)
            {
                positions.begin(i * symbolsEach + k, symbols.get(symbolOf(i, k)));
            }
        }
    }

    /**
     * Something happens to an account.
     *
     * @return the kinds of ticks that tell it.
     */
    int happen(final int account)
    {
        final DemoOrder order = orders[account];
        if (!order.isOpen())
        {
            if (balances[account] < LOW_BALANCE)
            {
                balances[account] += DEPOSIT;
                return BALANCE;
            }
            place(account, order);
            return ORDER | BALANCE;
        }
        if (isOutrun(order) || draws.below(CANCELS) == 0)
        {
            order.cancel();
            return ORDER | BALANCE;
        }
        fill(account, order);

        return EXECUTION | ORDER | POSITION | BALANCE;
    }

    /**
     * The order that an account has now, or had last.
     */
    DemoOrder order(final int account)
    {
        return orders[account];
    }

    DemoPositions positions()
    {
        return positions;
    }

    long balance(final int account)
    {
        return balances[account];
    }

    /**
     * What neither positions nor the order tie up.
     */
    long available(final int account)
    {
        long tied = orders[account].openMoney(positions);
        for (int i = account * symbolsEach; i < (account + 1) * symbolsEach; i++)
        {
            tied += positions.cost(i);
        }

        return balances[account] - tied / LEVERAGE;
    }

    long executionNumber()
    {
        return executionNumber;
    }

    long fillPrice()
    {
        return fillPrice;
    }

    long fillQuantity()
    {
        return fillQuantity;
    }

    long fillFee()
    {
        return fillFee;
    }

    private int symbolOf(final int account, final int place)
    {
        return (account + place) % symbols.size();
    }

    private void place(final int account, final DemoOrder order)
    {
        final int place = draws.below(symbolsEach);
        final int symbol = symbolOf(account, place);
        final int book = symbol * venues + account % venues;
        final int position = account * symbolsEach + place;
        final int usual = symbols.get(symbol).quantityWorth(ORDER_WORTH);
        final long held = positions.quantity(position);
        final boolean isFull = Math.abs(held) > (long)MAX_ORDERS_HELD * usual;
        final boolean isBuy = isFull ? held < 0 : draws.flip();
        final boolean isMarket = draws.below(MARKET_ORDERS) == 0;
        final long price = isBuy != isMarket ? books.bid(book) : books.ask(book);
        order.place(++orderNumber, book, position, isBuy, isMarket, price, 1 + usual / 2 + draws.below(usual));
    }

    /** The market went away from a limit: nobody will come back to it. */
    private boolean isOutrun(final DemoOrder order)
    {
        return !order.isMarket() &&
            (order.isBuy() ? books.bid(order.book()) > order.price() : books.ask(order.book()) < order.price());
    }

    private void fill(final int account, final DemoOrder order)
    {
        final int book = order.book();
        final int left = (int)(order.quantity() - order.filled());
        fillQuantity = draws.flip() ? left : 1 + draws.below(left);
        fillPrice = order.isMarket() ? order.isBuy() ? books.ask(book) : books.bid(book) : order.price();
        final long money = positions.money(order.position(), fillPrice, fillQuantity);
        fillFee = (money * (order.isMarket() ? TAKER_FEE : MAKER_FEE) + WHOLE - 1) / WHOLE;
        executionNumber++;
        order.onFill(fillQuantity, money);
        balances[account] +=
            positions.onFill(order.position(), order.isBuy(), fillPrice, fillQuantity) - fillFee;
    }
}
