package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.ControlFrames;

import java.util.List;

/**
 * Tells what publishers say to all shards: one frame for each form, shared by all who get it.
 * Thread: any
 */
public final class PublishHub
{
    private final List<EgressShard> shards;

    /**
     * @param shards all that there are by the first message.
     */
    public PublishHub(final List<EgressShard> shards)
    {
        this.shards = shards;
    }

    /**
     * Tell a message to all who want its topic.
     *
     * @param from who says it.
     * @return false where a shard is too busy to take it; those that were not have told it.
     */
    public boolean publish(final String from, final Command.Publish publish)
    {
        final Reply message = Reply.of("broadcast")
            .with("channel", publish.channel())
            .with("data", publish.data())
            .with("from", from);
        final ControlFrames frames = new ControlFrames();
        final Broadcast broadcast = new Broadcast(
            publish.channel(),
            frames.message(message, WireForm.JSON).toBytes(),
            frames.message(message, WireForm.MSGPACK).toBytes());
        boolean isTaken = true;
        for (final EgressShard shard : shards)
        {
            isTaken &= shard.proxy().offer(() -> shard.onBroadcast(broadcast));
        }

        return isTaken;
    }
}
