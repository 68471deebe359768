package io.tickwire.engine.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All messages that a stream ever had, and the places of those that were lost before the ring. */
final class NaiveStream
{
    private final List<Tick> ticks = new ArrayList<>();
    private long lostSince;

    /**
     * One message.
     *
     * @param fields of it, but those that place it in the stream.
     * @param high   that this tick adds to an envelope; null where it has no price.
     */
    record Tick(Map<String, Object> fields, BigDecimal high, BigDecimal low, BigDecimal first, BigDecimal volume)
    {
    }

    /** A tick was lost: its number is taken before the next tick that is not. */
    void lose()
    {
        lostSince++;
    }

    void add(final Tick tick)
    {
        flushLosses();
        ticks.add(tick);
    }

    void flushLosses()
    {
        while (lostSince > 0)
        {
            ticks.add(null);
            lostSince--;
        }
    }

    /** The number of the last message. */
    long sequence()
    {
        return ticks.size();
    }

    /** The message of a number, or null where it was lost. */
    Tick tick(final long sequence)
    {
        return sequence < 1 || sequence > ticks.size() ? null : ticks.get((int)sequence - 1);
    }

    boolean hasLostSince(final long sequence)
    {
        return lostSince > 0 || hasLost(sequence + 1, ticks.size());
    }

    boolean hasLost(final long from, final long to)
    {
        for (long sequence = from; sequence <= to; sequence++)
        {
            if (tick(sequence) == null)
            {
                return true;
            }
        }

        return false;
    }

    /** What the envelope of a message must say that stands for the ticks after one number up to another. */
    Map<String, Object> envelope(final long after, final long upTo)
    {
        BigDecimal high = null;
        BigDecimal low = null;
        BigDecimal first = null;
        BigDecimal volume = BigDecimal.ZERO;
        for (long sequence = after + 1; sequence <= upTo; sequence++)
        {
            final Tick tick = ticks.get((int)sequence - 1);
            high = high == null || tick.high != null && tick.high.compareTo(high) > 0 ? tick.high : high;
            low = low == null || tick.low != null && tick.low.compareTo(low) < 0 ? tick.low : low;
            first = first == null ? tick.first : first;
            volume = volume.add(tick.volume);
        }

        return envelope(upTo - after, high, low, first, volume);
    }

    /** What the envelope of a snapshot must say: it shows the last tick, and adds nothing. */
    Map<String, Object> snapshotEnvelope(final long sequence)
    {
        final Tick tick = tick(sequence);

        return envelope(0, tick.high, tick.low, tick.first, BigDecimal.ZERO);
    }

    private static Map<String, Object> envelope(
        final long count, final BigDecimal high, final BigDecimal low, final BigDecimal first, final BigDecimal volume)
    {
        final Map<String, Object> envelope = new HashMap<>();
        envelope.put("n", count);
        envelope.put("hi", high);
        envelope.put("lo", low);
        envelope.put("first", first);
        envelope.put("vol", NaiveDecoder.canonical(volume));

        return envelope;
    }
}
