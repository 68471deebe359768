package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SymbolsTest
{
    private final Symbols symbols = new Symbols();

    @Test
    void shouldGiveDenseIds()
    {
        assertEquals(new Symbol(0, "BTC/USD", -2, -8), symbols.define("BTC/USD", -2, -8));
        assertEquals(new Symbol(1, "ETH/USD", -3, -7), symbols.define("ETH/USD", -3, -7));
        assertEquals(2, symbols.size());
        assertEquals(new Symbol(1, "ETH/USD", -3, -7), symbols.get(1));
    }

    @Test
    void shouldDefineTheSameSymbolOnce()
    {
        final Symbol symbol = symbols.define("BTC/USD", -2, -8);
        assertSame(symbol, symbols.define("BTC/USD", -2, -8));
        assertSame(symbol, symbols.define("btc/usd", -2, -8));
        assertEquals(1, symbols.size());
        assertEquals("BTC/USD", symbols.get(0).name());
    }

    @Test
    void shouldRefuseOtherExponentsForTheSameName()
    {
        symbols.define("BTC/USD", -2, -8);
        final String defined = "symbol has other exponents: defined=" +
            "Symbol[id=0, name=BTC/USD, priceExponent=-2, quantityExponent=-8], asked=";
        assertRefused(defined + "Symbol[id=0, name=btc/usd, priceExponent=-3, quantityExponent=-8]",
            () -> symbols.define("btc/usd", -3, -8));
        assertRefused(defined + "Symbol[id=0, name=BTC/USD, priceExponent=-2, quantityExponent=-7]",
            () -> symbols.define("BTC/USD", -2, -7));
        assertEquals(-2, symbols.priceExponentOf(0));
    }

    @Test
    void shouldRefuseWhatCanNotBeASymbol()
    {
        assertRefused("name must have from 0 to 255 UTF-8 bytes: bytes=300",
            () -> symbols.define("a".repeat(300), -2, -8));
        assertRefused("priceExponent must be from -18 to 18: priceExponent=-19", () -> symbols.define("a", -19, -8));
        assertEquals(0, symbols.size());
        assertEquals(Symbols.ABSENT, symbols.idOf("a"));
    }

    @Test
    void shouldRefuseSymbolsBeyondItsCapacity()
    {
        final Symbols two = new Symbols(2);
        two.define("A", 0, 0);
        two.define("B", 0, 0);
        assertEquals("no room for another symbol: name=C, limit=2",
            assertThrows(IllegalStateException.class, () -> two.define("C", 0, 0)).getMessage());
        assertEquals(2, two.size());
        assertEquals(1, two.define("b", 0, 0).id());
    }

    @Test
    void shouldRefuseAnImpossibleCapacity()
    {
        assertRefused("capacity must be from 1 to 262144: capacity=0", () -> new Symbols(0));
        assertRefused("capacity must be from 1 to 262144: capacity=4194305", () -> new Symbols(4194305));
        assertEquals(0, new Symbols(262144).size());
    }

    @Test
    void shouldNameAnUnknownId()
    {
        symbols.define("A", 0, 0);
        assertRefused("no symbol has this id: id=1, ids=[0, 1)", () -> symbols.get(1));
        assertRefused("no symbol has this id: id=-1, ids=[0, 1)", () -> symbols.get(-1));
        assertRefused("no symbol has this id: id=1, ids=[0, 1)", () -> symbols.utf8Of(1));
        assertRefused("no symbol has this id: id=1, ids=[0, 1)", () -> symbols.priceExponentOf(1));
        assertRefused("no symbol has this id: id=1, ids=[0, 1)", () -> symbols.quantityExponentOf(1));
        assertTrue(symbols.isKnown(0));
        assertFalse(symbols.isKnown(1));
        assertFalse(symbols.isKnown(-1));
    }

    @Test
    void shouldTellWhatEncodersNeed()
    {
        symbols.define("", 18, -18);
        symbols.define("\u20AC\n", -2, -8);
        assertArrayEquals(new byte[0], symbols.utf8Of(0));
        assertArrayEquals("\u20AC\n".getBytes(StandardCharsets.UTF_8), symbols.utf8Of(1));
        assertSame(symbols.utf8Of(1), symbols.utf8Of(1));
        assertEquals(18, symbols.priceExponentOf(0));
        assertEquals(-18, symbols.quantityExponentOf(0));
        assertEquals(-2, symbols.priceExponentOf(1));
        assertEquals(-8, symbols.quantityExponentOf(1));
    }

    @Test
    void shouldAllocateNothingForEncoders()
    {
        symbols.define("BTC/USD", -2, -8);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long leastBytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            int sum = 0;
            for (int i = 0; i < 10_000; i++)
            {
                sum += symbols.utf8Of(0).length + symbols.priceExponentOf(0) + symbols.quantityExponentOf(0);
            }
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
            assertEquals(10_000 * (7 - 2 - 8), sum);
        }
        assertTrue(leastBytes < 10_000, "bytes allocated by 30,000 reads: " + leastBytes);
    }

    @Test
    void shouldListSymbolsInTheOrderOfTheirIds()
    {
        final Symbol bitcoin = symbols.define("BTC/USD", -2, -8);
        final Symbol ether = symbols.define("ETH/USD", -2, -8);
        final Symbol euro = symbols.define("btc/eur", -2, -8);
        assertEquals(List.of(bitcoin, ether, euro), symbols.all());
        assertEquals(List.of(bitcoin, ether, euro), symbols.matching("*"));
        assertEquals(List.of(bitcoin, euro), symbols.matching("bTc*"));
        assertEquals(List.of(bitcoin), symbols.matching("btc/u*"));
        assertEquals(List.of(), symbols.matching("x*"));
        assertEquals(List.of(), symbols.matching("b*c*"));
        assertThrows(UnsupportedOperationException.class, () -> symbols.all().clear());
        assertThrows(UnsupportedOperationException.class, () -> symbols.matching("btc*").clear());
    }

    @Test
    void shouldTakeAPatternWithoutAStarForAName()
    {
        final Symbol bitcoin = symbols.define("BTC/USD", -2, -8);
        assertEquals(List.of(bitcoin), symbols.matching("xbtusd"));
        assertEquals(List.of(), symbols.matching("btcu"));
        assertEquals(List.of(), symbols.matching(""));
    }

    @Test
    void shouldKeepAListAsItWas()
    {
        symbols.define("BTC/USD", -2, -8);
        final List<Symbol> before = symbols.all();
        symbols.define("ETH/USD", -2, -8);
        assertEquals(1, before.size());
        assertEquals(2, symbols.all().size());
    }

    @Test
    void shouldHoldManySymbols()
    {
        final int count = 20_000;
        for (int id = 0; id < count; id++)
        {
            assertEquals(id, symbols.define("S" + id + "/USD", -(id % 19), id % 19).id());
        }
        for (int id = 0; id < count; id++)
        {
            assertEquals(id, symbols.idOf("s" + id + "-usd"));
            assertEquals(-(id % 19), symbols.priceExponentOf(id));
            assertEquals(id % 19, symbols.quantityExponentOf(id));
            assertEquals("S" + id + "/USD", new String(symbols.utf8Of(id), StandardCharsets.UTF_8));
        }
    }

    private static void assertRefused(final String message, final Executable call)
    {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
