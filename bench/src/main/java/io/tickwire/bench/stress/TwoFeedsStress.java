package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two feeds publish two quotes each at once: all four stand in the ring, whole, each at a place of its own, and those
 * of one feed in its order.
 */
@JCStressTest
@Outcome(
    id = {"1234", "1324", "1342", "3124", "3142", "3412"},
    expect = Expect.ACCEPTABLE,
    desc = "All quotes, each feed's in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A quote torn, lost or out of place.")
@State
public class TwoFeedsStress
{
    private final TickRing ring = new TickRing(4, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final StressFeed otherFeed = new StressFeed(ring);
    private final QuoteWatch watch = new QuoteWatch(ring.newReader());

    @Actor
    public void publish()
    {
        feed.publish(1);
        feed.publish(2);
    }

    @Actor
    public void publishOthers()
    {
        otherFeed.publish(3);
        otherFeed.publish(4);
    }

    @Arbiter
    public void read(final I_Result result)
    {
        result.r1 = watch.poll(4);
    }
}
