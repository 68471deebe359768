package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * What a merged message stands for: how many ticks, the range of their prices, the first of them, and their volume.
 * Thread: pipeline-<k>
 */
final class Envelope
{
    private long count;
    private long high;
    private long low;
    private long first;
    private long volume;

    void clear()
    {
        count = 0;
    }

    /**
     * Merge the tick that a stream's values tell.
     *
     * @return whether the volume outgrew its 63 bits, and stays at the largest.
     */
    boolean merge(final long[] values)
    {
        final long tickHigh = values[UpdateValues.TICK_HIGH];
        final long tickLow = values[UpdateValues.TICK_LOW];
        if (count++ == 0)
        {
            high = tickHigh;
            low = tickLow;
            first = values[UpdateValues.TICK_FIRST];
            volume = values[UpdateValues.TICK_VOLUME];
            return false;
        }

        // NULL is below all numbers, which is right for the maximum only.
        high = Math.max(high, tickHigh);
        low = low == NULL ? tickLow : tickLow == NULL ? low : Math.min(low, tickLow);
        first = first == NULL ? values[UpdateValues.TICK_FIRST] : first;
        final long sum = volume + values[UpdateValues.TICK_VOLUME];
        volume = sum < 0 ? Long.MAX_VALUE : sum;

        return sum < 0;
    }

    /**
     * Put it into a message's values.
     */
    void writeTo(final long[] values)
    {
        UpdateValues.envelop(values, count, high, low, first, volume);
    }
}
