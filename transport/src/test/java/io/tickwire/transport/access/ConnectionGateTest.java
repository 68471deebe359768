package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectionGateTest
{
    private static final long MS = 1_000_000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 20_000;
    private static final int ADDRESSES = 5;
    private static final int TOTAL = 7;
    private static final int PER_IP = 2;

    @Test
    void shouldAdmitAsManyAsThereMayBe() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(3, 2, 0, 1));
        final InetAddress first = v4(1);

        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(first, 0));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(first, 0));
        assertEquals(ConnectionGate.Verdict.FULL_OF_ADDRESS, gate.enter(first, 0));
        assertEquals(2, gate.connections());
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(v4(2), 0));
        assertEquals(ConnectionGate.Verdict.FULL, gate.enter(v4(3), 0));
        assertEquals(3, gate.connections());
        gate.leave(first);
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(v4(3), 0));
        gate.leave(v4(3));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(first, 0));
    }

    @Test
    void shouldCountIpv6ByItsFirst64Bits() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(10, 1, 1, 1_000));

        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(address("2001:db8:1:2::1"), 0));
        assertEquals(ConnectionGate.Verdict.FULL_OF_ADDRESS, gate.enter(address("2001:db8:1:2:ffff::9"), 0));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(address("2001:db8:1:3::1"), 0));
        assertEquals(0, gate.attempt(address("2001:db8:1:4::1"), 0));
        assertTrue(gate.attempt(address("2001:db8:1:4::2"), 0) > 0);
        gate.leave(address("2001:db8:1:2::77"));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(address("2001:db8:1:2::2"), 0));
    }

    @Test
    void shouldTellApartWhatIsNoNetwork() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(10, 1, 0, 1));

        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(address("::1"), 0));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(address("::2"), 0));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(v4(1), 0));
        assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(v4(2), 0));
        assertEquals(ConnectionGate.Verdict.FULL_OF_ADDRESS, gate.enter(address("::ffff:10.0.0.2"), 0));
    }

    @Test
    void shouldBoundAttempts() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(10, 10, 3, 3_000));
        for (int i = 0; i < 3; i++)
        {
            assertEquals(0, gate.attempt(v4(1), 0));
        }

        assertEquals(1_001, gate.attempt(v4(1), 0));
        assertEquals(0, gate.attempt(v4(2), 0));
        assertEquals(2, gate.attempt(v4(1), 999 * MS));
        assertEquals(0, gate.attempt(v4(1), 1_000 * MS));
    }

    @Test
    void shouldRememberNobodyForLongWhoHasNoConnection() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(100, 100, 300, 300_000));
        final InetAddress staying = v4(0);
        gate.attempt(staying, 0);
        gate.enter(staying, 0);
        int most = 0;
        for (int i = 1; i < 100_000; i++)
        {
            // Each attempt of the default limits is forgotten after a second.
            assertEquals(0, gate.attempt(v4(i), i * 10 * MS));
            most = Math.max(most, gate.visitors());
        }

        assertTrue(most <= 1_024, "" + most);
        for (int i = 0; i < 99; i++)
        {
            assertEquals(ConnectionGate.Verdict.ADMITTED, gate.enter(staying, 0));
        }
        assertEquals(ConnectionGate.Verdict.FULL, gate.enter(staying, 0), "it was remembered");
    }

    @Test
    void shouldForgetAtOnceWhereAttemptsAreNotCounted() throws UnknownHostException
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(10, 10, 0, 1));
        assertEquals(0, gate.attempt(v4(1), 0));
        assertEquals(0, gate.visitors());
        gate.enter(v4(1), 0);
        gate.enter(v4(1), 0);
        gate.leave(v4(1));
        assertEquals(1, gate.visitors());
        gate.leave(v4(1));

        assertEquals(0, gate.visitors());
        assertEquals(0, gate.connections());
    }

    @Test
    void shouldHoldItsBoundsAmongManyThreads() throws Exception
    {
        final ConnectionGate gate = new ConnectionGate(new Limits.Connections(TOTAL, PER_IP, 0, 1));
        final AtomicInteger all = new AtomicInteger();
        final AtomicIntegerArray each = new AtomicIntegerArray(ADDRESSES);
        final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try
        {
            final List<Future<Integer>> admitted = new ArrayList<>();
            for (int i = 0; i < THREADS; i++)
            {
                final Random random = new Random(i);
                final Callable<Integer> visits = () -> visit(gate, random, all, each);
                admitted.add(threads.submit(visits));
            }
            for (final Future<Integer> visits : admitted)
            {
                assertTrue(visits.get(1, TimeUnit.MINUTES) > 0);
            }
        }
        finally
        {
            threads.shutdownNow();
        }

        assertEquals(0, gate.connections());
        assertEquals(0, gate.visitors());
    }

    /** Comes up to three times at once, and goes again. */
    private static int visit(
        final ConnectionGate gate, final Random random, final AtomicInteger all, final AtomicIntegerArray each)
        throws UnknownHostException
    {
        int admitted = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final List<Integer> inside = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--)
            {
                final int who = random.nextInt(ADDRESSES);
                if (gate.enter(v4(who), 0) == ConnectionGate.Verdict.ADMITTED)
                {
                    inside.add(who);
                    assertTrue(all.incrementAndGet() <= TOTAL);
                    assertTrue(each.incrementAndGet(who) <= PER_IP);
                }
            }
            for (final int who : inside)
            {
                each.decrementAndGet(who);
                all.decrementAndGet();
                gate.leave(v4(who));
            }
            admitted += inside.size();
        }

        return admitted;
    }

    private static InetAddress v4(final int host) throws UnknownHostException
    {
        return InetAddress.getByAddress(new byte[]{10, (byte)(host >> 16), (byte)(host >> 8), (byte)host});
    }

    private static InetAddress address(final String text) throws UnknownHostException
    {
        return InetAddress.getByName(text);
    }
}
