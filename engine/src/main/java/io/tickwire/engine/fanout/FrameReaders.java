package io.tickwire.engine.fanout;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;

import java.util.List;

/**
 * One shard's ends of all frame rings, so that it can wait for any of them.
 * Thread: io-<n>
 */
public final class FrameReaders implements AutoCloseable
{
    private final FrameReader[] readers;
    private final WaitStrategy waitStrategy;
    private final Sequence anyFrame = new AnyFrame();

    /**
     * Readers of all that is published from now on.
     *
     * @param rings that share one wait strategy: others would not wake who waits here.
     */
    public FrameReaders(final List<FrameRing> rings)
    {
        if (rings.stream().map(FrameRing::waitStrategy).distinct().count() != 1)
        {
            throw new IllegalArgumentException(
                "there must be rings, and they must share a wait strategy: rings=" + rings.size());
        }

        waitStrategy = rings.get(0).waitStrategy();
        readers = rings.stream().map(FrameRing::newReader).toArray(FrameReader[]::new);
    }

    public int size()
    {
        return readers.length;
    }

    /**
     * The reader of a ring.
     */
    public FrameReader get(final int index)
    {
        return readers[index];
    }

    /**
     * Wait as the rings' strategy does, for a slice of time at the most, unless there is something to poll in any of
     * them, or one is halted.
     */
    public void await()
    {
        try
        {
            waitStrategy.waitFor(AnyFrame.YES, anyFrame, anyFrame, readers[0].barrier());
        }
        catch (final AlertException | TimeoutException ex)
        {
            // The next poll says so.
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Make each {@link FrameReader#poll} return {@link FrameReader#HALTED} from now on, and {@link #await} end. Any
     * thread calls this.
     */
    public void halt()
    {
        for (final FrameReader reader : readers)
        {
            reader.halt();
        }
    }

    /**
     * Stop holding the rings back. The readers are of no use afterwards.
     */
    @Override
    public void close()
    {
        for (final FrameReader reader : readers)
        {
            reader.close();
        }
    }

    /** Whether any ring has something to poll, in the shape in which a wait strategy asks for it. */
    private final class AnyFrame extends Sequence
    {
        private static final long YES = 1;
        private static final long NO = 0;

        @Override
        public long get()
        {
            for (final FrameReader reader : readers)
            {
                if (reader.hasNext())
                {
                    return YES;
                }
            }

            return NO;
        }
    }
}
