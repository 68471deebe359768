package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.ServerFrames;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A question about a stream's state, which is answered once: with the messages that a new subscriber would get first.
 * Thread: io-<n>
 */
public final class Probe
{
    private final int streamId;
    private final Encoding encoding;
    private final Consumer<List<byte[]>> answer;
    private final List<byte[]> messages = new ArrayList<>(1);

    /**
     * @param answer takes the messages' payloads, on the shard's thread; none where there is nothing yet.
     */
    public Probe(final int streamId, final Encoding encoding, final Consumer<List<byte[]>> answer)
    {
        this.streamId = streamId;
        this.encoding = encoding;
        this.answer = answer;
    }

    int streamId()
    {
        return streamId;
    }

    Encoding encoding()
    {
        return encoding;
    }

    void onSnapshot(final FrameSlot slot)
    {
        final int headerBytes = ServerFrames.headerLength(slot.buffer(), slot.offset());
        final byte[] payload = new byte[slot.length() - headerBytes];
        slot.buffer().getBytes(slot.offset() + headerBytes, payload);
        messages.add(payload);
    }

    void end()
    {
        answer.accept(messages);
    }
}
