package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Channel;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Command;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.NanoClock;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has the state of streams sent again to clients that ask for it.
 * Thread: io-<n>
 */
final class StreamResyncs
{
    private static final long RESYNC_NS = TimeUnit.SECONDS.toNanos(1);

    private final Catalog catalog;
    private final Audiences audiences;
    private final Outlet outlet;
    private final NanoClock clock;

    StreamResyncs(final Catalog catalog, final Audiences audiences, final Outlet outlet, final NanoClock clock)
    {
        this.catalog = catalog;
        this.audiences = audiences;
        this.outlet = outlet;
        this.clock = clock;
    }

    /**
     * Send again what the client means, unless it was sent so just now.
     */
    void onResync(final Client client, final Command.Resync command) throws BadCommandException
    {
        final Channel asked = ChannelNames.channel(command.channel(), command.id());
        int found = 0;
        long waitNs = 0;
        for (final Entry entry : client.entries())
        {
            if (!entry.isOf(asked))
            {
                continue;
            }
            final IntArrayList streams = new IntArrayList();
            catalog.streamsOf(
                entry.channel(),
                entry.variant(),
                command.symbol(),
                command.venue() == null ? List.of() : List.of(command.venue()),
                client.principal().entitlements(),
                streams::addInt);
            for (int i = 0; i < streams.size(); i++)
            {
                final Link link = entry.links().get(streams.getInt(i));
                if (link != null)
                {
                    found++;
                    waitNs = Math.max(waitNs, resync(link));
                }
            }
        }
        if (found == 0)
        {
            throw Subscriber.notSubscribed(command.channel(), List.of(command.symbol()), command.id());
        }
        if (waitNs > 0)
        {
            outlet.refuse(client, "a stream is sent again at most once a second", waitNs, command.id());
        }
    }

    /**
     * @return 0, or in how many ns the stream may be asked for again.
     */
    private long resync(final Link link)
    {
        final long waitNs = link.takeResync(clock.nanoTime(), RESYNC_NS);
        if (waitNs == 0)
        {
            audiences.resync(link);
        }

        return waitNs;
    }
}
