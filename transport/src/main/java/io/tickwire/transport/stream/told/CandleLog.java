package io.tickwire.transport.stream.told;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The candles of one interval: those that closed, and at the end of a run those that are open. Each names the position
 * of the one before it of its instrument; each file begins with where the newest one of each is, so that a start reads
 * only the files of the last {@value EarlierCandles#KEPT} intervals, and who looks for what is older begins near it.
 * Thread: past
 */
final class CandleLog implements AutoCloseable
{
    private static final int MAX_SEGMENT_BYTES = 8 << 20;
    private static final int MIN_SEGMENTS = 8;
    private static final long MS_PER_SECOND = 1_000;

    private final SegmentLog log;
    private final int seconds;
    private final long rollMs;
    private final long keptMs;
    private final long keptBytes;
    private final EarlierCandles earlier;
    private final Map<CandleKey, Head> heads = new HashMap<>();

    /** When each file began that says so, by its first position. */
    private final TreeMap<Long, Long> begunMs = new TreeMap<>();
    private long rolledMs;

    /**
     * @param intervals that are kept, ...
     * @param keptBytes ... of no more than so many bytes.
     * @param stages    of a pipeline, each of which takes the candles of earlier runs once.
     */
    CandleLog(
        final Path folder, final int seconds, final long intervals, final long keptBytes, final int stages)
    {
        this.log = SegmentLog.unopened(folder.resolve(Integer.toString(seconds)));
        this.seconds = seconds;
        this.rollMs = EarlierCandles.KEPT * MS_PER_SECOND * seconds;
        this.keptMs = intervals * MS_PER_SECOND * seconds;
        this.keptBytes = keptBytes;
        this.earlier = new EarlierCandles(stages);
    }

    /** The newest candle of an instrument. */
    private static final class Head
    {
        private long position = SegmentLog.NONE;
        private long openMs = Long.MIN_VALUE;

        private void raise(final long position, final long openMs)
        {
            this.position = Math.max(this.position, position);
            this.openMs = Math.max(this.openMs, openMs);
        }
    }

    /**
     * Read what there is of late, as far as it is whole.
     *
     * @param damages takes where it is not.
     */
    void read(final long nowMs, final LongConsumer damages) throws IOException
    {
        log.list();
        deleteOld(nowMs);
        final long newest = newest();
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            if (segment < newest && nowMs - log.writtenMs(segment) > rollMs)
            {
                readBegin(segment);
                continue;
            }
            final long damaged = log.visitWhatIsWhole(segment, this::onRecord);
            if (damaged != SegmentLog.NONE)
            {
                damages.accept(damaged);
            }
        }
        earlier.trim();
    }

    /**
     * Go on behind all that there is, also after writing has failed.
     */
    void begin(final long nowMs) throws IOException
    {
        log.list();
        roll(nowMs);
        log.flush();
    }

    /**
     * Writing has failed: what was not yet written is given up.
     */
    void abandon()
    {
        log.abandon();
    }

    int seconds()
    {
        return seconds;
    }

    long bytes()
    {
        return log.bytes();
    }

    /**
     * The newest candles of earlier runs.
     */
    EarlierCandles earlier()
    {
        return earlier;
    }

    /**
     * Write a candle.
     */
    void append(
        final ToldStream stream, final DirectBuffer values, final int valuesOffset, final long openMs, final long nowMs)
        throws IOException
    {
        if (log.position() - log.base() > Math.min(MAX_SEGMENT_BYTES, keptBytes / MIN_SEGMENTS) ||
            nowMs - rolledMs > rollMs)
        {
            deleteOld(nowMs);
            roll(nowMs);
        }
        final CandleKey key = CandleKey.of(stream);
        final Head head = heads.computeIfAbsent(key, ignored -> new Head());
        final int kind = openMs > head.openMs ? CandleRecord.CANDLE : CandleRecord.CORRECTION;
        final UnsafeBuffer buffer = log.begin();
        final int length =
            CandleRecord.putCandle(buffer, log.offset(), kind, key, head.position, values, valuesOffset);
        head.raise(log.end(length), openMs);
    }

    void flush() throws IOException
    {
        log.flush();
    }

    void force(final boolean isAll) throws IOException
    {
        log.force(isAll);
    }

    @Override
    public void close() throws IOException
    {
        log.close();
    }

    /**
     * Where to begin to look for candles that opened before some time, from the newest to the oldest: behind all of
     * them, and behind all corrections of them that were no more than {@value EarlierCandles#KEPT} intervals late.
     *
     * @return a position, or {@link SegmentLog#NONE}.
     */
    long lastBefore(final CandleKey key, final long beforeMs)
    {
        final Head head = heads.get(key);
        long newest = head == null ? SegmentLog.NONE : head.position;
        for (final Map.Entry<Long, Long> begun : begunMs.descendingMap().entrySet())
        {
            if (begun.getValue() - rollMs < beforeMs)
            {
                break;
            }
            final long known = headOf(begun.getKey(), key);
            newest = known == SegmentLog.NONE ? newest : known;
        }

        return newest;
    }

    /**
     * Read a candle of an instrument.
     *
     * @return whether it is there: it stands in {@link #found} at {@link #foundOffset} then.
     */
    boolean read(final long position, final CandleKey key)
    {
        if (log.lengthAt(position) < 0)
        {
            return false;
        }
        final int offset = log.foundOffset(position);

        return CandleRecord.isCandle(log.found(), offset) && key.equals(CandleRecord.key(log.found(), offset));
    }

    DirectBuffer found()
    {
        return log.found();
    }

    int foundOffset(final long position)
    {
        return log.foundOffset(position);
    }

    /**
     * Where a chain goes on that is broken: the newest candle of an instrument that is known of in the file that has a
     * position, or in the one before it, and stands before that.
     *
     * @return a position; {@link SegmentLog#NONE} where neither knows of one.
     */
    long lastKnownBefore(final CandleKey key, final long position)
    {
        Long segment = log.segments().lowerKey(position);
        for (int i = 0; i < 2 && segment != null; i++)
        {
            final long[] last = {SegmentLog.NONE};
            log.visitWhatIsWhole(segment, (at, buffer, offset, length) ->
            {
                final boolean isHead = CandleRecord.kind(buffer, offset) == CandleRecord.HEAD;
                final long candle = isHead ? CandleRecord.position(buffer, offset) : at;
                if ((isHead || CandleRecord.isCandle(buffer, offset)) && candle < position &&
                    key.equals(CandleRecord.key(buffer, offset)))
                {
                    last[0] = Math.max(last[0], candle);
                }
            });
            if (last[0] != SegmentLog.NONE)
            {
                return last[0];
            }
            segment = log.segments().lowerKey(segment);
        }

        return SegmentLog.NONE;
    }

    /** The newest file that has anything: a run that was killed at once may have left one without. */
    private long newest()
    {
        for (final Map.Entry<Long, Long> segment : log.segments().descendingMap().entrySet())
        {
            if (segment.getValue() > 0)
            {
                return segment.getKey();
            }
        }

        return SegmentLog.NONE;
    }

    private void roll(final long nowMs) throws IOException
    {
        log.roll();
        rolledMs = nowMs;
        begunMs.put(log.base(), nowMs);
        log.end(CandleRecord.putBegin(log.begin(), log.offset(), nowMs));
        heads.values().removeIf(head -> head.position < log.segments().firstKey());
        for (final Map.Entry<CandleKey, Head> entry : heads.entrySet())
        {
            final Head head = entry.getValue();
            final UnsafeBuffer buffer = log.begin();
            log.end(CandleRecord.putHead(buffer, log.offset(), entry.getKey(), head.position, head.openMs));
        }
    }

    private void deleteOld(final long nowMs) throws IOException
    {
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            final boolean isOver = log.position() - segment > keptBytes;
            if (segment != log.base() && (isOver || nowMs - log.writtenMs(segment) > keptMs))
            {
                log.delete(segment);
                begunMs.remove(segment);
            }
        }
    }

    private void readBegin(final long segment)
    {
        if (log.lengthAt(segment) >= 0)
        {
            onBegin(segment, log.found(), log.foundOffset(segment));
        }
    }

    private void onBegin(final long position, final DirectBuffer buffer, final int offset)
    {
        if (CandleRecord.kind(buffer, offset) == CandleRecord.BEGIN)
        {
            begunMs.put(position, CandleRecord.position(buffer, offset));
        }
    }

    private void onRecord(final long position, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final boolean isHead = CandleRecord.kind(buffer, offset) == CandleRecord.HEAD;
        if (!isHead && !CandleRecord.isCandle(buffer, offset))
        {
            onBegin(position, buffer, offset);
            return;
        }

        final CandleKey key = CandleRecord.key(buffer, offset);
        heads.computeIfAbsent(key, ignored -> new Head()).raise(
            isHead ? CandleRecord.position(buffer, offset) : position, CandleRecord.openMs(buffer, offset));
        if (!isHead)
        {
            earlier.add(key, buffer, offset);
        }
    }

    /** What a file knew of an instrument when it began. */
    private long headOf(final long segment, final CandleKey key)
    {
        long at = segment;
        int length = log.lengthAt(at);
        while (length >= 0 && !CandleRecord.isCandle(log.found(), log.foundOffset(at)))
        {
            final int offset = log.foundOffset(at);
            if (CandleRecord.kind(log.found(), offset) == CandleRecord.HEAD &&
                key.equals(CandleRecord.key(log.found(), offset)))
            {
                return CandleRecord.position(log.found(), offset);
            }
            at += SegmentLog.HEADER + length;
            length = log.lengthAt(at);
        }

        return SegmentLog.NONE;
    }
}
