package io.tickwire.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest
{
    private static final long SEED = 20261121L;
    private static final int MANTISSAS = 150_000;
    private static final int TIES = 300_000;
    private static final int RESCALES = 3_000_000;
    private static final int SIGNIFICAND_BITS = 53;

    @Test
    void shouldRoundToTheNearestDouble()
    {
        final SeededMantissas mantissas = new SeededMantissas(new SplittableRandom(SEED));
        for (int i = 0; i < MANTISSAS; i++)
        {
            assertNearestUnderAllExponents(mantissas.next());
        }
    }

    @Test
    void shouldRoundToTheNearestDoubleAroundWhatADoubleHoldsExactly()
    {
        final long[] edges = {
            0, 1L << 52, 1L << 53, 1L << 54, 1L << 55, 1L << 62, Decimals.power(15), Decimals.power(16),
            Decimals.power(17), Decimals.power(18), 9 * Decimals.power(18)};
        for (final long edge : edges)
        {
            for (long near = edge - 40; near <= edge + 40; near++)
            {
                assertNearestUnderAllExponents(near);
                assertNearestUnderAllExponents(-near);
            }
        }
        for (long mantissa = Long.MAX_VALUE; mantissa > Long.MAX_VALUE - 2_000; mantissa--)
        {
            assertNearestUnderAllExponents(mantissa);
            assertNearestUnderAllExponents(-mantissa);
        }
    }

    @Test
    void shouldRoundTheNumberThatStandsForNotKnownAsAnyOther()
    {
        assertNearestUnderAllExponents(Decimals.NULL);
    }

    @Test
    void shouldRoundTiesOfProductsToEven()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < TIES; i++)
        {
            // An odd mantissa whose product with 5^exponent has one bit more than a significand: half way, exactly.
            final int exponent = random.nextInt(19);
            final long five = BigInteger.valueOf(5).pow(exponent).longValueExact();
            final long odd = random.nextLong((1L << SIGNIFICAND_BITS) / five + 1, (1L << 54) / five) | 1;
            final int room = Long.numberOfLeadingZeros(odd);
            final long tie = odd << random.nextInt(room);
            assertNearest(tie, exponent);
            assertNearest(-tie, exponent);
            assertNearest(tie + 1, exponent);
            assertNearest(tie - 1, exponent);
        }
    }

    @Test
    void shouldRoundQuotientsThatAreNextToATie()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 2);
        for (int i = 0; i < TIES; i++)
        {
            // The mantissas around half way between two doubles, of which some are half way themselves.
            final int exponent = -random.nextInt(19);
            final long middle = random.nextLong(1L << SIGNIFICAND_BITS, 1L << 54) | 1;
            final BigInteger scaled = BigInteger.valueOf(middle).multiply(BigInteger.TEN.pow(-exponent));
            final int atLeast = Math.max(0, scaled.bitLength() - Long.SIZE + 1);
            final long below = scaled.shiftRight(atLeast + random.nextInt(9)).longValueExact();
            assertNearest(below, exponent);
            assertNearest(-below, exponent);
            assertNearest(below + (below < Long.MAX_VALUE ? 1 : 0), exponent);
        }
    }

    @Test
    void shouldKnowWhichMantissasAreDoublesExactly()
    {
        assertTrue(Decimals.isExactDouble((1L << 53) - 1));
        assertTrue(Decimals.isExactDouble(1 - (1L << 53)));
        assertFalse(Decimals.isExactDouble(1L << 53));
        assertFalse(Decimals.isExactDouble(-(1L << 53)));
        assertFalse(Decimals.isExactDouble(Decimals.NULL));
    }

    @Test
    void shouldKnowPowersOfTen()
    {
        for (int exponent = 0; exponent <= Decimals.MAX_EXPONENT; exponent++)
        {
            assertEquals(BigInteger.TEN.pow(exponent).longValueExact(), Decimals.power(exponent));
        }
    }

    @Test
    void shouldRescaleExactlyOrNotAtAll()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 3);
        final SeededMantissas mantissas = new SeededMantissas(random);
        int kept = 0;
        for (int i = 0; i < RESCALES; i++)
        {
            final long mantissa = mantissas.nextOrNull(50);
            final int from = mantissas.exponent();
            final int to = random.nextBoolean() ? mantissas.exponent() : near(from, random);
            final long rescaled = Decimals.rescale(mantissa, from, to);
            if (rescaled != NaiveDecimals.rescale(mantissa, from, to))
            {
                assertEquals(NaiveDecimals.rescale(mantissa, from, to), rescaled,
                    "seed=" + (SEED + 3) + " mantissa=" + mantissa + " from=" + from + " to=" + to);
            }
            kept += rescaled == Decimals.NULL ? 0 : 1;
        }
        assertTrue(kept > RESCALES / 10 && kept < RESCALES * 9 / 10, "rescaled: kept=" + kept);
    }

    @Test
    void shouldRescaleBackToWhatItWas()
    {
        assertEquals(Long.MAX_VALUE / 10 * 10, Decimals.rescale(Long.MAX_VALUE / 10, 1, 0));
        assertEquals(Decimals.NULL, Decimals.rescale(Long.MAX_VALUE / 10 + 1, 1, 0));
        assertEquals(-Long.MAX_VALUE, Decimals.rescale(-Long.MAX_VALUE, -18, -18));
        assertEquals(0, Decimals.rescale(0, 18, -18));
        assertEquals(1, Decimals.rescale(Decimals.power(18), -18, 0));
        assertEquals(Decimals.power(18), Decimals.rescale(1, 18, 0));
        assertEquals(Decimals.NULL, Decimals.rescale(1, 18, -1));
        assertEquals(Decimals.NULL, Decimals.rescale(Decimals.NULL, -18, 18));
    }

    @Test
    void shouldTellExponentsInRange()
    {
        for (int exponent = Byte.MIN_VALUE; exponent <= Byte.MAX_VALUE; exponent++)
        {
            assertEquals(exponent >= -18 && exponent <= 18, Decimals.isExponent(exponent), "exponent=" + exponent);
        }
        assertFalse(Decimals.isExponent(Integer.MIN_VALUE));
        assertFalse(Decimals.isExponent(Integer.MAX_VALUE));
    }

    @Test
    void shouldSayWhichExponentIsOutOfRange()
    {
        assertEquals(-18, Decimals.requireExponent("priceExponent", -18));
        assertEquals(18, Decimals.requireExponent("priceExponent", 18));
        assertEquals(
            "priceExponent must be from -18 to 18: priceExponent=19",
            assertThrows(
                IllegalArgumentException.class, () -> Decimals.requireExponent("priceExponent", 19)).getMessage());
        assertEquals(
            "quantityExponent must be from -18 to 18: quantityExponent=-19",
            assertThrows(
                IllegalArgumentException.class, () -> Decimals.requireExponent("quantityExponent", -19)).getMessage());
    }

    private static int near(final int exponent, final SplittableRandom random)
    {
        final int shift = random.nextInt(-3, 4);

        return Math.max(Decimals.MIN_EXPONENT, Math.min(Decimals.MAX_EXPONENT, exponent + shift));
    }

    private static void assertNearestUnderAllExponents(final long mantissa)
    {
        for (int exponent = Decimals.MIN_EXPONENT; exponent <= Decimals.MAX_EXPONENT; exponent++)
        {
            assertNearest(mantissa, exponent);
        }
    }

    private static void assertNearest(final long mantissa, final int exponent)
    {
        final double expected = NaiveDecimals.toDouble(mantissa, exponent);
        final double actual = Decimals.toDouble(mantissa, exponent);
        if (Double.doubleToRawLongBits(expected) != Double.doubleToRawLongBits(actual))
        {
            // Each mantissa can be looked at alone: the seed is not needed to see it again.
            assertEquals(expected, actual, "seed=" + SEED + " mantissa=" + mantissa + " exponent=" + exponent);
        }
    }
}
