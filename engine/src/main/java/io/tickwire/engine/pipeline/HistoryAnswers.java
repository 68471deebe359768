package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers who asks for the candles that are kept, between two batches: each of them in a frame, then ANSWERED.
 * Thread: pipeline-<k>
 */
final class HistoryAnswers
{
    private static final int MAX_ANSWERS = 32;
    private static final int CANDLES_PER_CYCLE = 64;

    private final StreamTable streams;
    private final LaneSender sender;
    private final KeptCandles candles;
    private final CounterSheet counters;
    private final ArrayDeque<HistoryAnswer> idle = new ArrayDeque<>(MAX_ANSWERS);
    private final List<HistoryAnswer> running = new ArrayList<>(MAX_ANSWERS);

    HistoryAnswers(
        final StreamTable streams, final LaneSender sender, final KeptCandles candles, final CounterSheet counters)
    {
        this.streams = streams;
        this.sender = sender;
        this.candles = candles;
        this.counters = counters;
        for (int i = 0; i < MAX_ANSWERS; i++)
        {
            idle.add(new HistoryAnswer(sender));
        }
    }

    /**
     * Begin an answer. There must be room for a marker.
     *
     * @return false where too many are under way.
     */
    boolean begin(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        if (!(streams.of(streamId) instanceof final MarketStream stream))
        {
            counters.increment(EngineCounter.COMMANDS_REFUSED);
            // Who asks for what is not there gets an answer, too: none.
            sender.putMarker(FrameKind.ANSWERED, streamId, Conflation.RAW, encoding).addressedTo(recipient);
            return true;
        }

        final HistoryAnswer answer = idle.poll();
        if (answer == null)
        {
            return false;
        }
        answer.begin(stream, candles.of(streamId), encoding, recipient, most);
        running.add(answer);
        counters.increment(EngineCounter.HISTORIES_ASKED);

        return true;
    }

    /**
     * Go on with the answers under way.
     *
     * @return how many there are.
     */
    int proceed()
    {
        final int count = running.size();
        for (int i = count - 1; i >= 0; i--)
        {
            if (running.get(i).proceed(Math.max(1, CANDLES_PER_CYCLE / count)))
            {
                idle.add(running.remove(i));
            }
        }

        return count;
    }

    boolean isRunning()
    {
        return !running.isEmpty();
    }
}
