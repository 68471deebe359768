package io.tickwire.engine.fanout;

import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

/**
 * The way out of a pipeline for what it told, to whoever keeps that longer than its replay window; its questions for
 * what is kept there stand in the same order, so that all that was told before a question is kept before it is
 * answered. Bounded; a full ring is a value, never a wait.
 * <pre>
 *  +------------------+----------------------+-------------------------------------------+
 *  | stream i32 | -   | sequence i64         | values: g, t_ex, t_in, ..., of its layout |  message, candle
 *  | stream i32 | -   | sequence i64         | 1 where its messages are kept, else 0 i64 |  mark
 *  | stream i32 | -   | from i64             | to i64 | ticket i64                       |  question
 *  | -                | ticket i64           |                                           |  withdrawal
 *  +------------------+----------------------+-------------------------------------------+
 * </pre>
 * Thread: pipeline-<k> offers, stream takes
 */
public final class ToldRing
{
    private static final int MESSAGE = 1;
    private static final int CANDLE = 2;
    private static final int MARK = 3;
    private static final int QUESTION = 4;
    private static final int WITHDRAWAL = 5;
    private static final int END = 6;

    private static final int STREAM_OFFSET = 0;
    private static final int SEQUENCE_OFFSET = STREAM_OFFSET + 2 * SIZE_OF_INT;
    private static final int VALUES_OFFSET = SEQUENCE_OFFSET + SIZE_OF_LONG;
    private static final int TO_OFFSET = VALUES_OFFSET;
    private static final int TICKET_OFFSET = TO_OFFSET + SIZE_OF_LONG;
    private static final int QUESTION_BYTES = TICKET_OFFSET + SIZE_OF_LONG;
    private static final int MIN_CAPACITY = 1 << 12;

    private final OneToOneRingBuffer ring;

    // Written by who takes.
    private final MessageHandler dispatcher = this::dispatch;
    private ToldHandler handler;

    /**
     * @throws IllegalArgumentException where the capacity is not a power of two from 4 KiB.
     */
    public ToldRing(final int capacityBytes)
    {
        if (capacityBytes < MIN_CAPACITY || !BitUtil.isPowerOfTwo(capacityBytes))
        {
            throw new IllegalArgumentException(
                "capacity must be a power of two from " + MIN_CAPACITY + ": capacityBytes=" + capacityBytes);
        }

        ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /**
     * A stream has told a message.
     *
     * @param values what the message is made of, {@code length} of them from {@code from} on.
     * @return false where there is no room.
     */
    public boolean offerMessage(
        final int streamId, final long sequence, final long[] values, final int from, final int length)
    {
        return offerValues(MESSAGE, streamId, sequence, values, from, length);
    }

    /**
     * A candle has closed, or a closed one was corrected.
     *
     * @param values open, high, low, close, volume, trades, when it opened in ms, and whether it is closed, from
     *               {@code from} on.
     * @return false where there is no room.
     */
    public boolean offerCandle(final int streamId, final long sequence, final long[] values, final int from)
    {
        return offerValues(CANDLE, streamId, sequence, values, from, ToldHandler.CANDLE_VALUES);
    }

    /**
     * A stream has come to a sequence, whether its messages were kept or not.
     *
     * @param isKept whether those that come next will be.
     * @return false where there is no room.
     */
    public boolean offerMark(final int streamId, final long sequence, final boolean isKept)
    {
        final int index = claim(MARK, TICKET_OFFSET, streamId, sequence);
        if (index < 0)
        {
            return false;
        }
        ring.buffer().putLong(index + VALUES_OFFSET, isKept ? 1 : 0);

        return commit(index);
    }

    /**
     * Ask for the messages of a stream.
     *
     * @param from   the first, and {@code to} the last of them.
     * @param ticket what the answer will come with.
     * @return false where there is no room.
     */
    public boolean offerQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        final int index = claim(QUESTION, QUESTION_BYTES, streamId, from);
        if (index < 0)
        {
            return false;
        }
        ring.buffer().putLong(index + TO_OFFSET, to);
        ring.buffer().putLong(index + TICKET_OFFSET, ticket);

        return commit(index);
    }

    /**
     * Nobody waits for the answer to a question any more. Where there is no room for this, the answer comes.
     */
    public void offerWithdrawal(final long ticket)
    {
        final int index = claim(WITHDRAWAL, VALUES_OFFSET, 0, ticket);
        if (index >= 0)
        {
            commit(index);
        }
    }

    /**
     * Nothing will follow: the pipeline has ended, and told all marks.
     *
     * @return false where there is no room.
     */
    public boolean offerEnd()
    {
        final int index = claim(END, VALUES_OFFSET, 0, 0);

        return index >= 0 && commit(index);
    }

    /**
     * Hand over what comes next. Only who takes calls this.
     *
     * @return how much there was.
     */
    public int drain(final ToldHandler handler, final int limit)
    {
        this.handler = handler;

        return ring.read(dispatcher, limit);
    }

    private boolean offerValues(
        final int type,
        final int streamId,
        final long sequence,
        final long[] values,
        final int from,
        final int length)
    {
        final int index = claim(type, VALUES_OFFSET + length * SIZE_OF_LONG, streamId, sequence);
        if (index < 0)
        {
            return false;
        }
        final MutableDirectBuffer buffer = ring.buffer();
        for (int i = 0; i < length; i++)
        {
            buffer.putLong(index + VALUES_OFFSET + i * SIZE_OF_LONG, values[from + i]);
        }

        return commit(index);
    }

    private int claim(final int type, final int length, final int streamId, final long sequence)
    {
        final int index = ring.tryClaim(type, length);
        if (index >= 0)
        {
            ring.buffer().putInt(index + STREAM_OFFSET, streamId);
            ring.buffer().putLong(index + SEQUENCE_OFFSET, sequence);
        }

        return index;
    }

    private boolean commit(final int index)
    {
        ring.commit(index);

        return true;
    }

    private void dispatch(final int type, final MutableDirectBuffer buffer, final int index, final int length)
    {
        final int streamId = buffer.getInt(index + STREAM_OFFSET);
        final long sequence = buffer.getLong(index + SEQUENCE_OFFSET);
        final int valuesOffset = index + VALUES_OFFSET;
        switch (type)
        {
            case MESSAGE -> handler.onMessage(
                streamId, sequence, buffer, valuesOffset, length - VALUES_OFFSET >> 3);
            case CANDLE -> handler.onCandle(streamId, sequence, buffer, valuesOffset);
            case MARK -> handler.onMark(streamId, sequence, buffer.getLong(valuesOffset) != 0);
            case QUESTION -> handler.onQuestion(
                streamId,
                sequence,
                buffer.getLong(index + TO_OFFSET),
                buffer.getLong(index + TICKET_OFFSET));
            case WITHDRAWAL -> handler.onWithdrawal(sequence);
            case END -> handler.onEnd();
            default -> throw new IllegalStateException("no such entry: type=" + type);
        }
    }
}
