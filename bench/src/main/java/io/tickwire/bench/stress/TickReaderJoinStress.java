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
 * A reader joins while a feed publishes: from the first tick on that it sees, it sees all up to the ring's end, each at
 * its own place and whole; and it holds the ring back from the moment it has joined. Quotes are named for their places
 * here, since what there is no room for is lost, and announced instead.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "All ticks from the first that it sees on.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A tick torn, lost or out of place.")
@State
public class TickReaderJoinStress
{
    private final TickRing ring = new TickRing(2, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private QuoteWatch watch;

    @Actor
    public void publish()
    {
        for (int i = 0; i < 4; i++)
        {
            feed.publishNamedForPlace();
        }
    }

    @Actor
    public void join()
    {
        watch = QuoteWatch.ofNamedForPlace(ring.newReader());
        watch.poll(1);
        watch.poll(4);
    }

    @Arbiter
    public void readRest(final I_Result result)
    {
        final int seen = watch.poll(4);
        final boolean isAtEnd = watch.position() == ring.cursor();
        result.r1 = seen < 0 ? seen : isAtEnd ? 1 : Sightings.DISORDER;
    }
}
