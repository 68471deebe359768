package io.tickwire.transport.session;

import io.tickwire.transport.access.Limits;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientBudgetTest
{
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long BEGIN = Long.MIN_VALUE + 17;

    private final ClientBudget budget = new ClientBudget(
        limits(10, 20, 60), new Limits.Intake(1_000, 4_000, 5, 10, 0, 32L << 20), BEGIN);

    @Test
    void shouldGrantTheBurstThenTheRate()
    {
        for (int i = 0; i < 20; i++)
        {
            assertEquals(0, budget.takeMessage(BEGIN));
        }

        assertEquals(101, budget.takeMessage(BEGIN));
        assertEquals(0, budget.takeMessage(BEGIN + 100 * MS));
        assertEquals(101, budget.takeMessage(BEGIN + 100 * MS));
        assertFalse(budget.isAbused());
    }

    @Test
    void shouldCallItAbuseOnlyWhereItGoesOn()
    {
        for (int i = 0; i < 20; i++)
        {
            budget.takeMessage(BEGIN);
        }
        for (int i = 0; i < 100; i++)
        {
            assertTrue(budget.takeMessage(BEGIN) > 0);
            assertFalse(budget.isAbused());
        }

        budget.takeMessage(BEGIN);
        assertTrue(budget.isAbused());
    }

    @Test
    void shouldForgiveAfterAWhile()
    {
        long nowNs = BEGIN;
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 50; i++)
            {
                budget.takeMessage(nowNs);
            }
            assertFalse(budget.isAbused());
            nowNs += 5 * SECOND + 1;
        }
    }

    @Test
    void shouldNotForgiveWhoNeverStops()
    {
        long nowNs = BEGIN;
        int taken = 0;
        while (!budget.isAbused())
        {
            budget.takeMessage(nowNs);
            nowNs += 50 * MS;
            taken++;
        }

        // Twice the rate: half of the messages are too many once the burst is used up.
        assertEquals(240, taken, 2);
    }

    @Test
    void shouldBoundRequestsOfAMinute()
    {
        for (int i = 0; i < 60; i++)
        {
            assertEquals(0, budget.takeRequest(BEGIN));
        }

        assertEquals(1_001, budget.takeRequest(BEGIN));
        assertEquals(0, budget.takeRequest(BEGIN + SECOND));
    }

    @Test
    void shouldBearAHundredErrorsAMinute()
    {
        for (int i = 0; i < 100; i++)
        {
            assertFalse(budget.isOneErrorTooMany(BEGIN));
        }

        assertTrue(budget.isOneErrorTooMany(BEGIN));
        assertFalse(budget.isOneErrorTooMany(BEGIN + 600 * MS));
        assertTrue(budget.isOneErrorTooMany(BEGIN + 600 * MS));
    }

    @Test
    void shouldBoundNothingWhereTheLimitsAreNone()
    {
        final ClientBudget free = new ClientBudget(
            limits(0, 1, 0), new Limits.Intake(0, 1_024, 0, 1, 0, 32L << 20), BEGIN);
        for (int i = 0; i < 10_000; i++)
        {
            assertEquals(0, free.takeMessage(BEGIN));
            assertEquals(0, free.takeRequest(BEGIN));
            assertEquals(0, free.takeControl(BEGIN));
            assertFalse(free.isFlooded(1 << 20, BEGIN));
            assertEquals(0, free.takeBytes(1 << 20, BEGIN));
        }
        assertFalse(free.isAbused());
    }

    @Test
    void shouldTakeAMessageThatIsLongAndHaveTheNextOneWait()
    {
        assertFalse(budget.isFlooded(6_000, BEGIN));
        assertEquals(0, budget.takeBytes(6_000, BEGIN));
        assertFalse(budget.isFlooded(100, BEGIN));
        assertEquals(2_001, budget.takeBytes(100, BEGIN));
        assertFalse(budget.isFlooded(100, BEGIN + 3 * SECOND));
        assertEquals(0, budget.takeBytes(100, BEGIN + 3 * SECOND));
    }

    @Test
    void shouldCallItAFloodOnceItIsFarTooMuch()
    {
        int count = 0;
        while (!budget.isFlooded(1, BEGIN))
        {
            count++;
        }

        // The burst, then five of them and the longest message as a debt.
        assertEquals(6 * 4_000 + 1_024, count);
    }

    @Test
    void shouldHaveABoundOfItsOwnForPingsAndPongs()
    {
        for (int i = 0; i < 10; i++)
        {
            assertEquals(0, budget.takeControl(BEGIN));
        }

        assertEquals(201, budget.takeControl(BEGIN));
        assertEquals(0, budget.takeMessage(BEGIN));
        assertEquals(0, budget.takeControl(BEGIN + 200 * MS));
    }

    private static Limits.Messages limits(final int perSecond, final int burst, final int requestsPerMinute)
    {
        return new Limits.Messages(perSecond, burst, requestsPerMinute, 1_024, 1, 1, 1);
    }
}
