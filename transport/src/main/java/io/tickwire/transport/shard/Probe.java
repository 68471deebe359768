package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.session.ServerFrames;
import org.agrona.collections.LongArrayList;

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
    private final long beforeMs;
    private final CandleTaker answer;
    private final List<byte[]> messages = new ArrayList<>(1);
    private final LongArrayList openMs = new LongArrayList();

    private Probe(
        final int streamId,
        final Encoding encoding,
        final int candles,
        final long beforeMs,
        final CandleTaker answer)
    {
        this.streamId = streamId;
        this.encoding = encoding;
        this.candles = candles;
        this.beforeMs = beforeMs;
        this.answer = answer;
    }

    /**
     * Takes candles.
     * Thread: io-<n>
     */
    @FunctionalInterface
    interface CandleTaker
    {
        /**
         * @param messages their payloads, oldest first.
         * @param oldestMs when the first of them opened; where there is none, the time before which they were wanted.
         */
        void onCandles(List<byte[]> messages, long oldestMs);
    }

    /**
     * @param answer takes the messages' payloads, on the shard's thread; none where there is nothing yet.
     */
    static Probe ofState(final int streamId, final Encoding encoding, final Consumer<List<byte[]>> answer)
    {
        return new Probe(streamId, encoding, 0, 0, (messages, oldestMs) -> answer.accept(messages));
    }

    /**
     * @param candles  that are wanted at the most, the newest.
     * @param beforeMs they are to have opened.
     * @param answer   takes them on the shard's thread.
     */
    static Probe ofCandles(
        final int streamId,
        final Encoding encoding,
        final int candles,
        final long beforeMs,
        final CandleTaker answer)
    {
        return new Probe(streamId, encoding, candles, beforeMs, answer);
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
     * How many candles the engine is to be asked for; 0: for the state.
     */
    int candles()
    {
        return beforeMs == Long.MAX_VALUE ? candles : Math.min(candles, 1) * HistoryQuery.MAX_CANDLES;
    }

    void onMessage(final FrameSlot slot)
    {
        if (candles > 0 && slot.fromSequence() >= beforeMs)
        {
            return;
        }
        final int headerBytes = ServerFrames.headerLength(slot.buffer(), slot.offset());
        final byte[] payload = new byte[slot.length() - headerBytes];
        slot.buffer().getBytes(slot.offset() + headerBytes, payload);
        messages.add(payload);
        openMs.addLong(slot.fromSequence());
    }

    void end()
    {
        final int from = candles == 0 ? 0 : Math.max(0, messages.size() - candles);
        answer.onCandles(
            messages.subList(from, messages.size()), messages.isEmpty() ? beforeMs : openMs.getLong(from));
    }
}
