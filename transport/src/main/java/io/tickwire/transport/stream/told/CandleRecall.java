package io.tickwire.transport.stream.told;

import io.tickwire.transport.shard.FurtherPast;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The answer to one question for candles, some at a time: back along the chain of its instrument. Where that is broken
 * it goes on with what is known before the break, so that only what is damaged is missing.
 * Thread: past
 */
final class CandleRecall
{
    private static final int VALUES = 6;

    private final CandleLog log;
    private final FurtherPast.Wanted wanted;
    private final FurtherPast.Answer answer;
    private final CandleKey key;

    /** By when they opened; of those that were told more than once what was told last. */
    private final TreeMap<Long, FurtherPast.Candle> found = new TreeMap<>();
    private long at;

    CandleRecall(final CandleLog log, final FurtherPast.Wanted wanted, final FurtherPast.Answer answer)
    {
        this.log = log;
        this.wanted = wanted;
        this.answer = answer;
        this.key = CandleKey.of(wanted.symbol(), wanted.venue());
        this.at = log.lastBefore(key, wanted.beforeMs());
    }

    /**
     * Go on.
     *
     * @return how much was done; -1 when it is answered.
     */
    int proceed(final int limit)
    {
        int steps = 0;
        while (steps < limit && at != SegmentLog.NONE)
        {
            at = log.read(at, key) ? take() : log.lastKnownBefore(key, at);
            steps++;
        }

        return at == SegmentLog.NONE && answer.onCandles(candles()) ? -1 : steps;
    }

    /** @return where to go on. */
    private long take()
    {
        final DirectBuffer buffer = log.found();
        final int offset = log.foundOffset(at);
        final long openMs = CandleRecord.openMs(buffer, offset);
        final boolean isCorrection = CandleRecord.kind(buffer, offset) == CandleRecord.CORRECTION;
        // All behind it are older, and corrections of such.
        if (!isCorrection && found.size() == wanted.most() && openMs < found.firstKey())
        {
            return SegmentLog.NONE;
        }
        if (openMs < wanted.beforeMs() && !found.containsKey(openMs))
        {
            final long[] values = new long[VALUES];
            for (int i = 0; i < VALUES; i++)
            {
                values[i] = CandleRecord.value(buffer, offset, i);
            }
            found.put(openMs, new FurtherPast.Candle(openMs, values));
            if (found.size() > wanted.most())
            {
                found.pollFirstEntry();
            }
        }

        return CandleRecord.position(buffer, offset);
    }

    private List<FurtherPast.Candle> candles()
    {
        return new ArrayList<>(found.values());
    }
}
