package io.tickwire.transport.shard;

import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of a shard, from their beginning to their end. One ends in two steps: a close frame, after which it
 * is told nothing more; and its removal, once the other side has answered, has gone, or has had its time.
 * Thread: io-<n>
 */
final class Clients
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Clients.class);

    private final Outlet outlet;
    private final Subscriber subscriber;
    private final ServerCounters counters;
    private final NanoClock clock;
    private final List<Client> all = new ArrayList<>();
    private final Map<Session, Client> bySession = new HashMap<>();
    private final List<Client> leaving = new ArrayList<>();
    private final AtomicInteger size = new AtomicInteger();

    Clients(
        final Outlet outlet, final Subscriber subscriber, final ServerCounters counters, final NanoClock clock)
    {
        this.outlet = outlet;
        this.subscriber = subscriber;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * How many there are. Any thread calls this.
     */
    int size()
    {
        return size.get();
    }

    /**
     * All of them; those after the one that is looked at may be removed.
     */
    List<Client> all()
    {
        return all;
    }

    /**
     * The client of a session, or null.
     */
    Client of(final Session session)
    {
        return bySession.get(session);
    }

    /**
     * The same, where it has not been closed.
     */
    Client openOf(final Session session)
    {
        final Client client = bySession.get(session);

        return client == null || client.isClosing() ? null : client;
    }

    /**
     * Those of some sessions that there still are, as administrators see them, by the sessions' numbers.
     */
    Map<Long, Map<String, Object>> describe(final List<Session> sessions)
    {
        final Map<Long, Map<String, Object>> facts = new HashMap<>();
        for (final Session session : sessions)
        {
            final Client client = openOf(session);
            if (client != null)
            {
                facts.put(session.id(), ClientFacts.of(client, clock.nanoTime()));
            }
        }

        return facts;
    }

    Client add(final Session session)
    {
        final Client client = new Client(session, outlet.newOutbox(session), clock.nanoTime());
        client.index(all.size());
        all.add(client);
        bySession.put(session, client);
        size.incrementAndGet();
        counters.increment(ServerCounter.CONNECTIONS_OPENED);

        return client;
    }

    /**
     * Whether the socket of any has not taken all that it was given.
     */
    boolean isAnyBackedUp()
    {
        for (int i = 0; i < all.size(); i++)
        {
            if (all.get(i).outbox().isBackedUp())
            {
                return true;
            }
        }

        return false;
    }

    /**
     * Tell all that are open.
     */
    void tellAll(final Reply reply)
    {
        for (int i = 0; i < all.size(); i++)
        {
            if (!all.get(i).isClosing())
            {
                outlet.reply(all.get(i), reply);
            }
        }
    }

    /**
     * Close a connection, if it is not closed yet.
     */
    void close(final Client client, final CloseCode code, final String reason)
    {
        if (!client.isClosing())
        {
            counters.countClose(code);
            LOGGER.info("connection.closing id={} code={} reason=\"{}\"", client.session().name(), code.code(), reason);
            beginClose(client, code.code(), reason);
        }
    }

    void closeAll(final CloseCode code, final String reason)
    {
        for (int i = all.size() - 1; i >= 0; i--)
        {
            close(all.get(i), code, reason);
        }
    }

    /**
     * The other side closes, or answers our close.
     *
     * @param code that it gave.
     */
    void onPeerClose(final Client client, final int code)
    {
        if (client.isClosing())
        {
            remove(client);
        }
        else
        {
            leaving.add(client);
            beginClose(client, code, "");
        }
    }

    /**
     * Remove those whose sockets failed, and those that have closed and got our answer.
     */
    void removeLost()
    {
        final List<Client> broken = outlet.broken();
        for (int i = 0; i < broken.size(); i++)
        {
            remove(broken.get(i));
        }
        broken.clear();
        if (!leaving.isEmpty())
        {
            leaving.removeIf(this::hasLeft);
        }
    }

    void removeAll()
    {
        for (int i = all.size() - 1; i >= 0; i--)
        {
            remove(all.get(i));
        }
    }

    void remove(final Client client)
    {
        if (client.isGone())
        {
            return;
        }
        client.gone();
        subscriber.unsubscribeAll(client);
        client.outbox().clear();
        bySession.remove(client.session());
        final Client last = all.remove(all.size() - 1);
        if (last != client)
        {
            all.set(client.index(), last);
            last.index(client.index());
        }
        size.decrementAndGet();
        counters.increment(ServerCounter.CONNECTIONS_CLOSED);
        LOGGER.debug("connection.closed id={}", client.session().name());
        final StreamConnection connection = client.session().connection();
        connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
    }

    private void beginClose(final Client client, final int code, final String reason)
    {
        client.close(clock.nanoTime());
        subscriber.unsubscribeAll(client);
        client.forgetOwed();
        outlet.close(client, code, reason);
    }

    private boolean hasLeft(final Client client)
    {
        if (!client.isGone() && !client.outbox().isBackedUp())
        {
            remove(client);
        }

        return client.isGone();
    }
}
