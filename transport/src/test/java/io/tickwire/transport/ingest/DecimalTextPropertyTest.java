package io.tickwire.transport.ingest;

import io.tickwire.engine.schema.Decimals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Numbers as texts, whole numbers and floats, against {@link BigDecimal}.
 */
class DecimalTextPropertyTest
{
    private static final int RUNS = 200_000;
    private static final long NONE = DecimalText.NONE;

    private final Random random = new Random(20_261_127);

    @Test
    void shouldTakeATextExactlyOrNotAtAll()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final BigDecimal value = value();
            final String text = random.nextBoolean() ? value.toPlainString() : value.toString();
            final int exponent = exponent();

            assertEquals(expected(value, exponent), DecimalText.mantissa(text, exponent), text + " at " + exponent);
        }
    }

    @Test
    void shouldTakeAWholeNumberExactlyOrNotAtAll()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final long value = random.nextLong() >> random.nextInt(Long.SIZE);
            final int exponent = exponent();

            assertEquals(
                expected(BigDecimal.valueOf(value), exponent),
                DecimalText.mantissa(value, exponent),
                value + " at " + exponent);
        }
    }

    /** What a decimal became as a float comes back as that decimal. */
    @Test
    void shouldTakeAFloatAsTheDecimalThatItStandsFor()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final long mantissa = random.nextLong() >> 11 + random.nextInt(53);
            final int exponent = exponent();
            final double value = Decimals.toDouble(mantissa, exponent);

            assertEquals(mantissa, DecimalText.mantissa(value, exponent), mantissa + "e" + exponent);
        }
        assertEquals(3, DecimalText.mantissa(0.1 + 0.2, -1));
        assertEquals(NONE, DecimalText.mantissa(0.35, -1));
    }

    @Test
    void shouldTakeNoFloatThatIsNoNumberOrTooLarge()
    {
        for (final double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.MAX_VALUE, -1e300, 1e-9, 9.3e18})
        {
            assertEquals(NONE, DecimalText.mantissa(value, 0), Double.toString(value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "-", "+1", ".", "1.", ".5", "1.2.3", "1e", "1e+", "1e1x", "0x10", "NaN", "Infinity", " 1", "1 ", "1,5",
        "--1", "\u0661", "1e999999999999", "123456789012345678901", "1e-1"})
    void shouldTakeNoTextThatIsNoNumberOrDoesNotFit(final String text)
    {
        assertEquals(NONE, DecimalText.mantissa(text, 0));
    }

    @Test
    void shouldTakeZeroWhateverItsPower()
    {
        for (final String text : new String[] {"0", "-0", "0.000", "0e99999999999", "00"})
        {
            assertEquals(0, DecimalText.mantissa(text, -8), text);
        }
    }

    private BigDecimal value()
    {
        final BigInteger digits = new BigInteger(1 + random.nextInt(80), random);
        final BigDecimal value = new BigDecimal(
            random.nextBoolean() ? digits : digits.multiply(BigInteger.TEN.pow(random.nextInt(12))),
            random.nextInt(50) - 25);

        return random.nextBoolean() ? value : value.negate();
    }

    private int exponent()
    {
        return random.nextInt(Decimals.MAX_EXPONENT - Decimals.MIN_EXPONENT + 1) + Decimals.MIN_EXPONENT;
    }

    private static long expected(final BigDecimal value, final int exponent)
    {
        final BigDecimal mantissa = value.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        if (mantissa.scale() > 0 || mantissa.precision() - mantissa.scale() > 20)
        {
            return NONE;
        }
        final BigInteger whole = mantissa.toBigIntegerExact();

        return whole.bitLength() >= Long.SIZE || whole.equals(BigInteger.valueOf(NONE)) ? NONE : whole.longValue();
    }
}
