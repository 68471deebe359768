package io.tickwire.transport.shard;

import io.tickwire.engine.feed.Symbol;

import java.util.List;

/**
 * Whoever keeps candles for longer than the engine does.
 * Thread: any, none of which waits
 */
@FunctionalInterface
public interface FurtherPast
{
    /** Nobody: there is nothing but what the engine has. */
    FurtherPast NOBODY = (wanted, answer) -> Asked.NOTHING_KEPT;

    /** What becomes of a question. */
    enum Asked
    {
        /** It will be answered. */
        TAKEN,

        /** It will not: too many are waiting. */
        TOO_MANY,

        /** It will not: there is nothing. */
        NOTHING_KEPT
    }

    /**
     * Ask for candles.
     *
     * @param answer takes them, where the question is taken.
     */
    Asked ask(Wanted wanted, Answer answer);

    /**
     * Which candles are wanted.
     *
     * @param symbol   with the exponents that their numbers are to have.
     * @param seconds  that each lasts.
     * @param beforeMs they are to have opened.
     * @param most     of them, the newest; from 1 on.
     * Thread: any
     */
    record Wanted(Symbol symbol, String venue, int seconds, long beforeMs, int most)
    {
    }

    /**
     * Takes an answer.
     * Thread: past
     */
    @FunctionalInterface
    interface Answer
    {
        /**
         * @param candles oldest first, each once.
         * @return false: there is no room; it is offered again.
         */
        boolean onCandles(List<Candle> candles);
    }

    /**
     * A candle.
     *
     * @param openMs when it opened, in ms since 1970.
     * @param values open, high, low, close, volume and trades.
     * Thread: any
     */
    record Candle(long openMs, long[] values)
    {
    }
}
