package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.sbe.OrderStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DemoAccountsTest
{
    private static final int TICKS = 200_000;
    private static final int EVENTS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"1,10,3,2", "2,1,1,1", "3,100,2,40", "4,33,16,3"})
    void shouldAddUp(final long seed, final int symbols, final int venues, final int accounts)
    {
        final SteppedMarket market = new SteppedMarket(seed, symbols, venues, accounts, 512);
        final NaiveAccounts naive = new NaiveAccounts();
        market.open(naive);
        assertEquals(accounts, naive.deposits());
        market.run(TICKS, naive);

        assertTrue(naive.executions() > TICKS / 1_000, "executions=" + naive.executions());
        for (final OrderStatus status : new OrderStatus[] {
            OrderStatus.NEW, OrderStatus.PARTIALLY_FILLED, OrderStatus.FILLED, OrderStatus.CANCELED})
        {
            assertTrue(naive.ended(status) > TICKS / 2_000, status + "=" + naive.ended(status));
        }
    }

    @Test
    void shouldPayInBeforeTheMoneyIsGone()
    {
        final List<SimulatedSymbol> symbols = List.of(SimulatedSymbol.at(0, 1), SimulatedSymbol.at(20, 1));
        final Draws draws = new Draws(1);
        final SimulatedBooks books = new SimulatedBooks(symbols.size());
        for (int i = 0; i < symbols.size(); i++)
        {
            books.open(i, symbols.get(i).firstPrice(), symbols.get(i).firstPrice() + 1, 1_000, draws);
        }
        final DemoAccounts accounts = new DemoAccounts(1, symbols, 1, books, draws);
        int deposits = 0;
        for (int i = 0; i < EVENTS; i++)
        {
            final long before = accounts.balance(0);
            final int told = accounts.happen(0);

            if (told == TickKind.BALANCE)
            {
                assertEquals(before + DemoAccounts.DEPOSIT, accounts.balance(0));
                deposits++;
            }
            assertTrue(accounts.available(0) > 0);
            assertTrue(accounts.available(0) <= accounts.balance(0));
        }

        assertTrue(deposits > 0);
    }
}
