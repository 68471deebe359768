package io.tickwire.transport.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there are, in all and of each address, and how often an address tries. Addresses of IPv6 count
 * by their first 64 bits, for whoever has one of them has them all.
 * Thread: any
 */
public final class ConnectionGate
{
    private static final int NETWORK_BYTES = 8;
    private static final int FIRST_SWEEP = 1_024;

    private final Limits.Connections limits;
    private final ConcurrentHashMap<InetAddress, Visitor> visitors = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger sweepAt = new AtomicInteger(FIRST_SWEEP);

    public ConnectionGate(final Limits.Connections limits)
    {
        this.limits = limits;
    }

    /**
     * What becomes of a connection.
     * Thread: any
     */
    public enum Verdict
    {
        /** It is counted, until {@link #leave}. */
        ADMITTED,

        /** There are as many as there may be. */
        FULL,

        /** There are as many of this address as there may be. */
        FULL_OF_ADDRESS
    }

    /**
     * An address tries to connect.
     *
     * @return 0, or after how many ms it may try again.
     */
    public long attempt(final InetAddress address, final long nowNs)
    {
        if (limits.attempts() == 0)
        {
            return 0;
        }

        sweep(nowNs);
        final long[] waitNs = new long[1];
        visitors.compute(keyOf(address), (key, known) ->
        {
            final Visitor visitor = known == null ? new Visitor(limits, nowNs) : known;
            waitNs[0] = visitor.attempts.take(nowNs);

            return visitor;
        });

        return waitNs[0] == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(waitNs[0]) + 1;
    }

    /**
     * A connection begins, if it may.
     */
    public Verdict enter(final InetAddress address, final long nowNs)
    {
        if (connections.incrementAndGet() > limits.total())
        {
            connections.decrementAndGet();

            return Verdict.FULL;
        }
        final boolean[] isAdmitted = new boolean[1];
        visitors.compute(keyOf(address), (key, known) ->
        {
            final Visitor visitor = known == null ? new Visitor(limits, nowNs) : known;
            isAdmitted[0] = visitor.connections < limits.perIp();
            visitor.connections += isAdmitted[0] ? 1 : 0;

            return visitor;
        });
        if (!isAdmitted[0])
        {
            connections.decrementAndGet();

            return Verdict.FULL_OF_ADDRESS;
        }

        return Verdict.ADMITTED;
    }

    /**
     * A connection that was admitted is no more.
     */
    public void leave(final InetAddress address)
    {
        connections.decrementAndGet();
        visitors.computeIfPresent(keyOf(address), (key, visitor) ->
        {
            visitor.connections--;

            return visitor.connections == 0 && limits.attempts() == 0 ? null : visitor;
        });
    }

    /**
     * How many connections there are.
     */
    public int connections()
    {
        return connections.get();
    }

    /**
     * How many addresses are remembered.
     */
    int visitors()
    {
        return visitors.size();
    }

    /**
     * Forget those that have no connection, and have tried nothing for as long as attempts are counted.
     */
    private void sweep(final long nowNs)
    {
        final int size = visitors.size();
        if (size < sweepAt.get())
        {
            return;
        }

        for (final InetAddress address : visitors.keySet())
        {
            visitors.computeIfPresent(
                address, (key, visitor) -> visitor.connections == 0 && visitor.attempts.isFull(nowNs) ? null : visitor);
        }
        sweepAt.set(Math.max(FIRST_SWEEP, 2 * visitors.size()));
    }

    /**
     * What an address counts as.
     */
    static InetAddress keyOf(final InetAddress address)
    {
        if (!(address instanceof Inet6Address) || address.isLoopbackAddress())
        {
            return address;
        }

        final byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte)0);
        try
        {
            return InetAddress.getByAddress(bytes);
        }
        catch (final UnknownHostException ex)
        {
            throw new IllegalStateException("an address of 16 bytes is one", ex);
        }
    }

    /**
     * An address, as long as there is something to remember of it.
     * Thread: any
     */
    private static final class Visitor
    {
        // Guarded by the map's compute.
        private final TokenBucket attempts;
        private int connections;

        private Visitor(final Limits.Connections limits, final long nowNs)
        {
            attempts = new TokenBucket(
                limits.attempts(), limits.attemptWindowMs(), Math.max(1, limits.attempts()), nowNs);
        }
    }
}
