package io.tickwire.transport.stream.told;

import io.tickwire.engine.schema.Channel;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What the log knows of all streams. Each of its files begins with all of this, so that at a start one file is read.
 * Payloads begin with a type and a number, or nothing:
 * <pre>
 *  BEGIN    type i32 | -          | epoch i64    | floor i64 | when, ms i64
 *  STREAM   type i32 | number i32 | sequence i64 | newest message's position i64 | moved, ms i64 |
 *           channel i8 | kept? i8 | exponents 2 x i8 | seconds i32 | subject, venue: length i32, UTF-8
 *  NAME     type i32 | number i32 | length i32, UTF-8
 *  READY    type i32                the file has said all of this
 *  MESSAGE  type i32 | number i32 | sequence i64 | position of the one before it i64 | values
 *  MARK     type i32 | number i32 | sequence i64 | kept? i64
 *  END      type i32 | -          | g i64   the run has ended by itself, after this tick
 * </pre>
 * Thread: past
 */
final class ToldState implements SegmentLog.Visitor
{
    static final int MESSAGE = 5;
    static final int NUMBER = Integer.BYTES;
    static final int SEQUENCE = NUMBER + Integer.BYTES;
    static final int PREVIOUS = SEQUENCE + Long.BYTES;
    static final int VALUES = PREVIOUS + Long.BYTES;

    /** Nobody was told a larger number within what is not known of a run that did not end by itself. */
    static final long HOLE = 1 << 24;

    private static final int BEGIN = 1;
    private static final int STREAM = 2;
    private static final int NAME = 3;
    private static final int READY = 4;
    private static final int MARK = 6;
    private static final int END = 7;

    private static final int FLOOR = PREVIOUS;
    private static final int BEGUN = VALUES;
    private static final int MOVED = VALUES;
    private static final int CHANNEL = MOVED + Long.BYTES;
    private static final int KEPT = CHANNEL + 1;
    private static final int PRICE_EXPONENT = KEPT + 1;
    private static final int QUANTITY_EXPONENT = PRICE_EXPONENT + 1;
    private static final int SECONDS = QUANTITY_EXPONENT + 1;
    private static final int SUBJECT = SECONDS + Integer.BYTES;

    /** A stream that does not move is remembered by its number for so long. */
    private static final long MEMORY_MS = 7 * 86_400_000L;

    /** A stream tells fewer messages in a second. */
    private static final long MOST_A_SECOND = 100_000;

    /**
     * Where all is lost that was known, numbers go on by the clock, faster than any stream comes forward: also one of a
     * server that is killed each second, with a {@link #HOLE} each time. They stay exact as JSON for 14 years.
     */
    private static final long FLOOR_A_MS = 20_000;

    /** 2026. */
    private static final long FLOOR_BEGAN_MS = 1_767_225_600_000L;

    private final Map<ToldStream.Key, ToldStream> byKey = new HashMap<>();
    private final List<ToldStream> streams = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long epoch;
    private long floor;
    private long begunMs;
    private long lastG;
    private boolean isReady;
    private boolean isEnded;
    private boolean hasHole;

    /**
     * Read what an earlier run left.
     *
     * @param run     that begins: numbers of another epoch are void. Where ticks were recorded after an end, there
     *                was a run since, of which nothing is here.
     * @param damages takes the places that can not be read.
     */
    static ToldState read(
        final SegmentLog log, final ToldRun run, final long nowMs, final LongConsumer damages)
    {
        final List<Long> segments = new ArrayList<>(log.segments().keySet());
        ToldState state = new ToldState();
        int first = segments.size();
        while (first > 0 && !state.isReady)
        {
            first--;
            state = new ToldState();
            state.visit(log, segments.get(first), damages);
        }
        for (int i = first + 1; i < segments.size(); i++)
        {
            state.visit(log, segments.get(i), damages);
        }
        if (state.epoch != run.epoch() || !state.isReady)
        {
            state = new ToldState();
            state.hasHole = run.goesOn();
            state.floor = run.goesOn() ? Math.max(0, nowMs - FLOOR_BEGAN_MS) * FLOOR_A_MS : 0;
        }
        else if (!state.isEnded || run.firstSequence() - 1 > state.lastG)
        {
            state.skip(HOLE + Math.max(0, nowMs - state.begunMs) / 1_000 * MOST_A_SECOND);
            state.hasHole = true;
        }
        state.epoch = run.epoch();
        state.forget(nowMs - MEMORY_MS);

        return state;
    }

    /**
     * Whether it is not known what the last run told at its end.
     */
    boolean hasHole()
    {
        return hasHole;
    }

    /**
     * No number above this was told of a stream that is not known.
     */
    long floor()
    {
        return floor;
    }

    Map<ToldStream.Key, ToldStream> byKey()
    {
        return byKey;
    }

    ToldStream add(final ToldStream.Key key, final int priceExponent, final int quantityExponent)
    {
        final ToldStream stream = new ToldStream(streams.size(), key, priceExponent, quantityExponent);
        final ToldStream before = byKey.put(key, stream);
        if (before != null)
        {
            stream.sequence = before.sequence;
        }
        streams.add(stream);

        return stream;
    }

    /**
     * The log's number of a name.
     *
     * @return it, or -1 - it where the name is new.
     */
    int nameNumber(final String name)
    {
        final int number = names.indexOf(name);
        if (number >= 0)
        {
            return number;
        }
        names.add(name);

        return -names.size();
    }

    String name(final long number)
    {
        return number >= 0 && number < names.size() ? names.get((int)number) : null;
    }

    /**
     * Say all of it at the beginning of a file.
     */
    void write(final SegmentLog log, final long nowMs) throws IOException
    {
        final UnsafeBuffer buffer = log.begin();
        buffer.putInt(log.offset(), BEGIN);
        buffer.putInt(log.offset() + NUMBER, 0);
        buffer.putLong(log.offset() + SEQUENCE, epoch);
        buffer.putLong(log.offset() + FLOOR, floor);
        buffer.putLong(log.offset() + BEGUN, nowMs);
        log.end(BEGUN + Long.BYTES);
        for (int i = 0; i < names.size(); i++)
        {
            writeName(log, i);
        }
        for (final ToldStream stream : streams)
        {
            if (stream != null)
            {
                write(log, stream);
            }
        }
        writeType(log, READY);
    }

    void writeName(final SegmentLog log, final int number) throws IOException
    {
        final UnsafeBuffer buffer = log.begin();
        buffer.putInt(log.offset(), NAME);
        buffer.putInt(log.offset() + NUMBER, number);
        log.end(SEQUENCE + putText(buffer, log.offset() + SEQUENCE, names.get(number)));
    }

    void write(final SegmentLog log, final ToldStream stream) throws IOException
    {
        final UnsafeBuffer buffer = log.begin();
        final int offset = log.offset();
        buffer.putInt(offset, STREAM);
        buffer.putInt(offset + NUMBER, stream.number);
        buffer.putLong(offset + SEQUENCE, stream.sequence);
        buffer.putLong(offset + PREVIOUS, stream.newest);
        buffer.putLong(offset + MOVED, stream.movedMs);
        buffer.putByte(offset + CHANNEL, (byte)stream.key.channel().code());
        buffer.putByte(offset + KEPT, (byte)(stream.isKept ? 1 : 0));
        buffer.putByte(offset + PRICE_EXPONENT, (byte)stream.priceExponent);
        buffer.putByte(offset + QUANTITY_EXPONENT, (byte)stream.quantityExponent);
        buffer.putInt(offset + SECONDS, stream.key.seconds());
        int length = SUBJECT + putText(buffer, offset + SUBJECT, stream.key.subject());
        length += putText(buffer, offset + length, stream.key.venue());
        log.end(length);
    }

    static void writeMark(final SegmentLog log, final ToldStream stream) throws IOException
    {
        final UnsafeBuffer buffer = log.begin();
        buffer.putInt(log.offset(), MARK);
        buffer.putInt(log.offset() + NUMBER, stream.number);
        buffer.putLong(log.offset() + SEQUENCE, stream.sequence);
        buffer.putLong(log.offset() + PREVIOUS, stream.isKept ? 1 : 0);
        log.end(PREVIOUS + Long.BYTES);
    }

    static void writeEnd(final SegmentLog log, final long lastG) throws IOException
    {
        final UnsafeBuffer buffer = log.begin();
        buffer.putInt(log.offset(), END);
        buffer.putInt(log.offset() + NUMBER, 0);
        buffer.putLong(log.offset() + SEQUENCE, lastG);
        log.end(SEQUENCE + Long.BYTES);
    }

    @Override
    public void onRecord(final long position, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int type = buffer.getInt(offset);
        final int number = length > NUMBER ? buffer.getInt(offset + NUMBER) : 0;
        isEnded = type == END;
        switch (type)
        {
            case BEGIN ->
            {
                epoch = buffer.getLong(offset + SEQUENCE);
                floor = buffer.getLong(offset + FLOOR);
                begunMs = length > BEGUN ? buffer.getLong(offset + BEGUN) : 0;
            }
            case READY -> isReady = true;
            case END -> lastG = length > SEQUENCE ? buffer.getLong(offset + SEQUENCE) : -1;
            case NAME -> set(names, number, text(buffer, offset + SEQUENCE));
            case STREAM -> onStream(buffer, offset, number);
            case MESSAGE ->
            {
                final ToldStream stream = stream(number);
                if (stream != null)
                {
                    stream.sequence = buffer.getLong(offset + SEQUENCE);
                    stream.newest = position;
                    stream.isKept = true;
                }
            }
            case MARK ->
            {
                final ToldStream stream = stream(number);
                if (stream != null)
                {
                    stream.sequence = buffer.getLong(offset + SEQUENCE);
                    stream.isKept = buffer.getLong(offset + PREVIOUS) != 0;
                }
            }
            default ->
            {
                // A later version said what this one does not know.
            }
        }
    }

    private void visit(final SegmentLog log, final long segment, final LongConsumer damages)
    {
        final long damaged = log.visit(segment, this);
        if (damaged != SegmentLog.NONE)
        {
            isEnded = false;
            damages.accept(damaged);
        }
    }

    private void onStream(final UnsafeBuffer buffer, final int offset, final int number)
    {
        final String subject = text(buffer, offset + SUBJECT);
        final int venueOffset = offset + SUBJECT + Integer.BYTES + buffer.getInt(offset + SUBJECT);
        final ToldStream stream = new ToldStream(
            number,
            new ToldStream.Key(
                Channel.ofCode(buffer.getByte(offset + CHANNEL) & 0xff),
                subject,
                text(buffer, venueOffset),
                buffer.getInt(offset + SECONDS)),
            buffer.getByte(offset + PRICE_EXPONENT),
            buffer.getByte(offset + QUANTITY_EXPONENT));
        stream.sequence = buffer.getLong(offset + SEQUENCE);
        stream.newest = buffer.getLong(offset + PREVIOUS);
        stream.movedMs = buffer.getLong(offset + MOVED);
        stream.isKept = buffer.getByte(offset + KEPT) != 0;
        set(streams, number, stream);
        byKey.put(stream.key, stream);
    }

    private void skip(final long numbers)
    {
        byKey.values().forEach(stream -> stream.sequence += numbers);
        floor += numbers;
    }

    private void forget(final long beforeMs)
    {
        byKey.values().removeIf(stream ->
        {
            final boolean isOld = stream.movedMs < beforeMs;
            if (isOld)
            {
                floor = Math.max(floor, stream.sequence);
            }

            return isOld;
        });
        streams.replaceAll(stream -> stream != null && byKey.get(stream.key) == stream ? stream : null);
    }

    private ToldStream stream(final int number)
    {
        return number >= 0 && number < streams.size() ? streams.get(number) : null;
    }

    private static <T> void set(final List<T> list, final int index, final T element)
    {
        while (list.size() <= index)
        {
            list.add(null);
        }
        list.set(index, element);
    }

    private static void writeType(final SegmentLog log, final int type) throws IOException
    {
        log.begin().putInt(log.offset(), type);
        log.end(Integer.BYTES);
    }

    private static int putText(final UnsafeBuffer buffer, final int offset, final String text)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(offset, bytes.length);
        buffer.putBytes(offset + Integer.BYTES, bytes);

        return Integer.BYTES + bytes.length;
    }

    private static String text(final UnsafeBuffer buffer, final int offset)
    {
        return buffer.getStringWithoutLengthUtf8(offset + Integer.BYTES, buffer.getInt(offset));
    }
}
