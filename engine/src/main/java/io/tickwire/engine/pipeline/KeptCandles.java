package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.ToldRing;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.series.CandleSet;
import io.tickwire.engine.series.CandleView;

/**
 * The last candles as the second stage sees them after each tick: those that the first stage keeps, where one thread
 * runs both; else copies of its own, kept by the same rows.
 * Thread: pipeline-<k>
 */
final class KeptCandles
{
    private static final int OPEN_TIME_MS = UpdateValues.FIELDS + 6;
    private static final int CLOSED = UpdateValues.FIELDS + 7;
    private static final long NS_PER_MS = 1_000_000L;

    private final CandleSets candles;
    private final boolean isCopy;
    private int nextOpen;

    private KeptCandles(final CandleSets candles, final boolean isCopy)
    {
        this.candles = candles;
        this.isCopy = isCopy;
    }

    /**
     * Those of the first stage, which the same thread runs.
     */
    static KeptCandles of(final CandleSets candles)
    {
        return new KeptCandles(candles, false);
    }

    /**
     * Copies, by the rows of another thread.
     */
    static KeptCandles copies(final CandleSets copies)
    {
        return new KeptCandles(copies, true);
    }

    /**
     * A candle is told: its row stands in its stream's values.
     */
    void onRow(final MarketStream stream)
    {
        if (!isCopy)
        {
            return;
        }

        final int streamId = stream.streamId();
        final long[] values = stream.values();
        candles.of(StreamId.subjectId(streamId), StreamId.venueId(streamId)).get(StreamId.variant(streamId)).copy(
            values[OPEN_TIME_MS] * NS_PER_MS, values, UpdateValues.FIELDS, values[CLOSED] != 0);
    }

    /**
     * Candles of another time follow.
     */
    void startOver()
    {
        if (isCopy)
        {
            candles.startOver();
        }
    }

    /**
     * The candles of a stream, or null where there are none yet.
     */
    CandleView of(final int streamId)
    {
        final CandleSet set = candles.find(StreamId.subjectId(streamId), StreamId.venueId(streamId));

        return set == null ? null : set.get(StreamId.variant(streamId));
    }

    /**
     * Tell whoever keeps the past the candles that are open. Called again until there was room for all of them.
     *
     * @return whether there was.
     */
    boolean tellOpen(final ToldRing told)
    {
        while (nextOpen < candles.instruments().size())
        {
            final CandleSets.Instrument instrument = candles.instruments().get(nextOpen);
            for (int i = 0; i < instrument.candles().size(); i++)
            {
                final CandleView view = instrument.candles().get(i);
                final int streamId = StreamId.of(Channel.CANDLE, instrument.venueId(), instrument.symbolId(), i);
                if (view.size() > 0 && !view.isClosed(view.size() - 1) && !tell(told, streamId, view))
                {
                    return false;
                }
            }
            nextOpen++;
        }

        return true;
    }

    private static boolean tell(final ToldRing told, final int streamId, final CandleView candles)
    {
        final int index = candles.size() - 1;
        final long[] values = {
            candles.open(index),
            candles.high(index),
            candles.low(index),
            candles.close(index),
            candles.volume(index),
            candles.trades(index),
            candles.openTimeNs(index) / NS_PER_MS,
            0};

        return told.offerCandle(streamId, 0, values, 0);
    }
}
