package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.Demand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One shard begins and ends a subscription, another begins one, and then the pipeline drains: it gets all up to the
 * first command that is not yet whole, and never beyond.
 */
@JCStressTest
@Outcome(
    id = {
        "0, 123", "1, 123", "123, 123", "0, 132", "13, 132", "132, 132", "3, 312", "31, 312", "312, 312"},
    expect = Expect.ACCEPTABLE,
    desc = "How the order begins, up to the first gap.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A command torn, lost or out of place.")
@State
public class TwoShardsAndPipelineStress
{
    private final Demand demand = new Demand(1, 4096, new NoWait());
    private final StressShard shard = new StressShard(demand);
    private final StressShard otherShard = new StressShard(demand);
    private final CommandWatch watch = new CommandWatch(demand);

    @Actor
    public void ask()
    {
        shard.subscribe(1);
        shard.unsubscribe(2);
    }

    @Actor
    public void askOtherAndDrain(final II_Result result)
    {
        otherShard.subscribe(3);
        result.r1 = watch.drain(4);
    }

    @Arbiter
    public void drainRest(final II_Result result)
    {
        result.r2 = watch.drain(4);
    }
}
