package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.net.NetLoop;

import java.util.concurrent.TimeUnit;

/**
 * Lets attempts to connect to a venue through, one after the other: venues count them.
 * Thread: feed-<venue>
 */
final class ConnectGate
{
    private static final long GAP_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final NetLoop loop;
    private long nextNs = System.nanoTime();

    ConnectGate(final NetLoop loop)
    {
        this.loop = loop;
    }

    /**
     * Do it when it is its turn.
     */
    void pass(final Runnable attempt)
    {
        final long nowNs = System.nanoTime();
        final long turnNs = Math.max(nowNs, nextNs);
        nextNs = turnNs + GAP_NS;
        loop.schedule(turnNs - nowNs, attempt);
    }
}
