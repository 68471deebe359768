package io.tickwire.engine.fanout;

import org.agrona.DirectBuffer;

/**
 * Takes what a pipeline tells for keeping, in its order: see {@link ToldRing}.
 * Thread: stream
 */
public interface ToldHandler
{
    /** Which of a signal's values is the id of its indicator. */
    int INDICATOR_VALUE = 10;

    /** Which of the values of a gap between venues has their ids: the one that is bought at above that of the other. */
    int VENUES_VALUE = 11;

    /** The lower of the two takes so many bits. */
    int VENUE_BITS = 6;

    /** A candle has so many values. */
    int CANDLE_VALUES = 8;

    /**
     * A message of a stream. A sequence that does not follow the one before it is a hole: what is missing is not kept.
     *
     * @param offset of its values, longs of this machine's order.
     * @param count  of values.
     */
    void onMessage(int streamId, long sequence, DirectBuffer buffer, int offset, int count);

    /**
     * A candle that is closed, or open where a pipeline ends.
     *
     * @param offset of {@value #CANDLE_VALUES} values: open, high, low, close, volume, trades, when it opened in ms,
     *               and whether it is closed.
     */
    void onCandle(int streamId, long sequence, DirectBuffer buffer, int offset);

    /**
     * A stream has come to a sequence.
     *
     * @param isKept whether the messages that come next are kept.
     */
    void onMark(int streamId, long sequence, boolean isKept);

    /**
     * Someone wants the messages from one sequence to another.
     */
    void onQuestion(int streamId, long from, long to, long ticket);

    /**
     * Nobody waits for the answer to a question any more.
     */
    void onWithdrawal(long ticket);

    /**
     * The pipeline has ended, and its last marks have come.
     */
    void onEnd();
}
