package io.tickwire.bench.micro;

import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * Returns what there is at once: for benchmarks whose one thread is feed and reader in turn.
 */
final class NoWaitStrategy implements WaitStrategy
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
