package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.PastCandles;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        private volatile List<long[]> candles = new ArrayList<>();
        private boolean isOpen;

        private Row(final int stages)
        {
            this.stages = new AtomicInteger(stages);
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

        final List<long[]> candles = row.candles;
        for (int i = 0; i < candles.size(); i++)
        {
            final long[] candle = candles.get(i);
            taker.onCandle(candle[0], candle, 1, i < candles.size() - 1 || !row.isOpen);
        }
        if (row.stages.decrementAndGet() == 0)
        {
            row.candles = List.of();
        }
    }

    /**
     * How many there are that were not yet taken by all.
     */
    int size()
    {
        return rows.values().stream().mapToInt(row -> row.candles.size()).sum();
    }

    private static void insert(final Row row, final long[] candle, final boolean isOpen)
    {
        final List<long[]> candles = row.candles;
        // Corrections are near the end.
        int at = candles.size();
        while (at > 0 && candles.get(at - 1)[0] > candle[0])
        {
            at--;
        }
        final boolean isNewest = at == candles.size();
        if (at > 0 && candles.get(at - 1)[0] == candle[0])
        {
            candles.set(at - 1, candle);
        }
        else
        {
            candles.add(at, candle);
            if (candles.size() > KEPT)
            {
                candles.remove(0);
            }
        }
        if (isNewest)
        {
            row.isOpen = isOpen;
        }
    }
}
