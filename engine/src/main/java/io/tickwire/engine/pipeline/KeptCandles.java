package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.StreamId;
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

    private final InstrumentTable<InstrumentState> instruments;
    private final int[] candleSeconds;
    private final InstrumentTable<CandleSet> copies = new InstrumentTable<>();

    private KeptCandles(final InstrumentTable<InstrumentState> instruments, final int[] candleSeconds)
    {
        this.instruments = instruments;
        this.candleSeconds = candleSeconds;
    }

    /**
     * Those of the first stage, which the same thread runs.
     */
    static KeptCandles of(final InstrumentTable<InstrumentState> instruments)
    {
        return new KeptCandles(instruments, null);
    }

    /**
     * Copies, by the rows of another thread.
     */
    static KeptCandles copies(final MarketRules rules)
    {
        return new KeptCandles(null, rules.candleSeconds().stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * A candle is told: its row stands in its stream's values.
     */
    void onRow(final MarketStream stream)
    {
        if (instruments != null)
        {
            return;
        }

        final int streamId = stream.streamId();
        CandleSet copy = copies.get(StreamId.subjectId(streamId), StreamId.venueId(streamId));
        if (copy == null)
        {
            copy = new CandleSet(candleSeconds);
            copies.put(StreamId.subjectId(streamId), StreamId.venueId(streamId), copy);
        }
        final long[] values = stream.values();
        copy.get(StreamId.variant(streamId)).copy(
            values[OPEN_TIME_MS] * NS_PER_MS, values, UpdateValues.FIELDS, values[CLOSED] != 0);
    }

    /**
     * Candles of another time follow.
     */
    void startOver()
    {
        copies.clear();
    }

    /**
     * The candles of a stream, or null where there are none yet.
     */
    CandleView of(final int streamId)
    {
        final CandleSet candles = candlesOf(StreamId.subjectId(streamId), StreamId.venueId(streamId));

        return candles == null ? null : candles.get(StreamId.variant(streamId));
    }

    private CandleSet candlesOf(final int symbolId, final int venueId)
    {
        if (instruments == null)
        {
            return copies.get(symbolId, venueId);
        }

        final InstrumentState instrument = instruments.get(symbolId, venueId);

        return instrument == null || instrument.series == null ? null : instrument.series.candles();
    }
}
