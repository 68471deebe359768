package io.tickwire.transport.feed.sim;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulatedSymbolTest
{
    private static final int SYMBOLS = 10_000;

    @Test
    void shouldBeginWithTheKnownOnes()
    {
        assertEquals("BTCUSDT", SimulatedSymbol.at(0, 1).name());
        assertEquals("ETHUSDT", SimulatedSymbol.at(1, 1).name());
        assertEquals("SOLUSDT", SimulatedSymbol.at(2, 1).name());
        assertEquals("XRPUSDT", SimulatedSymbol.at(3, 1).name());
        assertEquals("SYM0032USDT", SimulatedSymbol.at(32, 1).name());
    }

    @Test
    void shouldHaveTicksAndQuantitiesThatSuitThePrices()
    {
        final Set<String> names = new HashSet<>();
        for (int i = 0; i < SYMBOLS; i++)
        {
            final SimulatedSymbol symbol = SimulatedSymbol.at(i, 1);
            final int moneyExponent = symbol.priceExponent() + symbol.quantityExponent();
            final double unitWorth = symbol.firstPrice() * Math.pow(10, moneyExponent);

            assertTrue(names.add(symbol.name()));
            assertTrue(symbol.firstPrice() > 4_000 && symbol.firstPrice() < 1_000_000, symbol::toString);
            assertTrue(unitWorth > 0.05 && unitWorth < 1.5, symbol::toString);
            assertTrue(moneyExponent >= DemoPositions.MONEY_EXPONENT, symbol::toString);
            assertEquals(1_000, symbol.quantityWorth(1_000) * unitWorth, 2 * unitWorth);
        }
    }

    @Test
    void shouldMakeUpTheSameOfTheSameSeed()
    {
        assertEquals(SimulatedSymbol.at(77, 5), SimulatedSymbol.at(77, 5));
        assertNotEquals(SimulatedSymbol.at(77, 5), SimulatedSymbol.at(77, 6));
    }
}
