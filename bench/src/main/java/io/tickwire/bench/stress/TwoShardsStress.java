package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.Demand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two shards begin and end a subscription each: the pipeline gets all four commands, whole, each shard's in its order.
 */
@JCStressTest
@Outcome(
    id = {"1234", "1324", "1342", "3124", "3142", "3412"},
    expect = Expect.ACCEPTABLE,
    desc = "All commands, each shard's in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A command torn, lost or out of place.")
@State
public class TwoShardsStress
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
    public void askOther()
    {
        otherShard.subscribe(3);
        otherShard.unsubscribe(4);
    }

    @Arbiter
    public void drain(final I_Result result)
    {
        result.r1 = watch.drain(4);
    }
}
