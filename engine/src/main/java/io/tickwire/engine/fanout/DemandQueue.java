package io.tickwire.engine.fanout;

import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

/**
 * The commands on their way to one pipeline: written by any thread, read by the pipeline alone. Bounded.
 * <pre>
 *  +-----------+------------+----------+-------------------+-----------+-------------+----------------+
 *  | stream i32| conflat. i8| encod. i8| snapshot? i8 | -  | recip. i32| (pad)       | epoch, seq i64 |
 *  |           |            |          |                   |           |             | -, most i64    |
 *  +-----------+------------+----------+-------------------+-----------+-------------+----------------+
 * </pre>
 * Thread: any
 */
final class DemandQueue
{
    static final int MIN_CAPACITY = 4096;

    private static final int SUBSCRIBE = 1;
    private static final int UNSUBSCRIBE = 2;
    private static final int RESYNC = 3;
    private static final int HISTORY = 4;

    private static final int STREAM_OFFSET = 0;
    private static final int CONFLATION_OFFSET = STREAM_OFFSET + SIZE_OF_INT;
    private static final int ENCODING_OFFSET = CONFLATION_OFFSET + 1;
    private static final int SNAPSHOT_OFFSET = ENCODING_OFFSET + 1;
    private static final int RECIPIENT_OFFSET = STREAM_OFFSET + 2 * SIZE_OF_INT;
    private static final int EPOCH_OFFSET = RECIPIENT_OFFSET + 2 * SIZE_OF_INT;
    private static final int SEQUENCE_OFFSET = EPOCH_OFFSET + SIZE_OF_LONG;
    private static final int MOST_OFFSET = SEQUENCE_OFFSET;
    private static final int COMMAND_BYTES = SEQUENCE_OFFSET + SIZE_OF_LONG;

    private final ManyToOneRingBuffer commands;
    private final WaitStrategy pipelineWait;

    // Written by the pipeline.
    private final ControlledMessageHandler dispatcher = this::dispatch;
    private DemandHandler handler;

    DemandQueue(final int capacityBytes, final WaitStrategy pipelineWait)
    {
        this.commands = new ManyToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
        this.pipelineWait = pipelineWait;
    }

    boolean offerSubscribe(final Subscription wish)
    {
        final int index = claim(SUBSCRIBE, wish.streamId(), wish.conflation(), wish.encoding(), wish.recipient());
        if (index < 0)
        {
            return false;
        }

        final MutableDirectBuffer buffer = commands.buffer();
        buffer.putByte(index + SNAPSHOT_OFFSET, (byte)(wish.wantSnapshot() ? 1 : 0));
        buffer.putLong(index + EPOCH_OFFSET, wish.sinceEpoch());
        buffer.putLong(index + SEQUENCE_OFFSET, wish.sinceSequence());

        return commit(index);
    }

    boolean offerUnsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final int index = claim(UNSUBSCRIBE, streamId, conflation, encoding, recipient);

        return index >= 0 && commit(index);
    }

    boolean offerResync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final int index = claim(RESYNC, streamId, conflation, encoding, recipient);

        return index >= 0 && commit(index);
    }

    boolean offerHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        final int index = claim(HISTORY, streamId, Conflation.RAW, encoding, recipient);
        if (index < 0)
        {
            return false;
        }
        commands.buffer().putLong(index + MOST_OFFSET, most);

        return commit(index);
    }

    /**
     * Hand over the next commands. Only the pipeline calls this.
     */
    int drain(final DemandHandler handler, final int limit)
    {
        this.handler = handler;

        return commands.controlledRead(dispatcher, limit);
    }

    boolean isEmpty()
    {
        return commands.size() == 0;
    }

    private int claim(
        final int type, final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final int index = commands.tryClaim(type, COMMAND_BYTES);
        if (index >= 0)
        {
            final MutableDirectBuffer buffer = commands.buffer();
            buffer.putInt(index + STREAM_OFFSET, streamId);
            buffer.putByte(index + CONFLATION_OFFSET, (byte)conflation.ordinal());
            buffer.putByte(index + ENCODING_OFFSET, (byte)encoding.ordinal());
            buffer.putInt(index + RECIPIENT_OFFSET, recipient);
        }

        return index;
    }

    private boolean commit(final int index)
    {
        commands.commit(index);
        pipelineWait.signalAllWhenBlocking();

        return true;
    }

    private ControlledMessageHandler.Action dispatch(
        final int type, final MutableDirectBuffer buffer, final int index, final int length)
    {
        final int streamId = buffer.getInt(index + STREAM_OFFSET);
        final Conflation conflation = Conflation.ofOrdinal(buffer.getByte(index + CONFLATION_OFFSET));
        final Encoding encoding = Encoding.ofOrdinal(buffer.getByte(index + ENCODING_OFFSET));
        final int recipient = buffer.getInt(index + RECIPIENT_OFFSET);
        switch (type)
        {
            case SUBSCRIBE:
                return action(handler.onSubscribe(new Subscription(
                    streamId,
                    conflation,
                    encoding,
                    recipient,
                    buffer.getByte(index + SNAPSHOT_OFFSET) != 0,
                    buffer.getLong(index + EPOCH_OFFSET),
                    buffer.getLong(index + SEQUENCE_OFFSET))));

            case UNSUBSCRIBE:
                handler.onUnsubscribe(streamId, conflation, encoding, recipient);
                break;

            case RESYNC:
                return action(handler.onResync(streamId, conflation, encoding, recipient));

            case HISTORY:
                return action(handler.onHistory(
                    streamId, encoding, recipient, (int)buffer.getLong(index + MOST_OFFSET)));

            default:
                throw new IllegalStateException("no such command: type=" + type);
        }

        return ControlledMessageHandler.Action.COMMIT;
    }

    /** A command that can not be granted yet stays the next one. */
    private static ControlledMessageHandler.Action action(final boolean isGranted)
    {
        return isGranted ? ControlledMessageHandler.Action.COMMIT : ControlledMessageHandler.Action.ABORT;
    }
}
