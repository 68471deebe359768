package io.tickwire.engine.pipeline;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.metrics.StallTracker;
import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickSlot;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The life of a pipeline's thread: read a batch of ticks through its stages, then tell what is due. The clock is read
 * when a batch begins and when it ends.
 * Thread: pipeline-<k>
 */
final class PipelineLoop implements Runnable, TickHandler
{
    /** So many ticks at the most before what they changed is told. */
    static final int BATCH_LIMIT = 256;

    private final String role;
    private final TickReader reader;
    private final StateStage state;
    private final FanoutStage fanout;
    private final RecordedMarks marks;
    private final Gauges gauges;
    private boolean isBegun;
    private long oldestPublishNs;

    /**
     * @param state  the first stage, or null where another thread runs it.
     * @param fanout the second stage, or null where another thread runs it.
     * @param marks  what stands between recorded ticks; null: the ticks are of now.
     */
    PipelineLoop(
        final String role,
        final TickReader reader,
        final StateStage state,
        final FanoutStage fanout,
        final RecordedMarks marks,
        final Gauges gauges)
    {
        this.role = role;
        this.reader = reader;
        this.state = state;
        this.fanout = fanout;
        this.marks = marks;
        this.gauges = gauges;
    }

    /**
     * What a loop says of itself.
     *
     * @param ringToFrame records the time from a tick's publication to the end of the batch that tells it.
     * Thread: pipeline-<k>
     */
    record Gauges(
        EpochNanoClock clock, CounterSheet counters, ErrorLog errors, StageTimer ringToFrame, StallTracker stalls)
    {
    }

    @Override
    public void run()
    {
        while (cycle() != TickReader.HALTED)
        {
            // The reader waits, as its ring's profile says.
        }
    }

    /**
     * One batch.
     *
     * @return how much there was to do, or {@link TickReader#HALTED}.
     */
    int cycle()
    {
        isBegun = false;
        final int limit = limit();
        int work = limit > 0 ? reader.poll(this, limit) : passTurn();
        if (work == TickReader.HALTED)
        {
            return work;
        }

        final int ticks = work;
        if (fanout != null)
        {
            begin();
            work += endBatch();
            end(ticks);
        }
        else if (isBegun)
        {
            end(0);
        }

        return work;
    }

    @Override
    public void onTick(final TickSlot slot, final long place)
    {
        if (!isBegun)
        {
            begin();
            oldestPublishNs = slot.publishTimeNs();
        }
        if (marks == null)
        {
            take(slot, place);
            return;
        }

        if (marks.take(slot, place))
        {
            onMark();
        }
        else
        {
            take(slot, marks.sequenceOf(place));
        }
        if (fanout != null)
        {
            tellRecorded();
        }
    }

    String role()
    {
        return role;
    }

    void halt()
    {
        reader.halt();
    }

    void close()
    {
        reader.close();
    }

    /**
     * End the second stage, which this runs: see {@link FanoutStage#end}.
     */
    boolean endFanout()
    {
        return fanout.end();
    }

    StallTracker stalls()
    {
        return gauges.stalls;
    }

    private void take(final TickSlot slot, final long sequence)
    {
        if (state != null)
        {
            state.onTick(slot, sequence);
        }
        if (fanout != null)
        {
            fanout.onTick(slot, sequence);
        }
    }

    private void onMark()
    {
        if (marks.isStart())
        {
            startOver();
        }
        else if (marks.isEnd() && fanout != null)
        {
            fanout.tellAgain();
        }
    }

    /**
     * Recorded ticks are told one by one, each when all that was due before it is told: so it does not matter how fast
     * they come, or are taken. A batch of them only saves what each batch costs.
     */
    private void tellRecorded()
    {
        endBatch();
        if (!fanout.isCaughtUp())
        {
            reader.breakOff();
        }
    }

    /**
     * How many ticks the next batch may have.
     */
    private int limit()
    {
        if (fanout != null)
        {
            return marks == null || fanout.isCaughtUp() ? BATCH_LIMIT : 0;
        }

        // Fused, the second stage reads each tick's rows before the first goes on.
        return Math.min(BATCH_LIMIT, state.room());
    }

    private int passTurn()
    {
        Thread.onSpinWait();

        return reader.isHalted() ? TickReader.HALTED : 0;
    }

    private void startOver()
    {
        if (state != null)
        {
            state.startOver();
        }
        if (fanout != null)
        {
            fanout.startOver();
        }
    }

    private void begin()
    {
        if (!isBegun)
        {
            isBegun = true;
            final long nowNs = gauges.clock.nanoTime();
            gauges.stalls.begin(nowNs);
            if (fanout != null)
            {
                fanout.beginBatch(nowNs);
            }
        }
    }

    private int endBatch()
    {
        try
        {
            return fanout.endBatch();
        }
        catch (final RuntimeException ex)
        {
            gauges.counters.increment(EngineCounter.ERRORS);
            gauges.errors.onError(ex);
            return 0;
        }
    }

    private void end(final int ticks)
    {
        final long nowNs = gauges.clock.nanoTime();
        gauges.stalls.end(nowNs);
        if (ticks > 0)
        {
            // All ticks of a batch count with the age of its oldest: never less than the truth.
            gauges.ringToFrame.record(nowNs - oldestPublishNs, ticks);
        }
    }
}
