package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.transport.shard.FurtherPast;
import io.tickwire.transport.stream.StreamSettings;
import org.agrona.CloseHelper;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * The candles of all intervals, and who asks for them.
 * Thread: past, and any for {@link #ask}
 */
final class CandleLogs implements FurtherPast, AutoCloseable
{
    private static final int MAX_QUESTIONS = 1 << 10;
    private static final int STEPS = 256;

    private final List<CandleLog> logs;
    private final ManyToOneConcurrentArrayQueue<Question> questions =
        new ManyToOneConcurrentArrayQueue<>(MAX_QUESTIONS);
    private CandleRecall recall;

    CandleLogs(final Path folder, final StreamSettings.Candles kept, final ToldRun run)
    {
        final int count = run.candleSeconds().size();
        logs = run.candleSeconds().stream().map(seconds -> new CandleLog(
            folder, seconds, kept.intervals(), kept.keepBytes() / Math.max(1, count), run.stages())).toList();
    }

    private record Question(Wanted wanted, Answer answer)
    {
    }

    @Override
    public Asked ask(final Wanted wanted, final Answer answer)
    {
        return questions.offer(new Question(wanted, answer)) ? Asked.TAKEN : Asked.TOO_MANY;
    }

    /**
     * Go on with one question: the others wait for it, and it makes room for what is told.
     *
     * @return how much there was to do.
     */
    int proceed()
    {
        if (recall == null)
        {
            final Question asked = questions.poll();
            if (asked == null)
            {
                return 0;
            }
            recall = new CandleRecall(of(asked.wanted().seconds()), asked.wanted(), asked.answer());
        }
        final int done = recall.proceed(STEPS);
        if (done < 0)
        {
            recall = null;
        }

        return Math.abs(done);
    }

    /**
     * Hand over the candles of earlier runs.
     */
    void give(final Symbol symbol, final String venue, final int seconds, final PastCandles taker)
    {
        of(seconds).earlier().give(CandleKey.of(symbol, venue), taker);
    }

    /**
     * Those of one interval, by its variant.
     */
    CandleLog get(final int variant)
    {
        return logs.get(variant);
    }

    /**
     * Read what there is of late.
     *
     * @param damages takes what is damaged and where.
     */
    void read(final long nowMs, final ObjLongConsumer<String> damages) throws IOException
    {
        for (final CandleLog log : logs)
        {
            log.read(nowMs, position -> damages.accept("candles of " + log.seconds() + " s", position));
        }
    }

    void begin(final long nowMs) throws IOException
    {
        for (final CandleLog log : logs)
        {
            log.begin(nowMs);
        }
    }

    void flush() throws IOException
    {
        for (final CandleLog log : logs)
        {
            log.flush();
        }
    }

    void force(final boolean isAll) throws IOException
    {
        for (final CandleLog log : logs)
        {
            log.force(isAll);
        }
    }

    void abandon()
    {
        logs.forEach(CandleLog::abandon);
    }

    long bytes()
    {
        return logs.stream().mapToLong(CandleLog::bytes).sum();
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(logs);
    }

    private CandleLog of(final int seconds)
    {
        for (final CandleLog log : logs)
        {
            if (log.seconds() == seconds)
            {
                return log;
            }
        }

        throw new IllegalArgumentException("no candles of this interval are kept: seconds=" + seconds);
    }
}
