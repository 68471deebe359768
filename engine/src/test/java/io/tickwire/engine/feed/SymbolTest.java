package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest
{
    private static final String EURO = "\u20AC";

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC/USD", "\u0000\n\u007F\"\\", "\uD83D\uDE80/USD"})
    void shouldTakeAnyUnicodeTextForAName(final String name)
    {
        assertEquals(name, new Symbol(0, name, -2, -8).name());
    }

    @Test
    void shouldMeasureNamesInBytes()
    {
        assertEquals(85, new Symbol(0, EURO.repeat(85), -2, -8).name().length());
        assertEquals(255, new Symbol(0, "a".repeat(255), -2, -8).name().length());
        assertRefused("name must have from 0 to 255 UTF-8 bytes: bytes=256", 0, EURO.repeat(85) + "a", -2, -8);
        assertRefused("name must have from 0 to 255 UTF-8 bytes: bytes=256", 0, "a".repeat(256), -2, -8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC\uD83D", "\uDE80BTC", "\uDE80\uD83D"})
    void shouldRefuseUnpairedSurrogates(final String name)
    {
        assertRefused("name must have no unpaired surrogate: name=" + name, 0, name, -2, -8);
    }

    @Test
    void shouldRefuseExponentsOutOfRange()
    {
        assertRefused("priceExponent must be from -18 to 18: priceExponent=-19", 0, "BTC", -19, -8);
        assertRefused("quantityExponent must be from -18 to 18: quantityExponent=19", 0, "BTC", -2, 19);
    }

    @Test
    void shouldRefuseIdsOutOfRange()
    {
        assertEquals(262143, new Symbol(262143, "BTC", -2, -8).id());
        assertRefused("id must be from 0 to 262143: id=-1", -1, "BTC", -2, -8);
        assertRefused("id must be from 0 to 262143: id=262144", 262144, "BTC", -2, -8);
    }

    private static void assertRefused(
        final String message, final int id, final String name, final int priceExponent, final int quantityExponent)
    {
        final Exception refusal = assertThrows(
            IllegalArgumentException.class, () -> new Symbol(id, name, priceExponent, quantityExponent));
        assertEquals(message, refusal.getMessage());
    }
}
