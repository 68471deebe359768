package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.ToldHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A record of a file of candles.
 * <pre>
 *  kind i32 | 0 i32 | position i64 | values 8 x i64 | exponents 2 x i8 | symbol, venue: length i16, UTF-8
 * </pre>
 * {@link #BEGIN} stands first in a file and has when that was in place of a position, and nothing else. {@link #HEAD}
 * follows for each instrument: where its newest candle is, and of its values only when that opened.
 * Thread: past
 */
final class CandleRecord
{
    /** A file begins. */
    static final int BEGIN = 0x54430001;

    /** An instrument that there are candles of in older files. */
    static final int HEAD = 0x54430002;

    /** A candle that is newer than all of its instrument before it. */
    static final int CANDLE = 0x54430003;

    /** One that was told before, or is older than one that was. */
    static final int CORRECTION = 0x54430004;

    private static final int POSITION = 2 * Integer.BYTES;
    private static final int VALUES = POSITION + Long.BYTES;
    private static final int OPEN_MS = VALUES + 6 * Long.BYTES;
    private static final int CLOSED = VALUES + 7 * Long.BYTES;
    private static final int EXPONENTS = VALUES + ToldHandler.CANDLE_VALUES * Long.BYTES;
    private static final int SYMBOL = EXPONENTS + 2;

    private CandleRecord()
    {
    }

    static int kind(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset);
    }

    static boolean isCandle(final DirectBuffer buffer, final int offset)
    {
        return kind(buffer, offset) == CANDLE || kind(buffer, offset) == CORRECTION;
    }

    /**
     * Of a candle the one before it of its instrument, of a head its newest one; of a beginning when it was.
     */
    static long position(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + POSITION);
    }

    static long openMs(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + OPEN_MS);
    }

    static boolean isClosed(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + CLOSED) != 0;
    }

    /**
     * One of open, high, low, close, volume and trades.
     */
    static long value(final DirectBuffer buffer, final int offset, final int index)
    {
        return buffer.getLong(offset + VALUES + index * Long.BYTES);
    }

    static CandleKey key(final DirectBuffer buffer, final int offset)
    {
        return new CandleKey(
            text(buffer, offset + SYMBOL),
            text(buffer, offset + SYMBOL + Short.BYTES + buffer.getShort(offset + SYMBOL)),
            buffer.getByte(offset + EXPONENTS),
            buffer.getByte(offset + EXPONENTS + 1));
    }

    static int putBegin(final UnsafeBuffer buffer, final int offset, final long nowMs)
    {
        return put(buffer, offset, BEGIN, nowMs);
    }

    static int putHead(
        final UnsafeBuffer buffer, final int offset, final CandleKey key, final long newest, final long openMs)
    {
        put(buffer, offset, HEAD, newest);
        buffer.setMemory(offset + VALUES, EXPONENTS - VALUES, (byte)0);
        buffer.putLong(offset + OPEN_MS, openMs);

        return putKey(buffer, offset, key);
    }

    static int putCandle(
        final UnsafeBuffer buffer,
        final int offset,
        final int kind,
        final CandleKey key,
        final long before,
        final DirectBuffer values,
        final int valuesOffset)
    {
        put(buffer, offset, kind, before);
        buffer.putBytes(offset + VALUES, values, valuesOffset, EXPONENTS - VALUES);

        return putKey(buffer, offset, key);
    }

    /** @return the record's length without values. */
    private static int put(final UnsafeBuffer buffer, final int offset, final int kind, final long position)
    {
        buffer.putInt(offset, kind);
        buffer.putInt(offset + Integer.BYTES, 0);
        buffer.putLong(offset + POSITION, position);

        return VALUES;
    }

    /** @return the whole record's length. */
    private static int putKey(final UnsafeBuffer buffer, final int offset, final CandleKey key)
    {
        buffer.putByte(offset + EXPONENTS, (byte)key.priceExponent());
        buffer.putByte(offset + EXPONENTS + 1, (byte)key.quantityExponent());
        final int venue = SYMBOL + putText(buffer, offset + SYMBOL, key.symbol());

        return venue + putText(buffer, offset + venue, key.venue());
    }

    private static int putText(final UnsafeBuffer buffer, final int offset, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort(offset, (short)bytes.length);
        buffer.putBytes(offset + Short.BYTES, bytes);

        return Short.BYTES + bytes.length;
    }

    private static String text(final DirectBuffer buffer, final int offset)
    {
        return buffer.getStringWithoutLengthUtf8(offset + Short.BYTES, buffer.getShort(offset));
    }
}
