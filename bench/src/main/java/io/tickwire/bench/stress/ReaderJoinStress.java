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
 * A shard joins while a pipeline publishes: from the frame on that it sees first, it sees all that are written, whole
 * and in order; and it holds the ring back from the moment it has joined.
 */
@JCStressTest
@Outcome(
    id = {
        "2, 0", "2, 12", "2, 2", "3, 0", "3, 123", "3, 23", "3, 3", "4, 1234", "4, 234", "4, 34", "4, 4", "4, 0"},
    expect = Expect.ACCEPTABLE,
    desc = "All frames from the first that it sees on.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame torn, lost or out of place.")
@State
public class ReaderJoinStress
{
    private final FrameRing ring = new FrameRing(2, 4096, new NoWait());
    private final StressFrames frames = new StressFrames(ring, 304);
    private FrameWatch watch;

    @Actor
    public void write(final II_Result result)
    {
        int written = 0;
        for (int i = 0; i < 4; i++)
        {
            if (frames.write(written + 1))
            {
                ring.publish();
                written++;
            }
        }
        result.r1 = written;
    }

    @Actor
    public void join()
    {
        watch = new FrameWatch(ring.newReader());
        watch.poll(1);
        watch.poll(4);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(4);
    }
}
