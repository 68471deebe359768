package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One feed publishes 1 and 2, another 3, and then the reader looks: it sees all up to the first slot that is claimed
 * and not yet published, and never beyond, so that what it sees is how the order in the end begins.
 */
@JCStressTest
@Outcome(
    id = {
        "0, 123", "1, 123", "123, 123", "0, 132", "13, 132", "132, 132", "3, 312", "31, 312", "312, 312"},
    expect = Expect.ACCEPTABLE,
    desc = "How the order begins, up to the first gap.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A quote torn, lost or out of place.")
@State
public class TwoFeedsAndReaderStress
{
    private final TickRing ring = new TickRing(4, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final StressFeed otherFeed = new StressFeed(ring);
    private final QuoteWatch watch = new QuoteWatch(ring.newReader());

    public TwoFeedsAndReaderStress()
    {
        for (int name = 4; name < 9; name++)
        {
            feed.publish(name);
            watch.skip(1);
        }
    }

    @Actor
    public void publish()
    {
        feed.publish(1);
        feed.publish(2);
    }

    @Actor
    public void publishOtherAndRead(final II_Result result)
    {
        otherFeed.publish(3);
        result.r1 = watch.poll(3);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(3);
    }
}
