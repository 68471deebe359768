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
 * A shard begins a subscription, asks for its state and ends it, while the pipeline drains, in a queue that has lapped
 * before: what it gets is whole and in order.
 */
@JCStressTest
@Outcome(
    id = {"0, 123", "1, 123", "12, 123", "123, 123"},
    expect = Expect.ACCEPTABLE,
    desc = "Whole commands, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A command torn, lost or out of place.")
@State
public class DemandHandOffStress
{
    private static final int LAP = 96;

    private final Demand demand = new Demand(1, 4096, new NoWait());
    private final StressShard shard = new StressShard(demand);
    private final CommandWatch watch = new CommandWatch(demand);

    public DemandHandOffStress()
    {
        for (int i = 0; i < LAP; i++)
        {
            shard.subscribe(4);
            watch.skip();
        }
    }

    @Actor
    public void ask()
    {
        shard.subscribe(1);
        shard.resync(2);
        shard.unsubscribe(3);
    }

    @Actor
    public void drain(final II_Result result)
    {
        result.r1 = watch.drain(4);
    }

    @Arbiter
    public void drainRest(final II_Result result)
    {
        result.r2 = watch.drain(4);
    }
}
