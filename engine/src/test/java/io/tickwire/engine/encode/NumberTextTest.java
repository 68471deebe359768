package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.NaiveDecimals;
import io.tickwire.engine.schema.NumberText;
import io.tickwire.engine.schema.SeededMantissas;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextTest
{
    private static final long SEED = 20261122L;
    private static final int DECIMALS = 3_000_000;
    private static final int INTEGERS = 1_000_000;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final GuardedBuffer guarded = new GuardedBuffer(64);
    private int written;

    @Test
    void shouldWriteIntegers()
    {
        final SeededMantissas mantissas = new SeededMantissas(new SplittableRandom(SEED));
        for (int i = 0; i < INTEGERS; i++)
        {
            assertLong(mantissas.next());
        }
        for (int i = -100_001; i <= 100_001; i++)
        {
            assertLong(i);
        }
        assertLong(Long.MIN_VALUE);
        assertLong(Long.MAX_VALUE);
    }

    @Test
    void shouldWriteUnsignedIntegers()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < INTEGERS; i++)
        {
            assertUnsigned(random.nextLong() >>> random.nextInt(Long.SIZE));
        }
        for (int i = 0; i < 100_000; i++)
        {
            assertUnsigned(i);
            assertUnsigned(-i);
            assertUnsigned(Long.MIN_VALUE + i);
            assertUnsigned(Long.MAX_VALUE - i);
        }
    }

    @Test
    void shouldWriteDecimals()
    {
        final SeededMantissas mantissas = new SeededMantissas(new SplittableRandom(SEED + 2));
        for (int i = 0; i < DECIMALS; i++)
        {
            assertDecimal(mantissas.next(), mantissas.exponent());
        }
    }

    @Test
    void shouldWriteDecimalsAroundMultiplesOfTheirUnit()
    {
        // Where a reciprocal that is the least too large, or too small, would show a wrong whole part.
        final SplittableRandom random = new SplittableRandom(SEED + 4);
        for (int exponent = Decimals.MIN_EXPONENT; exponent < 0; exponent++)
        {
            final long unit = Decimals.power(-exponent);
            final long most = Long.MAX_VALUE / unit;
            for (int i = 0; i < 20_000; i++)
            {
                final long multiple = (i < 100 ? Math.max(1, most - i) : random.nextLong(1, most + 1)) * unit;
                assertDecimal(multiple - 1, exponent);
                assertDecimal(multiple, exponent);
                assertDecimal(1 - multiple, exponent);
            }
        }
    }

    @Test
    void shouldWriteDecimalsAroundEachPowerOfTenUnderAllExponents()
    {
        for (int exponent = Decimals.MIN_EXPONENT; exponent <= Decimals.MAX_EXPONENT; exponent++)
        {
            for (int power = 0; power <= Decimals.MAX_EXPONENT; power++)
            {
                for (int near = -12; near <= 12; near++)
                {
                    assertDecimal(Decimals.power(power) + near, exponent);
                    assertDecimal(-Decimals.power(power) + near, exponent);
                }
            }
            assertDecimal(Long.MAX_VALUE, exponent);
            assertDecimal(-Long.MAX_VALUE, exponent);
        }
    }

    @Test
    void shouldWriteZeroWithoutAPoint()
    {
        for (int exponent = Decimals.MIN_EXPONENT; exponent <= Decimals.MAX_EXPONENT; exponent++)
        {
            final int offset = nextOffset();
            assertText("0", offset, NumberText.putDecimal(guarded.bytes(), offset, 0, exponent), 1);
        }
    }

    @Test
    void shouldBeAsLongAsItSaysAtTheMost()
    {
        assertEquals(NumberText.MAX_INTEGER_BYTES, assertLong(Long.MIN_VALUE));
        assertEquals(NumberText.MAX_INTEGER_BYTES, assertUnsigned(-1));
        assertEquals(NumberText.MAX_DECIMAL_BYTES, assertDecimal(-Long.MAX_VALUE, Decimals.MAX_EXPONENT));
    }

    private int assertLong(final long value)
    {
        final int offset = nextOffset();
        final int end = NumberText.putLong(guarded.bytes(), offset, value);

        return assertText(Long.toString(value), offset, end, NumberText.MAX_INTEGER_BYTES);
    }

    private int assertUnsigned(final long value)
    {
        final BigInteger signed = BigInteger.valueOf(value);
        final String expected = (value < 0 ? signed.add(TWO_TO_64) : signed).toString();
        final int offset = nextOffset();
        final int end = NumberText.putUnsigned(guarded.bytes(), offset, value);

        return assertText(expected, offset, end, NumberText.MAX_INTEGER_BYTES);
    }

    private int assertDecimal(final long mantissa, final int exponent)
    {
        final String expected = NaiveDecimals.text(mantissa, exponent);
        final int offset = nextOffset();
        final int end = NumberText.putDecimal(guarded.bytes(), offset, mantissa, exponent);

        return assertText(expected, offset, end, NumberText.MAX_DECIMAL_BYTES);
    }

    private int assertText(final String expected, final int offset, final int end, final int maxBytes)
    {
        final int length = end - offset;
        assertEquals(expected, new String(guarded.bytes(), offset, length, StandardCharsets.US_ASCII));
        assertTrue(length <= maxBytes, expected);
        guarded.assertTouchedOnly(offset, end + NumberText.SLACK_BYTES);

        return length;
    }

    private int nextOffset()
    {
        return guarded.offset(written++);
    }
}
