package io.tickwire.engine.series;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;

import static io.tickwire.engine.schema.Decimals.NULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class Sum128Test
{
    private static final int CASES = 500_000;

    private final SplittableRandom random = new SplittableRandom(128);
    private final Sum128 sum = new Sum128();

    @Test
    void shouldDivideAsBigDecimalsDo()
    {
        for (int i = 0; i < CASES; i++)
        {
            final BigInteger dividend = ofBits(random.nextInt(127)).multiply(BigInteger.valueOf(random.nextInt(-1, 2)));
            final BigInteger divisor = ofBits(random.nextInt(126)).add(BigInteger.ONE);
            final BigInteger quotient = new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_UP).toBigIntegerExact();
            set(dividend);

            assertEquals(
                quotient.abs().bitLength() < Long.SIZE ? quotient.longValueExact() : NULL,
                sum.quotient(high(divisor), divisor.longValue()),
                () -> dividend + " / " + divisor);
        }
    }

    @Test
    void shouldAddUnlessItDoesNotFit()
    {
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < CASES; i++)
        {
            final BigInteger added = ofBits(random.nextInt(128)).multiply(BigInteger.valueOf(random.nextInt(-1, 2)));
            final BigInteger next = expected.add(added);
            final boolean fits = next.bitLength() < 128;

            assertEquals(fits, sum.tryAdd(high(added), added.longValue()));
            expected = fits ? next : expected;
            assertEquals(high(expected), sum.high());
            assertEquals(expected.longValue(), sum.low());
        }
        set(BigInteger.TWO);
        sum.subtract(-1, -1);
        assertTrue(sum.tryAdd(0, -1));
        assertEquals(1, sum.high());
        assertFalse(sum.tryAdd(Long.MAX_VALUE, 0));
    }

    private void set(final BigInteger value)
    {
        sum.reset();
        sum.tryAdd(high(value), value.longValue());
    }

    private BigInteger ofBits(final int bits)
    {
        return new BigInteger(1, longBytes()).shiftRight(128 - bits);
    }

    private byte[] longBytes()
    {
        final byte[] bytes = new byte[16];
        random.nextBytes(bytes);

        return bytes;
    }

    private static long high(final BigInteger value)
    {
        return value.shiftRight(64).longValue();
    }
}
