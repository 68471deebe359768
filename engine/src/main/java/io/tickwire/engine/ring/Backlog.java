package io.tickwire.engine.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/**
 * How far one reader may read. To look for more is to look at each place, so that it is not done for each batch of a
 * backlog.
 * Thread: any, one at a time
 */
final class Backlog
{
    /** What {@link #await} returns once the barrier was alerted. */
    static final long HALTED = Long.MIN_VALUE;

    private final SequenceBarrier barrier;
    /** All up to here was published. */
    private long published = -1;

    Backlog(final SequenceBarrier barrier)
    {
        this.barrier = barrier;
    }

    /**
     * Wait as the ring's strategy does, where there is nothing.
     *
     * @param next  the first place that is wanted.
     * @param limit how many at the most.
     * @return the last place that may be read, {@code next - 1} where there is none yet, or {@link #HALTED}.
     */
    long await(final long next, final int limit)
    {
        try
        {
            if (published < next + limit - 1)
            {
                published = barrier.waitFor(next);
            }
            else
            {
                barrier.checkAlert();
            }

            return Math.min(published, next + limit - 1);
        }
        catch (final AlertException ex)
        {
            return HALTED;
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return HALTED;
        }
        catch (final TimeoutException ex)
        {
            return next - 1;
        }
    }
}
