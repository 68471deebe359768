package io.tickwire.bench.stress;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * Does not wait: a poll sees what is there now.
 */
final class NoWait implements WaitStrategy
{
    @Override
    public long waitFor(
        final long sequence, final Sequence cursor, final Sequence dependentSequence, final SequenceBarrier barrier)
    {
        return dependentSequence.get();
    }

    @Override
    public void signalAllWhenBlocking()
    {
        // Nobody waits.
    }
}
