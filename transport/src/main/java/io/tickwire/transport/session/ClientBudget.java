package io.tickwire.transport.session;

import io.tickwire.transport.access.ByteBucket;
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
    private final ByteBucket bytes;
    private final TokenBucket control;
    private final long maxDebtBytes;
    private final int maxExcess;
    private int excess;
    private long lastExcessNs;

    ClientBudget(final Limits.Messages limits, final Limits.Intake intake, final long nowNs)
    {
        messages = new TokenBucket(limits.perSecond(), SECOND_MS, limits.burst(), nowNs);
        requests = new TokenBucket(
            limits.requestsPerMinute(), MINUTE_MS, Math.max(1, limits.requestsPerMinute()), nowNs);
        errors = new TokenBucket(MAX_ERRORS, ERROR_WINDOW_MS, MAX_ERRORS, nowNs);
        bytes = new ByteBucket(intake.bytesPerSecond(), intake.bytesBurst(), nowNs);
        control = new TokenBucket(intake.controlPerSecond(), SECOND_MS, intake.controlBurst(), nowNs);
        maxDebtBytes = (long)MAX_EXCESS_BURSTS * intake.bytesBurst() + limits.maxBytes();
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
     * @return 0, or after how many ms the next ping or pong may come.
     */
    long takeControl(final long nowNs)
    {
        return toMs(control.take(nowNs), nowNs);
    }

    /**
     * Bytes came, of whatever.
     *
     * @return whether so many more came than may that the client can not have waited when it was told to.
     */
    boolean isFlooded(final long count, final long nowNs)
    {
        bytes.take(count, nowNs);

        return bytes.debt() > maxDebtBytes;
    }

    /**
     * A message came whole, and its bytes have been counted.
     *
     * @return 0, or after how many ms it might have come: there was a debt already before its own bytes.
     */
    long takeBytes(final long count, final long nowNs)
    {
        final double debtBefore = bytes.debt() - count;

        return debtBefore > 0 ? toMs(bytes.nsOf(debtBefore), nowNs) : 0;
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
