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
 * A pipeline writes two frames and publishes them at once, into a ring that has lapped before, while a shard looks
 * once: it sees none of them or both, whole.
 */
@JCStressTest
@Outcome(id = {"0, 12", "12, 12"}, expect = Expect.ACCEPTABLE, desc = "Whole frames, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame torn, lost or out of place.")
@State
public class FrameHandOffStress
{
    private final FrameRing ring = new FrameRing(2, 4096, new NoWait());
    private final StressFrames frames = new StressFrames(ring, 200);
    private final FrameWatch watch = new FrameWatch(ring.newReader());

    public FrameHandOffStress()
    {
        for (int name = 3; name < 7; name++)
        {
            frames.write(name);
            ring.publish();
            watch.skip();
        }
    }

    @Actor
    public void write()
    {
        frames.write(1);
        frames.write(2);
        ring.publish();
    }

    @Actor
    public void read(final II_Result result)
    {
        result.r1 = watch.poll(2);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(2);
    }
}
