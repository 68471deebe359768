package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;

import java.util.concurrent.TimeUnit;

/**
 * Tells clients that they take too little, once a second at the most.
 * Thread: io-<n>
 */
final class SlowNotices
{
    private static final long LEAST_NS = TimeUnit.SECONDS.toNanos(1);

    private final Outlet outlet;
    private final ServerCounters counters;

    SlowNotices(final Outlet outlet, final ServerCounters counters)
    {
        this.outlet = outlet;
        this.counters = counters;
    }

    void tell(final Client client, final long nowNs)
    {
        if (client.wasToldSlow(nowNs, LEAST_NS))
        {
            return;
        }
        final Outbox outbox = client.outbox();
        client.toldSlow(nowNs);
        counters.increment(ServerCounter.SLOW_TOLD);
        outlet.reply(client, Reply.of("slow")
            .with("queued_bytes", outbox.queuedBytes())
            .with("age_us", TimeUnit.NANOSECONDS.toMicros(outbox.ageNs())));
    }
}
