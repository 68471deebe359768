package io.tickwire.transport.session;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.TokenBucket;

import java.util.concurrent.TimeUnit;

/**
 * How much a client may still send: its messages, its requests, and its mistakes. First breaches are answered; who goes
 * on is closed.
 * Thread: io-<n>
 */
final class ClientBudget
{
    private static final int MAX_EXCESS_BURSTS = 5;
    private static final int MAX_ERRORS = 100;
    private static final long ERROR_WINDOW_MS = 60_000;
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;
    private static final long FORGIVEN_NS = TimeUnit.SECONDS.toNanos(5);

    private final TokenBucket messages;
    private final TokenBucket requests;
    private final TokenBucket errors;
    private final int maxExcess;
    private int excess;
    private long lastExcessNs;

    ClientBudget(final Limits.Messages limits, final long nowNs)
    {
        messages = new TokenBucket(limits.perSecond(), SECOND_MS, limits.burst(), nowNs);
        requests = new TokenBucket(
            limits.requestsPerMinute(), MINUTE_MS, Math.max(1, limits.requestsPerMinute()), nowNs);
        errors = new TokenBucket(MAX_ERRORS, ERROR_WINDOW_MS, MAX_ERRORS, nowNs);
        maxExcess = MAX_EXCESS_BURSTS * limits.burst();
    }

    /**
     * @return 0, or after how many ms the next message may come.
     */
    long takeMessage(final long nowNs)
    {
        return toMs(messages.take(nowNs), nowNs);
    }

    /**
     * @return 0, or after how many ms the next request may come.
     */
    long takeRequest(final long nowNs)
    {
        return toMs(requests.take(nowNs), nowNs);
    }

    /**
     * Whether the client goes on although it was told.
     */
    boolean isAbused()
    {
        return excess > maxExcess;
    }

    /**
     * Note a mistake.
     *
     * @return whether it is one too many.
     */
    boolean isOneErrorTooMany(final long nowNs)
    {
        return errors.take(nowNs) > 0;
    }

    private long toMs(final long waitNs, final long nowNs)
    {
        if (waitNs == 0)
        {
            return 0;
        }
        excess = nowNs - lastExcessNs > FORGIVEN_NS ? 1 : excess + 1;
        lastExcessNs = nowNs;

        return TimeUnit.NANOSECONDS.toMillis(waitNs) + 1;
    }
}
