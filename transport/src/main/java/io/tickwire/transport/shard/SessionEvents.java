package io.tickwire.transport.shard;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.session.SessionOwner;
import io.tickwire.transport.ws.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * What a shard does with what its sessions' readers see. A session that the shard does not know is one that it has let
 * go, and is told nothing.
 * Thread: io-<n>
 */
final class SessionEvents implements SessionOwner
{
    private static final Logger LOGGER = LoggerFactory.getLogger(SessionEvents.class);

    private final Clients clients;
    private final Outlet outlet;
    private final CommandHandler commands;
    private final SlowDelivery slow;
    private final ServerFacts facts;
    private boolean isOver;

    SessionEvents(
        final Clients clients,
        final Outlet outlet,
        final CommandHandler commands,
        final SlowDelivery slow,
        final ServerFacts facts)
    {
        this.clients = clients;
        this.outlet = outlet;
        this.commands = commands;
        this.slow = slow;
        this.facts = facts;
    }

    /**
     * Nobody looks after connections here any more.
     */
    void end()
    {
        isOver = true;
    }

    @Override
    public void onOpened(final Session session)
    {
        if (isOver)
        {
            // On the I/O thread, as always: closing tells the reader, which is that thread's.
            final StreamConnection connection = session.connection();
            connection.getIoThread().execute(() -> IoUtils.safeClose(connection));

            return;
        }
        final Client client = clients.add(session);
        if (session.isWelcome())
        {
            outlet.reply(client, facts.welcome(session));
        }
    }

    @Override
    public void onCommand(final Session session, final Command command)
    {
        final Client client = clients.openOf(session);
        if (client == null)
        {
            return;
        }
        try
        {
            commands.onCommand(client, command);
        }
        catch (final RuntimeException ex)
        {
            // What it is subscribed to may be half done: it begins anew.
            LOGGER.error("command.failed id={} command={}", session.name(), command, ex);
            clients.close(client, CloseCode.INTERNAL_ERROR, CloseCode.INTERNAL_ERROR.reason());
        }
    }

    @Override
    public void onAuthenticated(final Session session, final Object id, final Principal principal)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            LOGGER.debug("connection.authenticated id={} principal={}", session.name(), principal.name());
            commands.onAuthenticated(client, id, principal);
        }
    }

    @Override
    public void onRejected(final Session session, final Reply error)
    {
        onReply(session, error);
    }

    @Override
    public void onReply(final Session session, final Reply reply)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            outlet.reply(client, reply);
        }
    }

    @Override
    public void onPing(final Session session, final byte[] payload)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            outlet.pong(client, payload);
        }
    }

    @Override
    public void onPeerClose(final Session session, final int code)
    {
        final Client client = clients.of(session);
        if (client != null)
        {
            clients.onPeerClose(client, code);
        }
    }

    @Override
    public void onViolation(final Session session, final CloseCode code, final String reason)
    {
        final Client client = clients.openOf(session);
        if (client != null)
        {
            clients.close(client, code, reason);
        }
    }

    @Override
    public void onRoom(final Session session)
    {
        final Client client = clients.of(session);
        if (client != null && outlet.onRoom(client) && client.isOwedSomething())
        {
            slow.settle(client);
        }
    }

    @Override
    public void onGone(final Session session)
    {
        final Client client = clients.of(session);
        if (client != null)
        {
            clients.remove(client);
        }
    }
}
