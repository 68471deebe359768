package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.RecallHandler;
import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.ReplayWindow;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldRing;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;

import java.util.ArrayList;
import java.util.List;

/**
 * What a pipeline keeps for those who come back: its replay window, and, where there is someone who keeps the past, the
 * way to it and from it. Marks say every ten seconds, some streams a batch, to where those have come whose numbers
 * someone was told, as far as their messages do not say it: so they go on from there after a restart.
 * Thread: pipeline-<k>
 */
final class Keeping
{
    private static final long MARKS_INTERVAL_NS = 10_000_000_000L;
    private static final int MARKS_PER_BATCH = 64;

    /** So many questions can be under way. */
    private static final int MAX_QUESTIONS = 32;

    private final ReplayWindow window;
    private final Past past;
    private final ToldRing told;
    private final RecallRing recalled;
    private final boolean keepsMessages;
    private final LaneSender sender;
    private final CounterSheet counters;

    /** The streams whose numbers someone was told, in this run or before it. */
    private final List<Stream> numbered = new ArrayList<>();
    private long lastTicket;
    private int questions;
    private long marksDueNs;
    private int nextMark = Integer.MAX_VALUE;

    /**
     * @param past or null, where there is only the window.
     */
    Keeping(
        final ReplayWindow window,
        final Past past,
        final int pipeline,
        final LaneSender sender,
        final CounterSheet counters)
    {
        this.window = window;
        this.past = past;
        this.told = past == null ? null : past.toldBy(pipeline);
        this.recalled = past == null ? null : past.recalledTo(pipeline);
        this.keepsMessages = past != null && past.maxMessages() > 0;
        this.sender = sender;
        this.counters = counters;
    }

    ReplayWindow window()
    {
        return window;
    }

    /**
     * Keep a stream's newest message, as far as someone may come back for it.
     */
    void keep(final MarketStream stream)
    {
        final long nowNs = sender.nowNs();
        stream.remember(window, nowNs);
        if (keepsMessages && stream.isTold(nowNs))
        {
            tell(stream);
        }
    }

    /**
     * A stream of candles has told one: those that are closed are kept, whoever wants them.
     */
    void keepCandle(final MarketStream stream)
    {
        if (told != null && stream.isFinal() &&
            !told.offerCandle(stream.streamId(), stream.sequence(), stream.values(), UpdateValues.FIELDS))
        {
            counters.increment(EngineCounter.TOLD_DROPPED);
        }
    }

    /**
     * Nobody wants a stream any more.
     */
    void onUnwanted(final MarketStream stream)
    {
        final long nowNs = sender.nowNs();
        stream.keepUntil(nowNs + window.maxAgeNs(), nowNs + (past == null ? 0 : past.keptNs()));
    }

    /**
     * Someone wants a stream for the first time: its numbers are told from now on.
     */
    void onNumbered(final Stream stream)
    {
        if (past != null && !stream.goesOn() && !(stream instanceof ViewStream))
        {
            numbered.add(stream);
        }
    }

    /**
     * A stream was made: it goes on where it ended, if it was told before.
     */
    void onNew(final Stream stream)
    {
        if (past == null || stream instanceof ViewStream)
        {
            // Whoever comes back to a view gets it whole, whatever its number.
            return;
        }

        final StreamOrigin origin = past.originOf(stream.streamId());
        stream.goOnFrom(origin);
        if (stream.goesOn())
        {
            numbered.add(stream);
        }
        if (origin.isTold() && stream instanceof final MarketStream market)
        {
            market.keep();
            onUnwanted(market);
        }
    }

    /**
     * Ask for messages that the window does not hold.
     *
     * @return the ticket of the answer, or 0 where they can not be asked for, or not now.
     */
    long ask(final MarketStream stream, final long from, final long to)
    {
        if (past == null || to < from || to - from >= past.maxMessages() || stream.isBeforeHole(from) ||
            questions == MAX_QUESTIONS || !told.offerQuestion(stream.streamId(), from, to, lastTicket + 1))
        {
            return 0;
        }
        questions++;
        counters.increment(EngineCounter.PASTS_ASKED);

        return ++lastTicket;
    }

    /**
     * A question is answered, or nobody waits for it any more.
     */
    void endQuestion()
    {
        questions--;
    }

    /**
     * How many resumptions there can be that wait for the past.
     */
    int maxQuestions()
    {
        return past == null ? 0 : MAX_QUESTIONS;
    }

    /**
     * Nobody waits for the answer to a question any more.
     */
    void withdraw(final long ticket)
    {
        told.offerWithdrawal(ticket);
    }

    /**
     * Take what has come back.
     */
    int takeRecalled(final RecallHandler handler, final int limit)
    {
        return recalled == null ? 0 : recalled.drain(handler, limit);
    }

    /**
     * A batch ends: marks that are due are made.
     */
    void endBatch()
    {
        if (told == null)
        {
            return;
        }
        final long nowNs = sender.nowNs();
        if (nextMark >= numbered.size() && nowNs - marksDueNs >= 0)
        {
            marksDueNs = nowNs + MARKS_INTERVAL_NS;
            nextMark = 0;
        }
        for (int i = 0; i < MARKS_PER_BATCH && nextMark < numbered.size() && mark(numbered.get(nextMark)); i++)
        {
            nextMark++;
        }
    }

    /**
     * The pipeline has ended: say to where all its streams have come, which candles are open, and that this is all.
     * Called again until there was room for all of it.
     *
     * @return whether there was.
     */
    boolean end(final KeptCandles candles)
    {
        if (told == null)
        {
            return true;
        }
        for (int i = 0; i < numbered.size(); i++)
        {
            if (!mark(numbered.get(i)))
            {
                return false;
            }
        }

        return candles.tellOpen(told) && told.offerEnd();
    }

    private void tell(final MarketStream stream)
    {
        final boolean isTold = told.offerMessage(
            stream.streamId(), stream.sequence(), stream.values(), UpdateValues.GLOBAL, stream.keptValues());
        if (isTold)
        {
            stream.mark();
        }
        else
        {
            counters.increment(EngineCounter.TOLD_DROPPED);
        }
    }

    private boolean isTold(final Stream stream)
    {
        return keepsMessages && stream instanceof final MarketStream market && market.isTold(sender.nowNs());
    }

    private boolean mark(final Stream stream)
    {
        if (stream.marked() != stream.sequence())
        {
            if (!told.offerMark(stream.streamId(), stream.sequence(), isTold(stream)))
            {
                return false;
            }
            stream.mark();
        }

        return true;
    }
}
