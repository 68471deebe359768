package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.TickSlot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reader writes something for each tick, and a reader after it reads that: the second never overtakes the first, and
 * sees all that the first has written.
 */
@JCStressTest
@Outcome(
    id = {"0, 1234", "1, 1234", "12, 1234", "123, 1234", "1234, 1234"},
    expect = Expect.ACCEPTABLE,
    desc = "Ticks that the first has finished with.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Overtaken.")
@State
public class ReaderChainStress
{
    private static final long FACTOR = 0x0305_0709_0b0dL;

    private final TickRing ring = new TickRing(4, 512, new NoWait());
    private final StressFeed feed = new StressFeed(ring);
    private final TickReader first = ring.newReader();
    private final TickReader second = ring.newReaderAfter(first);
    private final Sightings sightings = new Sightings();
    private final long[] written = new long[8];

    public ReaderChainStress()
    {
        for (int name = 5; name < 9; name++)
        {
            feed.publish(name);
        }
        first.poll(this::annotate, 4);
        second.poll(this::look, 4);
        sightings.forget();
        for (int name = 1; name < 5; name++)
        {
            feed.publish(name);
        }
    }

    @Actor
    public void annotate()
    {
        for (int i = 0; i < 4; i++)
        {
            first.poll(this::annotate, 1);
        }
    }

    @Actor
    public void read(final II_Result result)
    {
        second.poll(this::look, 4);
        result.r1 = sightings.result();
    }

    @Arbiter
    public void readRest(final II_Result result)
    {
        second.poll(this::look, 4);
        result.r2 = sightings.result();
    }

    private void annotate(final TickSlot slot, final long sequence)
    {
        final int at = (int)(sequence & 3) << 1;
        written[at] = sequence * FACTOR;
        written[at + 1] = ~sequence;
    }

    private void look(final TickSlot slot, final long sequence)
    {
        final int at = (int)(sequence & 3) << 1;
        if (written[at] == sequence * FACTOR && written[at + 1] == ~sequence)
        {
            sightings.add((int)(sequence & 3) + 1);
        }
        else
        {
            sightings.spoil(Sightings.TORN);
        }
    }
}
