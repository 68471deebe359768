package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;

import java.util.List;

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
     */
    Object result(Command.Request request);

    /**
     * Whether a client may have something told to others.
     */
    boolean mayPublish(Session session);

    /**
     * The accounts whose private channels a client may have; null: all.
     */
    List<String> accountsOf(Session session);

    /**
     * Have a message told to all who want its topic, on all shards.
     *
     * @return false where a shard is too busy to take it.
     */
    boolean publish(Session from, Command.Publish publish);
}
