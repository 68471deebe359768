package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.PastCandles;
import org.agrona.DirectBuffer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The newest candles of earlier runs, for the series of this one. They are in memory, since pipelines do not wait for a
 * disk; each stage of a pipeline takes those of an instrument once, and with the last one they are let go of.
 * Thread: conductor until all are read, then pipeline-<k>
 */
final class EarlierCandles
{
    /** So many are kept of each instrument, which is what a series has room for. */
    static final int KEPT = 300;

    private static final int FIELDS = 7;
    private static final int INITIAL = 16;
    private static final long[] NONE = {};
    private static final long NS_PER_MS = 1_000_000L;

    private final int stages;
    private final Map<CandleKey, Row> rows = new HashMap<>();

    /**
     * @param stages of a pipeline.
     */
    EarlierCandles(final int stages)
    {
        this.stages = stages;
    }

    /** Candles in order, {@code FIELDS} longs each: when it opened in ns, then its fields. */
    private static final class Row
    {
        private final AtomicInteger stages;
        private volatile long[] candles = new long[INITIAL * FIELDS];
        private int size;
        private boolean isOpen;

        private Row(final int stages)
        {
            this.stages = new AtomicInteger(stages);
        }

        /** Those that are read are of any number; the newest are kept. */
        private void keep(final int count, final int capacity)
        {
            final long[] kept = new long[capacity * FIELDS];
            System.arraycopy(candles, (size - count) * FIELDS, kept, 0, count * FIELDS);
            candles = kept;
            size = count;
        }
    }

    /**
     * One was read.
     */
    void add(final CandleKey key, final DirectBuffer buffer, final int offset)
    {
        final long[] candle = new long[FIELDS];
        candle[0] = CandleRecord.openMs(buffer, offset) * NS_PER_MS;
        for (int i = 1; i < FIELDS; i++)
        {
            candle[i] = CandleRecord.value(buffer, offset, i - 1);
        }
        insert(rows.computeIfAbsent(key, ignored -> new Row(stages)), candle, !CandleRecord.isClosed(buffer, offset));
    }

    /**
     * Hand over those of an instrument, oldest first.
     */
    void give(final CandleKey key, final PastCandles taker)
    {
        final Row row = rows.get(key);
        if (row == null)
        {
            return;
        }

        final long[] candles = row.candles;
        final int end = Math.min(candles.length, row.size * FIELDS);
        for (int at = Math.max(0, end - KEPT * FIELDS); at < end; at += FIELDS)
        {
            taker.onCandle(candles[at], candles, at + 1, at + FIELDS < end || !row.isOpen);
        }
        if (row.stages.decrementAndGet() == 0)
        {
            row.candles = NONE;
        }
    }

    /**
     * All are read: keep no more than what is handed over.
     */
    void trim()
    {
        for (final Row row : rows.values())
        {
            final int count = Math.min(row.size, KEPT);
            row.keep(count, count);
        }
    }

    private static void insert(final Row row, final long[] candle, final boolean isOpen)
    {
        // Corrections are near the end.
        int index = row.size;
        while (index > 0 && row.candles[(index - 1) * FIELDS] > candle[0])
        {
            index--;
        }
        if (index == row.size)
        {
            row.isOpen = isOpen;
        }
        if (index > 0 && row.candles[(index - 1) * FIELDS] == candle[0])
        {
            System.arraycopy(candle, 0, row.candles, (index - 1) * FIELDS, FIELDS);
            return;
        }
        if (row.size * FIELDS == row.candles.length)
        {
            final int left = Math.min(row.size, KEPT);
            index -= row.size - left;
            row.keep(left, 2 * left);
        }
        if (index >= 0)
        {
            final long[] candles = row.candles;
            System.arraycopy(
                candles, index * FIELDS, candles, (index + 1) * FIELDS, (row.size - index) * FIELDS);
            System.arraycopy(candle, 0, candles, index * FIELDS, FIELDS);
            row.size++;
        }
    }
}
