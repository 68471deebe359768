package io.tickwire.engine.fanout;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

import static org.agrona.BitUtil.SIZE_OF_LONG;

/**
 * The way back into a pipeline for the messages that it asked for: {@code found}, then each message, then {@code end};
 * or {@code absent}, which may come instead of any of them. Bounded: who answers goes on when there is room.
 * <pre>
 *  +-------------+--------------+----------------------------------+
 *  | ticket i64  | sequence i64 | values as the pipeline told them |
 *  +-------------+--------------+----------------------------------+
 * </pre>
 * Thread: past offers, pipeline-<k> takes
 */
public final class RecallRing
{
    private static final int FOUND = 1;
    private static final int MESSAGE = 2;
    private static final int END = 3;
    private static final int ABSENT = 4;

    private static final int TICKET_OFFSET = 0;
    private static final int SEQUENCE_OFFSET = TICKET_OFFSET + SIZE_OF_LONG;
    private static final int VALUES_OFFSET = SEQUENCE_OFFSET + SIZE_OF_LONG;
    private static final int MIN_CAPACITY = 1 << 12;

    private final OneToOneRingBuffer ring;

    // Written by the pipeline.
    private final ControlledMessageHandler dispatcher = this::dispatch;
    private RecallHandler handler;

    /**
     * @throws IllegalArgumentException where the capacity is not a power of two from 4 KiB.
     */
    public RecallRing(final int capacityBytes)
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
     * All messages that were asked for are there, and follow.
     *
     * @return false where there is no room.
     */
    public boolean offerFound(final long ticket)
    {
        return offer(FOUND, ticket);
    }

    /**
     * The next message.
     *
     * @param offset of its values, {@code count} longs of this machine's order.
     * @return false where there is no room.
     */
    public boolean offerMessage(
        final long ticket, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        final int length = count * SIZE_OF_LONG;
        final int index = ring.tryClaim(MESSAGE, VALUES_OFFSET + length);
        if (index < 0)
        {
            return false;
        }
        ring.buffer().putLong(index + TICKET_OFFSET, ticket);
        ring.buffer().putLong(index + SEQUENCE_OFFSET, sequence);
        ring.buffer().putBytes(index + VALUES_OFFSET, buffer, offset, length);
        ring.commit(index);

        return true;
    }

    /**
     * All messages were handed over.
     *
     * @return false where there is no room.
     */
    public boolean offerEnd(final long ticket)
    {
        return offer(END, ticket);
    }

    /**
     * Not all messages are there, or not any more.
     *
     * @return false where there is no room.
     */
    public boolean offerAbsent(final long ticket)
    {
        return offer(ABSENT, ticket);
    }

    /**
     * Hand over what comes next. Only the pipeline calls this.
     *
     * @return how much there was.
     */
    public int drain(final RecallHandler handler, final int limit)
    {
        this.handler = handler;

        return ring.controlledRead(dispatcher, limit);
    }

    private boolean offer(final int type, final long ticket)
    {
        final int index = ring.tryClaim(type, SEQUENCE_OFFSET);
        if (index < 0)
        {
            return false;
        }
        ring.buffer().putLong(index + TICKET_OFFSET, ticket);
        ring.commit(index);

        return true;
    }

    private ControlledMessageHandler.Action dispatch(
        final int type, final MutableDirectBuffer buffer, final int index, final int length)
    {
        final long ticket = buffer.getLong(index + TICKET_OFFSET);
        final boolean isTaken = switch (type)
        {
            case FOUND -> handler.onFound(ticket);
            case MESSAGE -> handler.onMessage(
                ticket,
                buffer.getLong(index + SEQUENCE_OFFSET),
                buffer,
                index + VALUES_OFFSET,
                length - VALUES_OFFSET >> 3);
            case END -> handler.onEnd(ticket);
            case ABSENT -> handler.onAbsent(ticket);
            default -> throw new IllegalStateException("no such entry: type=" + type);
        };

        return isTaken ? ControlledMessageHandler.Action.COMMIT : ControlledMessageHandler.Action.ABORT;
    }
}
