package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SocketGateTest
{
    private static final InetAddress FIRST = IpRange.addressOf("192.0.2.1");
    private static final InetAddress SECOND = IpRange.addressOf("192.0.2.2");

    private final SocketGate gate = new SocketGate(Limits.defaults()
        .with(new Limits.Connections(5, 1, 0, 1))
        .with(new Limits.Sockets(4, 2, 10)));

    @Test
    void shouldHaveABoundOfEachAddress()
    {
        assertTrue(gate.enter(FIRST));
        assertTrue(gate.enter(FIRST));
        assertFalse(gate.enter(FIRST));
        assertTrue(gate.enter(SECOND));
        gate.leave(FIRST);
        assertTrue(gate.enter(FIRST));
        assertEquals(3, gate.sockets());
    }

    @Test
    void shouldCountANetworkOfIpv6AsOne()
    {
        assertTrue(gate.enter(IpRange.addressOf("2001:db8::1")));
        assertTrue(gate.enter(IpRange.addressOf("2001:db8::2")));
        assertFalse(gate.enter(IpRange.addressOf("2001:db8::3")));
        gate.leave(IpRange.addressOf("2001:db8::1"));
        assertTrue(gate.enter(IpRange.addressOf("2001:db8::3")));
    }

    @Test
    void shouldHaveABoundInAllAsWideAsThatOfConnections()
    {
        for (int i = 0; i < 5; i++)
        {
            assertTrue(gate.enter(null));
        }
        assertFalse(gate.enter(null));
        assertFalse(gate.enter(FIRST));
        gate.leave(null);
        assertTrue(gate.enter(FIRST));
        assertEquals(5, gate.sockets());
    }
}
