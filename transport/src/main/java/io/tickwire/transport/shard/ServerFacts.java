package io.tickwire.transport.shard;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;

/**
 * What shards tell clients of the server as a whole, and what clients may.
 * Thread: any
 */
public interface ServerFacts
{
    /**
     * The {@code welcome} of a client that asked for a subprotocol of ours.
     */
    Reply welcome(Session session);

    /**
     * The server's state.
     *
     * @param type of the message: {@code server_status}, or {@code status} in the broadcast profile.
     */
    Reply status(String type);

    /**
     * The result of a request that needs neither the connection's own state nor the engine's.
     *
     * @param entitlements of who asks.
     */
    Object result(Command.Request request, Entitlements entitlements);

    /**
     * Have a message told to all who want its topic, on all shards.
     *
     * @param from who says it.
     * @return false where a shard is too busy to take it.
     */
    boolean publish(String from, Command.Publish publish);
}
