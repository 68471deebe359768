package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.MapWriter;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Private ticks as sealed frames. They are rare next to market data, and differ in length: each is written field by
 * field, in SBE as it is.
 * Thread: pipeline-<k>
 */
final class PrivateFrames
{
    /** The names of account, symbol and venue, and at most 14 fields; the tick's own texts come on top. */
    private static final int FIXED_BYTES = 3 * 255 * MapWriter.MAX_TEXT_FACTOR + 14 * MapWriter.MAX_FIELD_BYTES;

    private final LaneSender sender;
    private final Messages messages;
    private final PrivateMessages descriptions;

    PrivateFrames(final LaneSender sender)
    {
        this.sender = sender;
        this.messages = sender.messages();
        this.descriptions = new PrivateMessages(messages);
    }

    /**
     * Whose a tick is, or -1 where it can not be read.
     */
    long accountOf(final TickSlot slot, final TickGate gate)
    {
        return descriptions.accountOf(
            slot.buffer(), TickGate.bodyOffset(slot), slot.messageLength(), gate.header());
    }

    boolean isReadable(final long accountId)
    {
        return messages.knowsAccount(accountId);
    }

    /**
     * Send the tick that {@link #accountOf} was asked of last, after the lane's gap.
     *
     * @return false where there was no room.
     */
    boolean send(final Lane lane, final TickSlot slot, final int templateId)
    {
        if (!sender.sendNotices(lane))
        {
            return false;
        }

        final FrameRing ring = sender.ring();
        final int maxBytes = FIXED_BYTES + slot.messageLength() * MapWriter.MAX_TEXT_FACTOR;
        final int frames = Integer.bitCount(lane.encodings());
        if (!ring.hasRoom(frames, frames * maxBytes))
        {
            return false;
        }

        for (final Encoding encoding : Encoding.ofBits(lane.encodings()))
        {
            put(lane, encoding, slot, templateId, maxBytes);
        }
        lane.settle();

        return true;
    }

    private void put(
        final Lane lane, final Encoding encoding, final TickSlot slot, final int templateId, final int maxBytes)
    {
        final FrameRing ring = sender.ring();
        final UnsafeBuffer buffer = ring.buffer();
        final int offset = ring.claim(maxBytes);
        final int reserved = sender.headerBytes(maxBytes);
        final FrameSlot entry = ring.slot();
        final int length;
        if (encoding == Encoding.SBE)
        {
            length = slot.messageLength();
            buffer.putBytes(offset + reserved, slot.buffer(), slot.messageOffset(), length);
        }
        else
        {
            length = descriptions.write(messages.writerOf(encoding), templateId, buffer, offset + reserved);
        }

        final Stream stream = lane.stream();
        sender.describe(entry.is(FrameKind.DATA, stream.streamId(), lane.conflation(), encoding))
            .covers(stream.sequence() - 1, stream.sequence());
        ring.commit(sender.seal(offset, reserved, length, encoding.isText()));
    }
}
