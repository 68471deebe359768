package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/**
 * The way to the pipelines: commands that find no room wait here, in order, and are offered again with each turn of the
 * shard. They are at most as many as its clients may have streams.
 * Thread: io-<n>
 */
final class DemandProxy
{
    private final Demand demand;
    private final ArrayDeque<BooleanSupplier> waiting = new ArrayDeque<>();

    DemandProxy(final Demand demand)
    {
        this.demand = demand;
    }

    void subscribe(final Subscription subscription)
    {
        if (!waiting.isEmpty() || !demand.subscribe(subscription))
        {
            waiting.add(() -> demand.subscribe(subscription));
        }
    }

    void unsubscribe(final int streamId, final Conflation conflation, final Encoding encoding, final int number)
    {
        if (!waiting.isEmpty() || !demand.unsubscribe(streamId, conflation, encoding, number))
        {
            waiting.add(() -> demand.unsubscribe(streamId, conflation, encoding, number));
        }
    }

    void resync(final int streamId, final Conflation conflation, final Encoding encoding, final int number)
    {
        if (!waiting.isEmpty() || !demand.resync(streamId, conflation, encoding, number))
        {
            waiting.add(() -> demand.resync(streamId, conflation, encoding, number));
        }
    }

    void history(final int streamId, final Encoding encoding, final int number, final int candles)
    {
        if (!waiting.isEmpty() || !demand.history(streamId, encoding, number, candles))
        {
            waiting.add(() -> demand.history(streamId, encoding, number, candles));
        }
    }

    /**
     * Offer again what found no room.
     *
     * @return how many commands were taken.
     */
    int proceed()
    {
        int taken = 0;
        while (!waiting.isEmpty() && waiting.peek().getAsBoolean())
        {
            waiting.poll();
            taken++;
        }

        return taken;
    }
}
