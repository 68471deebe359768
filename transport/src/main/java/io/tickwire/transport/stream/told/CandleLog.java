package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.fanout.ToldHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The candles of one interval: those that closed, and at the end of a run those that are open. A file is deleted when
 * the newest in it are older than the intervals that are kept. What earlier runs left is read at the start.
 * <pre>
 *  values 8 x i64 | exponents 2 x i8 | symbol, venue: length i16, UTF-8
 * </pre>
 * Thread: past
 */
final class CandleLog implements AutoCloseable
{
    /** So many candles are kept of each symbol at each venue. */
    static final int KEPT = 300;

    private static final int FIELDS = 7;
    private static final int OPEN_MS = 6 * Long.BYTES;
    private static final int CLOSED = 7 * Long.BYTES;
    private static final int EXPONENTS = ToldHandler.CANDLE_VALUES * Long.BYTES;
    private static final int SYMBOL = EXPONENTS + 2;
    private static final int MAX_BYTES = 64 << 20;
    private static final long NS_PER_MS = 1_000_000L;

    private final SegmentLog log;
    private final long keptMs;
    private final Map<Key, Row> rows = new HashMap<>();
    private long rolledMs;

    CandleLog(final Path folder, final int seconds)
    {
        this.log = SegmentLog.unopened(folder.resolve(Integer.toString(seconds)));
        this.keptMs = KEPT * 1_000L * seconds;
    }

    private record Key(String symbol, String venue, int priceExponent, int quantityExponent)
    {
    }

    /** Candles in order, {@code FIELDS} longs each: when it opened in ns, then its fields. */
    private static final class Row
    {
        private final List<long[]> candles = new ArrayList<>();
        private boolean isOpen;
    }

    /**
     * Read what there is, as far as it is whole.
     *
     * @param damages takes where it is not.
     */
    void read(final long nowMs, final LongConsumer damages) throws IOException
    {
        log.list();
        deleteOld(nowMs);
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            final long damaged = log.visitWhatIsWhole(segment, this::onRecord);
            if (damaged != SegmentLog.NONE)
            {
                damages.accept(damaged);
            }
        }
    }

    /**
     * Go on behind all that there is, also after writing has failed.
     */
    void begin(final long nowMs) throws IOException
    {
        log.list();
        log.roll();
        rolledMs = nowMs;
    }

    /**
     * Writing has failed: what was not yet written is given up.
     */
    void abandon()
    {
        log.abandon();
    }

    long bytes()
    {
        return log.bytes();
    }

    /**
     * Hand over the candles of earlier runs.
     */
    void give(
        final String symbol,
        final String venue,
        final int priceExponent,
        final int quantityExponent,
        final PastCandles taker)
    {
        final Row row = rows.get(new Key(symbol, venue, priceExponent, quantityExponent));
        if (row == null)
        {
            return;
        }
        for (int i = 0; i < row.candles.size(); i++)
        {
            final long[] candle = row.candles.get(i);
            taker.onCandle(candle[0], candle, 1, i < row.candles.size() - 1 || !row.isOpen);
        }
    }

    /**
     * Write a candle.
     */
    void append(
        final ToldStream stream, final DirectBuffer values, final int valuesOffset, final long nowMs)
        throws IOException
    {
        if (log.position() - log.base() > MAX_BYTES || nowMs - rolledMs > keptMs)
        {
            log.roll();
            rolledMs = nowMs;
            deleteOld(nowMs);
        }
        final UnsafeBuffer buffer = log.begin();
        final int offset = log.offset();
        buffer.putBytes(offset, values, valuesOffset, EXPONENTS);
        buffer.putByte(offset + EXPONENTS, (byte)stream.priceExponent);
        buffer.putByte(offset + EXPONENTS + 1, (byte)stream.quantityExponent);
        int length = SYMBOL + putText(buffer, offset + SYMBOL, stream.key.subject());
        length += putText(buffer, offset + length, stream.key.venue());
        log.end(length);
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

    private void deleteOld(final long nowMs) throws IOException
    {
        for (final long segment : List.copyOf(log.segments().keySet()))
        {
            if (segment != log.base() && nowMs - log.writtenMs(segment) > keptMs)
            {
                log.delete(segment);
            }
        }
    }

    private void onRecord(final long position, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int venueOffset = offset + SYMBOL + Short.BYTES + buffer.getShort(offset + SYMBOL);
        final Row row = rows.computeIfAbsent(
            new Key(
                text(buffer, offset + SYMBOL),
                text(buffer, venueOffset),
                buffer.getByte(offset + EXPONENTS),
                buffer.getByte(offset + EXPONENTS + 1)),
            key -> new Row());
        final long[] candle = new long[FIELDS];
        candle[0] = buffer.getLong(offset + OPEN_MS) * NS_PER_MS;
        for (int i = 1; i < FIELDS; i++)
        {
            candle[i] = buffer.getLong(offset + (i - 1) * Long.BYTES);
        }

        // Corrections are near the end.
        int at = row.candles.size();
        while (at > 0 && row.candles.get(at - 1)[0] > candle[0])
        {
            at--;
        }
        if (at == row.candles.size())
        {
            row.isOpen = buffer.getLong(offset + CLOSED) == 0;
        }
        if (at > 0 && row.candles.get(at - 1)[0] == candle[0])
        {
            row.candles.set(at - 1, candle);
        }
        else
        {
            row.candles.add(at, candle);
            if (row.candles.size() > KEPT)
            {
                row.candles.remove(0);
            }
        }
    }

    private static int putText(final UnsafeBuffer buffer, final int offset, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort(offset, (short)bytes.length);
        buffer.putBytes(offset + Short.BYTES, bytes);

        return Short.BYTES + bytes.length;
    }

    private static String text(final UnsafeBuffer buffer, final int offset)
    {
        return buffer.getStringWithoutLengthUtf8(offset + Short.BYTES, buffer.getShort(offset));
    }
}
