package io.tickwire.bench.stress;

import io.tickwire.engine.pipeline.Tap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A pipeline tells a tap of more symbols than it has copies, while another thread takes copies and gives them back:
 * each copy is whole, whoever had it before, and no symbol is left out for good.
 */
@JCStressTest
@Outcome(
    id = {
        "12, 12345", "123, 12345", "1234, 12345", "12, 123456", "123, 123456", "1234, 123456", "12345, 123456"},
    expect = Expect.ACCEPTABLE,
    desc = "Whole copies, the longest waiting first.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A copy torn, lost, told twice or out of place.")
@State
public class TapStress
{
    private final TappedPipeline pipeline = new TappedPipeline();
    private final Tap tap = pipeline.tap();
    private final Sightings sightings = new Sightings();

    public TapStress()
    {
        pipeline.trade(1);
        pipeline.trade(2);
    }

    @Actor
    public void trade()
    {
        pipeline.trade(3);
        pipeline.trade(4);
        pipeline.trade(5);
    }

    @Actor
    public void watch(final II_Result result)
    {
        look(tap.poll());
        look(tap.poll());
        look(tap.poll());
        look(tap.poll());
        look(tap.poll());
        result.r1 = sightings.result();
    }

    @Arbiter
    public void watchRest(final II_Result result)
    {
        // With the next tick a copy that has come back is filled: with the fifth, if that has waited for one.
        pipeline.trade(6);
        for (Tap.Copy copy = tap.poll(); copy != null; copy = tap.poll())
        {
            look(copy);
        }
        result.r2 = sightings.result();
    }

    private void look(final Tap.Copy copy)
    {
        if (copy == null)
        {
            return;
        }
        if (TappedPipeline.isWhole(copy))
        {
            sightings.add(copy.symbolId());
        }
        else
        {
            sightings.spoil(Sightings.TORN);
        }
        tap.release(copy);
    }
}
