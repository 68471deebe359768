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
 * Two feeds want the last free slot while nobody reads: one gets it, and the other is told at once that there is none,
 * and announces its loss when there is room again. A feed that waited would wait for ever.
 */
@JCStressTest
@Outcome(
    id = {"1, 0, 319", "0, 1, 329"},
    expect = Expect.ACCEPTABLE,
    desc = "One publishes, the other has a loss to announce.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both or none, or a loss not announced.")
@State
public class LastSlotStress
{
    private final TickRing ring = new TickRing(2, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final StressFeed otherFeed = new StressFeed(ring);
    private final QuoteWatch watch = new QuoteWatch(ring.newReader());

    public LastSlotStress()
    {
        feed.publish(3);
    }

    @Actor
    public void publish(final III_Result result)
    {
        result.r1 = feed.publish(1) >= 0 ? 1 : 0;
    }

    @Actor
    public void publishOther(final III_Result result)
    {
        result.r2 = otherFeed.publish(2) >= 0 ? 1 : 0;
    }

    @Arbiter
    public void announceAndRead(final III_Result result)
    {
        watch.poll(2);
        feed.beginBatch();
        otherFeed.beginBatch();
        result.r3 = watch.poll(2);
    }
}
