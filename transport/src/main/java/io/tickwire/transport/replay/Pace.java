package io.tickwire.transport.replay;

import io.tickwire.transport.feed.ReplaySpec;
import org.agrona.concurrent.NanoClock;

/**
 * Says which recorded ticks may be told now: recorded time goes by at a speed, stands still, or is let go tick by tick.
 * Where ticks could not be told in time, because nobody took them, at most a second of that is made up for.
 * Thread: any, one at a time
 */
public final class Pace
{
    private static final long MOST_BEHIND_NS = 1_000_000_000;

    private final NanoClock clock;
    private double speed;
    private boolean isPaused;
    private long steps;
    private boolean isAnchored;
    private long anchorNs;
    private long anchorTickNs;

    /**
     * @param clock of the present; only its differences count.
     * @param speed times the recorded one, or {@link ReplaySpec#MAX_SPEED}.
     */
    public Pace(final NanoClock clock, final double speed, final boolean isPaused)
    {
        this.clock = clock;
        this.speed = speed;
        this.isPaused = isPaused;
    }

    double speed()
    {
        return speed;
    }

    boolean isPaused()
    {
        return isPaused;
    }

    /**
     * How long until a tick may be told; 0: it may be.
     */
    long waitNs(final long tickNs)
    {
        if (isPaused)
        {
            return steps > 0 ? 0 : Long.MAX_VALUE;
        }
        if (speed == ReplaySpec.MAX_SPEED)
        {
            return 0;
        }
        final long nowNs = clock.nanoTime();
        if (!isAnchored)
        {
            moveTo(tickNs, nowNs);

            return 0;
        }

        final long aheadNs = (long)((tickNs - anchorTickNs) / speed) - (nowNs - anchorNs);
        if (aheadNs < -MOST_BEHIND_NS)
        {
            moveTo(tickNs, nowNs);
        }

        return Math.max(0, aheadNs);
    }

    /**
     * A tick was told.
     *
     * @param isStep whether it is one of those that steps are counted by.
     */
    void onTold(final long tickNs, final boolean isStep)
    {
        if (isPaused)
        {
            steps -= isStep && steps > 0 ? 1 : 0;
            anchorTickNs = tickNs;
            isAnchored = true;
        }
        else if (speed == ReplaySpec.MAX_SPEED)
        {
            anchorTickNs = tickNs;
            isAnchored = true;
        }
    }

    /**
     * Recorded time stands still, where it is now.
     */
    void pause()
    {
        steps = 0;
        if (!isPaused)
        {
            anchorTickNs = nowOfTicks();
            isPaused = true;
        }
    }

    /**
     * Recorded time goes on from where it stands.
     */
    void resume()
    {
        steps = 0;
        isPaused = false;
        anchorNs = clock.nanoTime();
    }

    /**
     * Let some ticks go, and stand still then.
     */
    void step(final long ticks)
    {
        pause();
        steps = ticks;
    }

    /**
     * Recorded time goes by faster or slower, from where it is now.
     */
    void speed(final double speed)
    {
        anchorTickNs = nowOfTicks();
        anchorNs = clock.nanoTime();
        this.speed = speed;
    }

    /**
     * Recorded time is elsewhere.
     */
    void moveTo(final long tickNs)
    {
        moveTo(tickNs, clock.nanoTime());
    }

    /**
     * Recorded time is where the next tick is: what is between is passed over.
     */
    void skip()
    {
        isAnchored = false;
    }

    private void moveTo(final long tickNs, final long nowNs)
    {
        anchorTickNs = tickNs;
        anchorNs = nowNs;
        isAnchored = true;
    }

    private long nowOfTicks()
    {
        return isPaused || !isAnchored || speed == ReplaySpec.MAX_SPEED ?
            anchorTickNs : anchorTickNs + (long)((clock.nanoTime() - anchorNs) * speed);
    }
}
