package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.FrameRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Frames that do not divide the slab, so that it begins anew in the midst: a pipeline writes them while a shard reads.
 * All that was written is read whole and in order.
 */
@JCStressTest
@Outcome(
    id = {"1, 1234", "2, 12345", "3, 123456", "4, 1234567"},
    expect = Expect.ACCEPTABLE,
    desc = "All frames that were written.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame torn or lost.")
@State
public class SlabWrapStress
{
    private static final int TRIES = 4;

    private final FrameRing ring = new FrameRing(4, 4096, new NoWait());
    private final StressFrames frames = new StressFrames(ring, 1000);
    private final FrameWatch watch = new FrameWatch(ring.newReader());

    public SlabWrapStress()
    {
        // The next frame but one does not fit behind the others.
        for (int name = 1; name < 4; name++)
        {
            frames.write(name);
        }
        ring.publish();
    }

    @Actor
    public void write(final II_Result result)
    {
        int written = 0;
        for (int i = 0; i < TRIES; i++)
        {
            if (frames.write(4 + written))
            {
                ring.publish();
                written++;
            }
        }
        result.r1 = written;
    }

    @Actor
    public void read()
    {
        watch.poll(1);
        watch.poll(1);
        watch.poll(4);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(4);
    }
}
