package io.tickwire.engine.feed.sbe;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.MalformedMessageException;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WireDoubleTest
{
    private final JsonDecimal decimal = new JsonDecimal();

    @Test
    void shouldTellTheDecimalThatADoubleStandsFor()
    {
        final Random random = new Random(20261127);
        for (int i = 0; i < 200_000; i++)
        {
            final int decimals = random.nextInt(13);
            final long mantissa = random.nextLong() % (long)Math.pow(10, 1 + random.nextInt(15));
            final BigDecimal expected = BigDecimal.valueOf(mantissa, decimals);

            WireDouble.read(expected.doubleValue(), decimal);

            assertTrue(decimal.isExact(), expected.toPlainString());
            assertEquals(0, expected.compareTo(BigDecimal.valueOf(decimal.mantissa(), decimal.decimals())),
                expected.toPlainString());
        }
    }

    @Test
    void shouldNotKnowWhatIsNoNumber()
    {
        WireDouble.read(Double.NaN, decimal);

        assertFalse(decimal.isKnown());
    }

    @Test
    void shouldSayWhereItRounds()
    {
        WireDouble.read(0.1 + 0.2, decimal);
        assertTrue(decimal.isKnown());
        assertFalse(decimal.isExact());

        WireDouble.read(Double.MIN_VALUE, decimal);
        assertFalse(decimal.isExact());
    }

    @Test
    void shouldRefuseWhatIsTooLarge()
    {
        assertThrows(MalformedMessageException.class, () -> WireDouble.read(Double.POSITIVE_INFINITY, decimal));
        assertThrows(MalformedMessageException.class, () -> WireDouble.read(-0x1p53, decimal));
        WireDouble.read(-0x1p53 + 1, decimal);
        assertEquals(-(1L << 53) + 1, decimal.mantissa());
    }
}
