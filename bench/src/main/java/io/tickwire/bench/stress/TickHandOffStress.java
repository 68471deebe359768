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
 * One feed publishes a quote, gives a slot up and publishes another, into a ring that has lapped before, while a reader
 * looks once: it sees the first quote or both or none, whole; and in the end both.
 */
@JCStressTest
@Outcome(id = {"0, 12", "1, 12", "12, 12"}, expect = Expect.ACCEPTABLE, desc = "Whole quotes, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A quote torn, lost or out of place.")
@State
public class TickHandOffStress
{
    private final TickRing ring = new TickRing(4, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final QuoteWatch watch = new QuoteWatch(ring.newReader());

    public TickHandOffStress()
    {
        // What a torn read would show: the fields of other quotes, or a slot that was given up.
        for (int name = 3; name < 9; name++)
        {
            feed.publish(name);
            watch.skip(1);
        }
        for (int i = 0; i < 4; i++)
        {
            feed.abort();
            watch.skip(1);
        }
    }

    @Actor
    public void publish()
    {
        feed.publish(1);
        feed.abort();
        feed.publish(2);
    }

    @Actor
    public void read(final II_Result result)
    {
        result.r1 = watch.poll(3);
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        result.r2 = watch.poll(3);
    }
}
