package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * A shard whose commands' fields all follow from the command's name.
 */
final class StressShard
{
    private final Demand demand;

    StressShard(final Demand demand)
    {
        this.demand = demand;
    }

    boolean subscribe(final int name)
    {
        return demand.subscribe(wish(name));
    }

    boolean unsubscribe(final int name)
    {
        return demand.unsubscribe(stream(name), conflation(name), encoding(name), recipient(name));
    }

    boolean resync(final int name)
    {
        return demand.resync(stream(name), conflation(name), encoding(name), recipient(name));
    }

    static Subscription wish(final int name)
    {
        final long seed = StressFeed.seed(name);

        return new Subscription(
            stream(name), conflation(name), encoding(name), recipient(name), (name & 1) == 0, seed, ~seed);
    }

    static int stream(final int name)
    {
        return StreamId.of(Channel.TRADE, name, name);
    }

    static Conflation conflation(final int name)
    {
        return Conflation.ofOrdinal(name % Conflation.COUNT);
    }

    static Encoding encoding(final int name)
    {
        return Encoding.ofOrdinal(name % Encoding.COUNT);
    }

    static int recipient(final int name)
    {
        return name * 0x0101_0101;
    }
}
