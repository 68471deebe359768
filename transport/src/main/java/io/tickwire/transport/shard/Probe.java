package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.ServerFrames;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A question about a stream, which is answered once: about its state, with the messages that a new subscriber would get
 * first, or about the candles that are kept of it.
 * Thread: io-<n>
 */
final class Probe
{
    private final int streamId;
    private final Encoding encoding;
    private final int candles;
    private final Consumer<List<byte[]>> answer;
    private final List<byte[]> messages = new ArrayList<>(1);

    private Probe(
        final int streamId, final Encoding encoding, final int candles, final Consumer<List<byte[]>> answer)
    {
        this.streamId = streamId;
        this.encoding = encoding;
        this.candles = candles;
        this.answer = answer;
    }

    /**
     * @param answer takes the messages' payloads, on the shard's thread; none where there is nothing yet.
     */
    static Probe ofState(final int streamId, final Encoding encoding, final Consumer<List<byte[]>> answer)
    {
        return new Probe(streamId, encoding, 0, answer);
    }

    /**
     * @param candles that are wanted at the most, the newest.
     * @param answer  takes the messages' payloads, oldest first, on the shard's thread.
     */
    static Probe ofCandles(
        final int streamId, final Encoding encoding, final int candles, final Consumer<List<byte[]>> answer)
    {
        return new Probe(streamId, encoding, candles, answer);
    }

    int streamId()
    {
        return streamId;
    }

    Encoding encoding()
    {
        return encoding;
    }

    /**
     * How many candles are wanted; 0: the state is.
     */
    int candles()
    {
        return candles;
    }

    void onMessage(final FrameSlot slot)
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
