package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A feed publishes into a full ring while the reader makes room: either there is room, or the feed is told at once that
 * there is none; no slot is overwritten that the reader has not left.
 */
@JCStressTest
@Outcome(
    id = {"0, 34, 349", "1, 34, 341", "1, 341, 341"},
    expect = Expect.ACCEPTABLE,
    desc = "Published, or announced as lost.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A quote torn or lost in silence.")
@State
public class FullRingStress
{
    private final TickRing ring = new TickRing(2, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final QuoteWatch watch = new QuoteWatch(ring.newReader());

    public FullRingStress()
    {
        feed.publish(3);
        feed.publish(4);
    }

    @Actor
    public void publish(final III_Result result)
    {
        result.r1 = feed.publish(1) >= 0 ? 1 : 0;
    }

    @Actor
    public void read(final III_Result result)
    {
        watch.poll(1);
        watch.poll(1);
        result.r2 = watch.poll(1);
    }

    @Arbiter
    public void announceAndRead(final III_Result result)
    {
        feed.beginBatch();
        result.r3 = watch.poll(2);
    }
}
