package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.tickwire.engine.schema.Decimals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UpdateValuesTest
{
    private static final long NOISE = 77;

    @Test
    void shouldDeriveTheTimesOfTheWire()
    {
        final long[] values = values(1_700_000_000_123_456_789L, 1_700_000_000_124_999_999L);
        final long[] expected = values.clone();
        expected[UpdateValues.SEQUENCE] = 5;
        expected[UpdateValues.PREVIOUS] = 4;
        expected[UpdateValues.SEND_NS] = 1_700_000_000_125_000_999L;
        expected[UpdateValues.EXCHANGE_US] = 1_700_000_000_123_456L;
        expected[UpdateValues.RECEIVE_US] = 1_700_000_000_124_999L;
        expected[UpdateValues.SEND_US] = 1_700_000_000_125_000L;
        expected[UpdateValues.TIMESTAMP_MS] = 1_700_000_000_123L;
        UpdateValues.stamp(values, 5, 4, 1_700_000_000_125_000_999L);
        assertArrayEquals(expected, values);
    }

    @Test
    void shouldTellTheTimeOfReceiptWhereTheVenueTellsNone()
    {
        final long[] values = values(Decimals.NULL, 1_700_000_000_124_999_999L);
        final long[] expected = values.clone();
        expected[UpdateValues.SEQUENCE] = 1;
        expected[UpdateValues.PREVIOUS] = 0;
        expected[UpdateValues.SEND_NS] = 1_000;
        expected[UpdateValues.EXCHANGE_US] = Decimals.NULL;
        expected[UpdateValues.RECEIVE_US] = 1_700_000_000_124_999L;
        expected[UpdateValues.SEND_US] = 1;
        expected[UpdateValues.TIMESTAMP_MS] = 1_700_000_000_124L;
        UpdateValues.stamp(values, 1, 0, 1_000);
        assertArrayEquals(expected, values);
    }

    @Test
    void shouldSayWhatAMessageStandsForAndNoMore()
    {
        final long[] values = values(1, 2);
        final long[] expected = values.clone();
        expected[UpdateValues.COUNT] = 3;
        expected[UpdateValues.HIGH] = 40;
        expected[UpdateValues.LOW] = 20;
        expected[UpdateValues.FIRST] = 30;
        expected[UpdateValues.VOLUME] = 900;
        UpdateValues.envelop(values, 3, 40, 20, 30, 900);
        assertArrayEquals(expected, values);
    }

    private static long[] values(final long exchangeNs, final long receiveNs)
    {
        final long[] values = new long[UpdateValues.LENGTH];
        Arrays.fill(values, NOISE);
        values[UpdateValues.EXCHANGE_NS] = exchangeNs;
        values[UpdateValues.RECEIVE_NS] = receiveNs;

        return values;
    }
}
