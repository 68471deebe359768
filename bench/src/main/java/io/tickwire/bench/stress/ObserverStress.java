package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickCopier;
import io.tickwire.engine.ring.TickObserver;
import io.tickwire.engine.ring.TickRing;
import org.agrona.DirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A feed publishes into a ring of two slots, waiting for nobody, while an observer copies: what it keeps is whole and
 * at its own place, and each place is told of once, in order.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Whole quotes or none, each place told of once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A quote torn, told twice or not at all.")
@State
public class ObserverStress implements TickCopier
{
    private static final int ALL = Integer.MAX_VALUE;

    private final TickRing ring = new TickRing(2, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final TickObserver observer = ring.newObserver();
    private final long[] copy = new long[StressFeed.QUOTE_BYTES / Long.BYTES];
    private long copiedSequence;
    private long nextSequence;
    private boolean isWrong;

    @Actor
    public void publish()
    {
        for (int i = 0; i < 5; i++)
        {
            feed.publishNamedForPlace();
        }
    }

    @Actor
    public void observe()
    {
        observer.poll(this, 1);
        observer.poll(this, ALL);
        observer.pollNow(this, ALL);
    }

    @Arbiter
    public void observeRest(final I_Result result)
    {
        while (observer.pollNow(this, ALL) > 0)
        {
            // Until all is told of.
        }
        result.r1 = isWrong || nextSequence != ring.cursor() + 1 ? Sightings.TORN : 1;
    }

    @Override
    public void copy(
        final DirectBuffer slab, final int offset, final int length, final long publishTimeNs, final long sequence)
    {
        for (int i = 0; i < copy.length; i++)
        {
            copy[i] = slab.getLong(offset + i * Long.BYTES);
        }
        copiedSequence = sequence;
    }

    @Override
    public void keep()
    {
        // A quote's fields follow from its name: see StressFeed.
        final long seed = StressFeed.seed((int)copiedSequence + 1);
        isWrong |= copiedSequence != nextSequence || copy[1] != seed || copy[2] != ~seed || copy[4] != seed + 1 ||
            copy[5] != seed + 2 || copy[6] != seed + 3 || copy[7] != seed + 4 || copy[8] != seed + 5;
        nextSequence = copiedSequence + 1;
    }

    @Override
    public void drop()
    {
        isWrong |= copiedSequence != nextSequence;
    }

    @Override
    public void onGivenUp(final long sequence)
    {
        isWrong = true;
    }

    @Override
    public void onOvertaken(final long fromSequence, final long toSequence)
    {
        isWrong |= fromSequence != nextSequence || toSequence < fromSequence;
        nextSequence = toSequence + 1;
    }
}
