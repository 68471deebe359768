package io.tickwire.transport.feed.net;

import io.tickwire.transport.bounds.Bounds;

/**
 * How long a link may take for what, and how much it holds.
 *
 * @param connectMs      to find the address and be connected there.
 * @param secureMs       for a proxy's answer and TLS, each.
 * @param upgradeMs      for the answer to the handshake.
 * @param closeMs        for the answer to a close, and the connection's end.
 * @param maxQueuedBytes of what is to be sent and has not been: more is refused.
 * Thread: any
 */
public record LinkLimits(long connectMs, long secureMs, long upgradeMs, long closeMs, int maxQueuedBytes)
{
    private static final long MAX_MS = 600_000;
    private static final int MIN_QUEUED_BYTES = 1 << 10;
    private static final int MAX_QUEUED_BYTES = 1 << 26;

    public LinkLimits
    {
        Bounds.requireRange("connectMs", connectMs, 1, MAX_MS);
        Bounds.requireRange("secureMs", secureMs, 1, MAX_MS);
        Bounds.requireRange("upgradeMs", upgradeMs, 1, MAX_MS);
        Bounds.requireRange("closeMs", closeMs, 1, MAX_MS);
        Bounds.requireRange("maxQueuedBytes", maxQueuedBytes, MIN_QUEUED_BYTES, MAX_QUEUED_BYTES);
    }

    public static LinkLimits defaults()
    {
        return new LinkLimits(5_000, 5_000, 10_000, 2_000, 1 << 18);
    }
}
