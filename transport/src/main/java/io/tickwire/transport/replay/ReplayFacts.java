package io.tickwire.transport.replay;

import io.tickwire.engine.feed.Names;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.RequestMethod;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.shard.ServerFacts;
import io.tickwire.transport.status.ServerStatus;

/**
 * What a client of a replay is told of the server: all as it is, but for the symbols, which are those of the journal.
 * Thread: any
 */
record ReplayFacts(ServerFacts server, Names names, Listings listings) implements ServerFacts
{
    @Override
    public Reply welcome(final Session session)
    {
        return server.welcome(session);
    }

    @Override
    public Reply status(final String type)
    {
        return server.status(type);
    }

    @Override
    public Object result(final Command.Request request, final Entitlements entitlements)
    {
        return request.method() == RequestMethod.SYMBOLS ?
            ServerStatus.symbols(names, listings, entitlements) : server.result(request, entitlements);
    }

    @Override
    public boolean publish(final String from, final Command.Publish publish)
    {
        return server.publish(from, publish);
    }
}
