package io.tickwire.engine.ring;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * How readers wait that one thread steps: not at all. What is there is read, and the thread does something else then.
 * Thread: any
 */
public final class NoWaitStrategy implements WaitStrategy
{
    @Override
    public long waitFor(
        final long sequence, final Sequence cursor, final Sequence dependent, final SequenceBarrier barrier)
    {
        return dependent.get();
    }

    @Override
    public void signalAllWhenBlocking()
    {
        // Nobody sleeps.
    }
}
