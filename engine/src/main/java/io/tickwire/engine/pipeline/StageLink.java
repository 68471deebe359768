package io.tickwire.engine.pipeline;

/**
 * What the second stage has of the first.
 *
 * @param rows    the streams' new values.
 * @param books   the books after each tick.
 * @param candles the candles after each tick.
 * Thread: pipeline-<k>
 */
record StageLink(RowRing rows, BookView books, KeptCandles candles)
{
}
