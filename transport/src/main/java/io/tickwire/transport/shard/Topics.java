package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who of a shard's clients gets what publishers say.
 * Thread: io-<n>
 */
final class Topics
{
    private final Outlet outlet;
    private final ServerCounters counters;
    private final int highWaterBytes;
    private final Map<String, List<Client>> clients = new HashMap<>();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    Topics(final Outlet outlet, final ServerCounters counters, final int highWaterBytes)
    {
        this.outlet = outlet;
        this.counters = counters;
        this.highWaterBytes = highWaterBytes;
    }

    /**
     * A client wants a topic.
     *
     * @return false where it has it already.
     */
    boolean add(final String topic, final Client client)
    {
        if (client.topics().contains(topic))
        {
            return false;
        }
        client.topics().add(topic);
        clients.computeIfAbsent(topic, name -> new ArrayList<>()).add(client);

        return true;
    }

    /**
     * A client wants it no more.
     *
     * @return false where it did not have it.
     */
    boolean remove(final String topic, final Client client)
    {
        if (!client.topics().remove(topic))
        {
            return false;
        }
        final List<Client> others = clients.get(topic);
        others.remove(client);
        if (others.isEmpty())
        {
            clients.remove(topic);
        }

        return true;
    }

    /**
     * Tell those who want to know that the server lives.
     */
    void beat(final long nowMs)
    {
        for (final Client client : clients.getOrDefault(ChannelNames.HEARTBEAT, List.of()))
        {
            outlet.reply(client, Reply.of(ChannelNames.HEARTBEAT).with("timestamp", nowMs));
        }
    }

    /**
     * Hand a message to all who want its topic.
     */
    void tell(final Broadcast broadcast)
    {
        for (final Client client : clients.getOrDefault(broadcast.topic(), List.of()))
        {
            final byte[] frame = client.session().form() == WireForm.JSON ? broadcast.json() : broadcast.msgpack();
            final Outbox outbox = client.outbox();
            if (outbox.isBackedUp() && (outbox.queuedBytes() > highWaterBytes || !outbox.canKeep(frame.length)))
            {
                counters.increment(ServerCounter.BROADCASTS_DROPPED);
            }
            else
            {
                view.wrap(frame);
                outlet.copy(client, view, 0, frame.length, false);
            }
        }
    }
}
