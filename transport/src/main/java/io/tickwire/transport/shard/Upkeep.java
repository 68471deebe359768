package io.tickwire.transport.shard;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Endpoint;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import io.tickwire.transport.ws.CloseCode;

import java.util.concurrent.TimeUnit;

/**
 * What is due for a client by time alone: pings, the end of those that are dead, idle or too slow, the notice that it
 * is slow or nobody any more, and the market for those who stay silent.
 * Thread: io-<n>
 */
final class Upkeep
{
    private static final long EXPIRING_MS = TimeUnit.SECONDS.toMillis(30);

    private final Outlet outlet;
    private final ServerCounters counters;
    private final ShardSettings settings;
    private final SlowNotices notices;
    private final long pingNs;
    private final long deadNs;
    private final long idleNs;
    private final long authNs;
    private final int highWaterBytes;
    private final long highWaterAgeNs;
    private final long slowCloseNs;
    private final long stalledNs;
    private final long messageNs;

    Upkeep(final Outlet outlet, final ServerCounters counters, final ShardSettings settings)
    {
        this.outlet = outlet;
        this.counters = counters;
        this.settings = settings;
        notices = new SlowNotices(outlet, counters);
        final Limits.Liveness liveness = settings.limits().liveness();
        pingNs = TimeUnit.MILLISECONDS.toNanos(liveness.pingMs());
        deadNs = TimeUnit.MILLISECONDS.toNanos(liveness.deadMs());
        idleNs = TimeUnit.MILLISECONDS.toNanos(liveness.idleMs());
        authNs = TimeUnit.MILLISECONDS.toNanos(settings.limits().identity().authMs());
        final Limits.Slow slow = settings.limits().slow();
        highWaterBytes = slow.highWaterBytes();
        highWaterAgeNs = TimeUnit.MILLISECONDS.toNanos(slow.highWaterAgeMs());
        slowCloseNs = TimeUnit.MILLISECONDS.toNanos(slow.closeMs());
        stalledNs = TimeUnit.MILLISECONDS.toNanos(slow.stalledMs());
        messageNs = TimeUnit.MILLISECONDS.toNanos(settings.limits().intake().messageMs());
    }

    /**
     * See to a client that is open.
     *
     * @return why it has to be closed, or null.
     */
    CloseCode closeDue(final Client client, final long nowNs)
    {
        final long silentNs = nowNs - client.session().lastFrameNs();
        if (idleNs > 0 && silentNs > idleNs)
        {
            return CloseCode.IDLE;
        }
        if (messageNs > 0 && client.session().underWayNs(nowNs) > messageNs)
        {
            counters.increment(ServerCounter.MESSAGES_OVERDUE);

            return CloseCode.POLICY_VIOLATION;
        }
        if (deadNs > 0 && pingNs > 0 && silentNs > deadNs)
        {
            return CloseCode.NO_PONG;
        }
        if (pingNs > 0 && nowNs - client.lastPingNs() > pingNs)
        {
            client.pinged(nowNs);
            outlet.ping(client);
            if (client.isBroadcast())
            {
                // Clients of the broadcast profile answer messages, and may not see frames.
                outlet.reply(client, Reply.of("ping").with("timestamp", System.currentTimeMillis()));
            }
        }

        final CloseCode identityEnd = identityEnd(client, nowNs);

        return identityEnd == null && isTooSlow(client, nowNs) ? CloseCode.SLOW_CONSUMER : identityEnd;
    }

    /**
     * Whether a client has had its time to answer our close frame.
     */
    boolean isCloseOverdue(final Client client, final long nowNs)
    {
        return nowNs - client.closingSinceNs() > TimeUnit.MILLISECONDS.toNanos(settings.closeMs());
    }

    /**
     * Whether a client has not said what it wants, where that means the whole market.
     */
    boolean isSilent(final Client client, final long nowNs)
    {
        final Session session = client.session();

        return session.endpoint() == Endpoint.BROADCAST &&
            !client.isBroadcast() &&
            !session.hasSpoken() &&
            !session.isWelcome() &&
            !client.principal().isNobody() &&
            nowNs - client.openedNs() > TimeUnit.MILLISECONDS.toNanos(settings.silenceMs());
    }

    /**
     * Why a client is nobody here that may stay: it has not said in time who it is, or is it no longer; null: it may.
     */
    private CloseCode identityEnd(final Client client, final long nowNs)
    {
        final Principal principal = client.principal();
        if (principal.isNobody())
        {
            return nowNs - client.openedNs() <= authNs ? null : end(
                client, ServerCounter.AUTH_TIMEOUTS, ErrorCode.AUTH_TIMEOUT, "no token came in time",
                CloseCode.BAD_TOKEN);
        }

        return switch (principal.credential().state())
        {
            case WITHDRAWN -> end(
                client, ServerCounter.TOKENS_WITHDRAWN, ErrorCode.UNAUTHORIZED, "the token is no longer valid",
                CloseCode.BAD_TOKEN);
            case CHANGED -> end(
                client, ServerCounter.TOKENS_WITHDRAWN, ErrorCode.UNAUTHORIZED,
                "the token is for something else now: come again with it", CloseCode.STATE_LOST);
            case VALID -> !hasExpired(client) ? null : end(
                client, ServerCounter.TOKENS_EXPIRED, ErrorCode.UNAUTHORIZED, "the token has expired",
                CloseCode.BAD_TOKEN);
        };
    }

    /** Whether its token has; one that soon does is told of. */
    private boolean hasExpired(final Client client)
    {
        final Principal principal = client.principal();
        if (principal.expiresAtMs() == Principal.NEVER)
        {
            return false;
        }
        final long leftMs = principal.expiresAtMs() - System.currentTimeMillis();
        if (leftMs > 0 && leftMs < EXPIRING_MS && !client.wasToldExpiring())
        {
            client.toldExpiring();
            outlet.reply(client, Reply.of("expiring").with("expires_at", principal.expiresAtMs()));
        }

        return leftMs <= 0;
    }

    private CloseCode end(
        final Client client,
        final ServerCounter counter,
        final ErrorCode code,
        final String message,
        final CloseCode close)
    {
        counters.increment(counter);
        outlet.reply(client, Reply.error(code, message, null).with("fatal", true));

        return close;
    }

    private boolean isTooSlow(final Client client, final long nowNs)
    {
        final Outbox outbox = client.outbox();
        if (!outbox.isBackedUp())
        {
            client.above(false, nowNs);

            return false;
        }

        final long queuedBytes = outbox.queuedBytes();
        final long ageNs = outbox.ageNs();
        if (queuedBytes > highWaterBytes / 2 || ageNs > highWaterAgeNs / 2)
        {
            notices.tell(client, nowNs);
        }
        final boolean isAbove = queuedBytes >= highWaterBytes || ageNs > highWaterAgeNs;

        return client.above(isAbove, nowNs) > slowCloseNs || outbox.stalledNs() > stalledNs;
    }
}
