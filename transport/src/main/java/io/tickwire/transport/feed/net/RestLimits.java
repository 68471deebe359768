package io.tickwire.transport.feed.net;

import io.tickwire.transport.bounds.Bounds;

/**
 * @param connectMs    to be connected, TLS apart.
 * @param answerMs     from asking to the answer's last byte.
 * @param maxInFlight  that are asked of one host at once; others wait their turn.
 * @param maxWaiting   that wait for their turn at one host; more are answered with a refusal.
 * Thread: any
 */
public record RestLimits(long connectMs, long answerMs, int maxInFlight, int maxWaiting)
{
    private static final long MAX_MS = 600_000;
    private static final int MAX_IN_FLIGHT = 64;
    private static final int MAX_WAITING = 1 << 16;

    public RestLimits
    {
        Bounds.requireRange("connectMs", connectMs, 1, MAX_MS);
        Bounds.requireRange("answerMs", answerMs, 1, MAX_MS);
        Bounds.requireRange("maxInFlight", maxInFlight, 1, MAX_IN_FLIGHT);
        Bounds.requireRange("maxWaiting", maxWaiting, 0, MAX_WAITING);
    }

    public static RestLimits defaults()
    {
        return new RestLimits(5_000, 20_000, 4, 1_024);
    }
}
