package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions that are not yet answered, the oldest first. Some are worked at in turn: each remembers where its
 * messages are, 8 bytes each, so that all at once would have no bound.
 * Thread: past
 */
final class Recalls
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Recalls.class);
    private static final int AT_A_TIME = 4;
    private static final int STEPS = 512;

    private final SegmentLog log;
    private final ToldTags tags;
    private final StreamCounters counters;
    private final List<Recall> recalls = new ArrayList<>();

    Recalls(final SegmentLog log, final ToldTags tags, final StreamCounters counters)
    {
        this.log = log;
        this.tags = tags;
        this.counters = counters;
    }

    void add(final Recall recall)
    {
        recalls.add(recall);
    }

    /**
     * Nobody waits for an answer any more.
     */
    void withdraw(final RecallRing ring, final long ticket)
    {
        recalls.removeIf(recall -> recall.ring() == ring && recall.ticket() == ticket);
    }

    /**
     * Go on with the oldest.
     *
     * @return how much there was to do.
     */
    int proceed()
    {
        int work = 0;
        for (int i = Math.min(recalls.size(), AT_A_TIME) - 1; i >= 0; i--)
        {
            final int done = proceed(recalls.get(i));
            if (done < 0)
            {
                counters.increment(
                    recalls.remove(i).isAbsent() ? StreamCounter.TOLD_ABSENT : StreamCounter.TOLD_ANSWERED);
            }
            work += Math.abs(done);
        }

        return work;
    }

    private int proceed(final Recall recall)
    {
        try
        {
            return recall.proceed(log, tags, STEPS);
        }
        catch (final IOException ex)
        {
            LOGGER.warn("told.unread: what clients were told can not be read", ex);
            recall.giveUp();

            return 1;
        }
    }
}
