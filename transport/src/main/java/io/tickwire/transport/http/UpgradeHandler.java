package io.tickwire.transport.http;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.ConnectionGate;
import io.tickwire.transport.access.Identities;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.replay.ReplaySessions;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.Commons;
import io.tickwire.transport.session.Intake;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.session.SessionOwner;
import io.tickwire.transport.session.SessionReader;
import io.tickwire.transport.shard.EgressShard;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.Deflate;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes WebSockets of requests, and hands each to the shard that has the fewest. Nothing of the request is kept.
 * Thread: io-<n>
 */
public final class UpgradeHandler
{
    private static final Logger LOGGER = LoggerFactory.getLogger(UpgradeHandler.class);
    private static final long DRAINING_RETRY_S = 1;
    private static final int OWN_SHARD = -1;

    private final List<EgressShard> shards;
    private final ConnectionGate gate;
    private final Identities identities;
    private final Credentials credentials;
    private final Sessions sessions;
    private final ServerCounters counters;
    private final Compression compression;
    private final Commons commons;
    private final ReplaySessions replays;
    private final boolean takesTicks;
    private final AtomicIntegerArray given;
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean isDraining;

    public UpgradeHandler(
        final Places places,
        final ConnectionGate gate,
        final Identities identities,
        final Credentials credentials,
        final Sessions sessions,
        final ServerCounters counters,
        final Rules rules,
        final Intake.Factory intakes)
    {
        this.shards = List.copyOf(places.shards);
        this.given = new AtomicIntegerArray(shards.size());
        this.gate = gate;
        this.identities = identities;
        this.credentials = credentials;
        this.sessions = sessions;
        this.counters = counters;
        this.compression = rules.compression;
        this.replays = places.replays;
        this.takesTicks = places.takesTicks;
        this.commons = Commons.of(counters, rules.limits, identities, intakes);
    }

    /**
     * Who looks after clients: one of the shards, or one of its own after who wants a replay.
     *
     * @param takesTicks whether publishers may come.
     * Thread: any
     */
    public record Places(List<EgressShard> shards, ReplaySessions replays, boolean takesTicks)
    {
    }

    /**
     * What all clients are held to, and may agree on.
     * Thread: any
     */
    public record Rules(Limits limits, Compression compression)
    {
    }

    /**
     * From now on nobody comes in.
     */
    public void drain()
    {
        isDraining = true;
    }

    void handle(final HttpServerExchange exchange, final Endpoint endpoint)
    {
        final ClientAddress client = EntryHandler.clientOf(exchange);
        final long waitMs = gate.attempt(client.address(), System.nanoTime());
        if (waitMs > 0)
        {
            counters.increment(ServerCounter.ATTEMPTS_REFUSED);
            retryLater(
                exchange,
                StatusCodes.TOO_MANY_REQUESTS,
                TimeUnit.MILLISECONDS.toSeconds(waitMs) + 1,
                "too many connection attempts: come again in " + waitMs + " ms");
        }
        else if (isDraining)
        {
            retryLater(
                exchange, StatusCodes.SERVICE_UNAVAILABLE, DRAINING_RETRY_S, "the server is going down");
        }
        else
        {
            shakeHands(exchange, endpoint, client);
        }
    }

    private void shakeHands(final HttpServerExchange exchange, final Endpoint endpoint, final ClientAddress client)
    {
        final Handshake agreed;
        final Principal principal;
        try
        {
            agreed = Handshake.of(exchange, endpoint, compression);
            principal = credentials.ofHandshake(exchange);
            requirePublisher(endpoint, principal);
        }
        catch (final RefusedTokenException ex)
        {
            counters.increment(ServerCounter.HANDSHAKES_REFUSED);
            Responses.unauthorized(exchange, "the token is not valid here");

            return;
        }
        catch (final HandshakeRefusedException ex)
        {
            counters.increment(ServerCounter.HANDSHAKES_REFUSED);
            ex.answer(exchange);

            return;
        }

        agreed.answer(exchange);
        final boolean isWelcome = agreed.subprotocol() != null;
        final Encoding encoding = agreed.encoding();
        final Deflate deflate = agreed.deflate();
        final Session.Terms terms = new Session.Terms(encoding, deflate, isWelcome, agreed.publisher());
        exchange.upgradeChannel((connection, ended) ->
            open(new Session(lastId.incrementAndGet(), client, endpoint, principal, terms, connection)));
        exchange.endExchange();
    }

    /** Who has shown a token shows no other, and where none is known none will be shown. */
    private void requirePublisher(final Endpoint endpoint, final Principal principal) throws HandshakeRefusedException
    {
        if (endpoint == Endpoint.INGEST && !principal.is(Role.PUBLISHER) &&
            (principal.isNamed() || !identities.knowsTokens()))
        {
            throw new HandshakeRefusedException(StatusCodes.FORBIDDEN, "this client may not publish");
        }
        if (endpoint == Endpoint.INGEST && !takesTicks)
        {
            throw new HandshakeRefusedException(
                StatusCodes.FORBIDDEN, "this server tells a journal again, and takes no ticks besides");
        }
    }

    private void open(final Session session)
    {
        if (session.endpoint() == Endpoint.REPLAY && !replays.hasJournal())
        {
            refuse(
                session, ErrorCode.REPLAY_UNAVAILABLE, "this server has no journal", CloseCode.POLICY_VIOLATION);

            return;
        }
        final InetAddress address = session.client().address();
        final ConnectionGate.Verdict verdict = gate.enter(address, System.nanoTime());
        if (verdict != ConnectionGate.Verdict.ADMITTED)
        {
            refuse(session, verdict == ConnectionGate.Verdict.FULL ? "this server" : "this address");

            return;
        }
        if (!identities.enter(session.principal()))
        {
            gate.leave(address);
            refuse(session, "this name");

            return;
        }

        final int place = session.endpoint() == Endpoint.REPLAY ? OWN_SHARD : leastBusy();
        final EgressShard shard = place == OWN_SHARD ? replays.begin() : shards.get(place);
        if (shard == null)
        {
            forget(session);
            refuse(
                session,
                ErrorCode.REPLAY_UNAVAILABLE,
                "as many replays run as may: come again later",
                CloseCode.CONNECTION_LIMIT);

            return;
        }
        handOver(session, shard, place);
    }

    private void handOver(final Session session, final EgressShard shard, final int place)
    {
        final StreamConnection connection = session.connection();
        final SessionOwner owner = shard.owner();
        if (!shard.isAlive() || !shard.proxy().offer(() -> owner.onOpened(session)))
        {
            counters.increment(ServerCounter.CONNECTIONS_REFUSED_BUSY);
            forget(session);
            endOwn(shard, place);
            IoUtils.safeClose(connection);

            return;
        }
        final SessionReader reader = new SessionReader(session, owner, shard.proxy(), commons);
        if (place != OWN_SHARD)
        {
            given.incrementAndGet(place);
        }
        ClientSocket.of(connection).leave();
        sessions.add(session, shard);
        connection.setCloseListener(closed -> leave(session, reader, shard, place));
        if (!connection.isOpen())
        {
            leave(session, reader, shard, place);
        }
        LOGGER.debug("connection.opened id={} address={} path={} principal={}",
            session.name(), session.client().text(), session.endpoint().path(), session.principal().name());
        reader.begin();
    }

    /**
     * A connection is closed; it may be told more than once.
     */
    private void leave(final Session session, final SessionReader reader, final EgressShard shard, final int place)
    {
        if (reader.onClosed())
        {
            if (place != OWN_SHARD)
            {
                given.decrementAndGet(place);
            }
            endOwn(shard, place);
            sessions.remove(session);
            gate.leave(session.client().address());
            identities.leave(reader.principal());
        }
    }

    private void endOwn(final EgressShard shard, final int place)
    {
        if (place == OWN_SHARD)
        {
            replays.end(shard);
        }
    }

    /** It was let in, and is not to stay. */
    private void forget(final Session session)
    {
        gate.leave(session.client().address());
        identities.leave(session.principal());
    }

    /**
     * @param who has as many connections as it may have.
     */
    private void refuse(final Session session, final String who)
    {
        refuse(
            session,
            ErrorCode.CONNECTION_LIMIT,
            who + " has as many connections as it may have",
            CloseCode.CONNECTION_LIMIT);
    }

    private void refuse(
        final Session session, final ErrorCode error, final String message, final CloseCode close)
    {
        counters.increment(ServerCounter.CONNECTIONS_REFUSED_LIMIT);
        counters.countClose(close);
        LOGGER.info("connection.refused id={} address={} principal={} error={} reason=\"{}\"",
            session.name(), session.client().text(), session.principal().name(), error, message);
        Rejection.reject(session.connection(), session.form(), error, message, close);
    }

    /**
     * The shard that was given the fewest. What it has yet to see of them counts, too, or a crowd would all go to one.
     */
    private int leastBusy()
    {
        int best = 0;
        for (int i = 1; i < shards.size(); i++)
        {
            if (given.get(i) < given.get(best))
            {
                best = i;
            }
        }

        return best;
    }

    private static void retryLater(
        final HttpServerExchange exchange, final int status, final long seconds, final String message)
    {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        Responses.text(exchange, message);
    }
}
