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
 * A slab is full of frames 1 to 4; a pipeline wants to write 5 to 7 over the first of them while a shard reads them
 * two by two, looking at both once more at the end of each batch: the bytes of a batch stand until it is over, and
 * where there is no room the pipeline is told so at once.
 */
@JCStressTest
@Outcome(
    id = {"0, 1234", "1, 12345", "2, 123456", "3, 1234567"},
    expect = Expect.ACCEPTABLE,
    desc = "Whole frames; the rest was refused.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame torn or lost.")
@State
public class FullSlabStress
{
    private static final int TRIES = 6;

    private final FrameRing ring = new FrameRing(8, 4096, new NoWait());
    private final StressFrames frames = new StressFrames(ring, 1024);
    private final FrameWatch watch = new FrameWatch(ring.newReader());

    public FullSlabStress()
    {
        for (int name = 1; name < 5; name++)
        {
            frames.write(name);
        }
        ring.publish();
    }

    @Actor
    public void write(final II_Result result)
    {
        int written = 0;
        for (int i = 0; i < TRIES && written < 3; i++)
        {
            if (frames.write(5 + written))
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
        watch.poll(2);
        watch.poll(2);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(3);
    }
}
