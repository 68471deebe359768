package io.tickwire.engine.book;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PriceUnitTest
{
    @Property(seed = "20261127")
    void shouldBeTheGreatestCommonDivisor(
        @ForAll @Size(min = 1, max = 8) final List<@LongRange(min = -Long.MAX_VALUE) Long> counts,
        @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) final long factor,
        @ForAll @LongRange(min = -Long.MAX_VALUE) final long other)
    {
        final PriceUnit unit = new PriceUnit();
        long expected = 0;
        for (final long count : counts)
        {
            final long key = count % (Long.MAX_VALUE / factor) * factor;
            if (!unit.divides(key))
            {
                unit.learn(key);
            }
            expected = BigInteger.valueOf(expected).gcd(BigInteger.valueOf(key)).longValueExact();
            assertTick(unit, key, expected);
        }
        assertTick(unit, other, expected);
        assertTick(unit, Long.MAX_VALUE, expected);
        assertTick(unit, -Long.MAX_VALUE, expected);
        if (expected != 0)
        {
            assertTick(unit, other % (Long.MAX_VALUE / expected) * expected, expected);
        }
        assertFalse(unit.divides(Long.MIN_VALUE));
    }

    @Example
    void shouldKnowOfZeroBeforeAnyPrice()
    {
        final PriceUnit unit = new PriceUnit();

        assertTrue(unit.divides(0));
        assertFalse(unit.divides(Long.MAX_VALUE));
        assertEquals(0, unit.key(unit.tick(0)));
        unit.learn(Long.MAX_VALUE);
        assertEquals(1, unit.tick(Long.MAX_VALUE));
    }

    private static void assertTick(final PriceUnit unit, final long key, final long expected)
    {
        final boolean isWhole = expected == 0 ? key == 0 : key % expected == 0;
        assertEquals(isWhole, unit.divides(key));
        if (isWhole)
        {
            assertEquals(expected == 0 ? 0 : key / expected, unit.tick(key));
            assertEquals(key, unit.key(unit.tick(key)));
        }
        if (expected != 0)
        {
            final long floor = Math.floorDiv(key, expected);
            assertEquals(isWhole ? floor : floor + 1, unit.tickFrom(key));
        }
    }
}
