package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.ConflationClock;
import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.schema.Conflation;

import java.util.Arrays;

/**
 * The lanes that owe their subscribers something, by when it is due: those that found no room, and the latest, in each
 * batch; the others when their interval is over. Tells them in the order in which they began to owe, as far as there is
 * room: the intervals' lanes first, for they are seldom due.
 * Thread: pipeline-<k>
 */
final class OwingLanes
{
    private static final int PENDING = Conflation.RAW.ordinal();
    private static final int LATEST = Conflation.LATEST.ordinal();

    private final StreamTable streams;
    private final LaneSender sender;
    private final CounterSheet counters;
    private final ErrorLog errors;
    private final DirtySet[] dirty = new DirtySet[Conflation.COUNT];
    private final int[] overdue = new int[Conflation.COUNT];
    private ConflationClock intervals;
    private int overdueClasses;

    OwingLanes(
        final StreamTable streams,
        final LaneSender sender,
        final CounterSheet counters,
        final ErrorLog errors)
    {
        this.streams = streams;
        this.sender = sender;
        this.counters = counters;
        this.errors = errors;
        this.intervals = new ConflationClock(sender.timeNs());
        for (int i = 0; i < dirty.length; i++)
        {
            dirty[i] = new DirtySet();
        }
    }

    /**
     * A lane owes a message of its class.
     */
    void add(final Lane lane)
    {
        dirty[lane.conflation().ordinal()].mark(lane.id());
    }

    /**
     * A lane owes something that should be told as soon as there is room, whatever its class.
     */
    void addPending(final Lane lane)
    {
        dirty[PENDING].mark(lane.id());
    }

    /**
     * Tell what is due.
     *
     * @return how many lanes were told.
     */
    int tell()
    {
        // No single tick is behind what is told from here on.
        sender.causedAt(0);

        final int told = tellDue(intervals.due(sender.timeNs())) + tell(dirty[PENDING], dirty[PENDING].size());

        return told + tell(dirty[LATEST], dirty[LATEST].size());
    }

    /**
     * Whether lanes of merging classes found no room when they were due.
     */
    boolean isOverdue()
    {
        return overdueClasses != 0 || dirty[LATEST].size() > 0;
    }

    /**
     * Whether all that was due is told.
     */
    boolean isCaughtUp()
    {
        return !isOverdue() && dirty[PENDING].size() == 0;
    }

    /**
     * Ticks of another time follow; what was owed of the time before is void.
     */
    void startOver()
    {
        intervals = new ConflationClock(sender.timeNs());
        overdueClasses = 0;
        Arrays.fill(overdue, 0);
        for (final DirtySet lanes : dirty)
        {
            lanes.removeFirst(lanes.size());
        }
    }

    private int tellDue(final int due)
    {
        int work = 0;
        int left = due | overdueClasses;
        overdueClasses = 0;
        while (left != 0)
        {
            final int ordinal = Integer.numberOfTrailingZeros(left);
            left &= left - 1;
            // Lanes that found no room when they were due stand first: they do not wait for another interval, and
            // those that were told in time do not go out twice in one.
            final int lanes = (due & 1 << ordinal) != 0 ? dirty[ordinal].size() : overdue[ordinal];
            final int told = tell(dirty[ordinal], lanes);
            overdue[ordinal] = lanes - told;
            overdueClasses |= told < lanes ? 1 << ordinal : 0;
            work += told;
        }

        return work;
    }

    /** Tell the first lanes of a set in order, until one finds no room: it and those after it stay. */
    private int tell(final DirtySet lanes, final int limit)
    {
        int told = 0;
        while (told < limit && tell(streams.lane(lanes.at(told)), lanes == dirty[PENDING]))
        {
            told++;
        }
        if (told > 0)
        {
            lanes.removeFirst(told);
        }

        return told;
    }

    private boolean tell(final Lane lane, final boolean isPending)
    {
        if (lane.encodings() == 0)
        {
            return true;
        }
        if (isPending && lane.conflation().merges())
        {
            return sender.sendNotices(lane);
        }

        try
        {
            return sender.send(lane);
        }
        catch (final RuntimeException ex)
        {
            counters.increment(EngineCounter.ERRORS);
            errors.onError(ex);
            return true;
        }
    }
}
