package io.tickwire.transport.feed.sim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FairPricesTest
{
    private static final int STEPS = 2_000_000;
    private static final int WINDOW = 100;

    private final Draws draws = new Draws(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20})
    void shouldStayBetweenHalfAndTwiceOfTheFirstPrice(final int index)
    {
        final SimulatedSymbol symbol = SimulatedSymbol.at(index, 1);
        final FairPrices fair = new FairPrices(List.of(symbol));
        final long first = fair.price(0);
        for (int i = 0; i < STEPS; i++)
        {
            fair.step(0, draws);
            assertTrue(fair.price(0) >= first / 2 && fair.price(0) <= first * 2);
            assertTrue(fair.volatility(0) >= FairPrices.CALM);
        }
        assertNotEquals(first, fair.price(0));
    }

    @Test
    void shouldBeWildForAWhileAndCalmForAWhile()
    {
        final FairPrices fair = new FairPrices(List.of(SimulatedSymbol.at(0, 1)));
        final double[] moves = new double[STEPS / WINDOW];
        for (int i = 0; i < STEPS; i++)
        {
            final long before = fair.price(0);
            fair.step(0, draws);
            moves[i / WINDOW] += Math.abs(fair.price(0) - before);
        }

        assertTrue(correlationWithNext(moves) > 0.2, "correlation=" + correlationWithNext(moves));
    }

    /** How much a window's movement tells of the next one's: nothing, were all steps alike. */
    private static double correlationWithNext(final double[] moves)
    {
        double mean = 0;
        for (final double move : moves)
        {
            mean += move / moves.length;
        }
        double together = 0;
        double alone = 0;
        for (int i = 0; i + 1 < moves.length; i++)
        {
            together += (moves[i] - mean) * (moves[i + 1] - mean);
            alone += (moves[i] - mean) * (moves[i] - mean);
        }

        return together / alone;
    }
}
