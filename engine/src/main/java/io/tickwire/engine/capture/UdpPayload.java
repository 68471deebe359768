package io.tickwire.engine.capture;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * Where in a packet the payload of its UDP datagram stands.
 * Thread: any
 */
record UdpPayload(int offset, int length)
{
    private static final int LINK_LOOPBACK = 0;
    private static final int LINK_ETHERNET = 1;
    private static final int LINK_RAW = 101;
    private static final int LINK_COOKED = 113;
    private static final int LOOPBACK_BYTES = 4;
    private static final int ETHERNET_BYTES = 14;
    private static final int COOKED_BYTES = 16;
    private static final int VLAN_BYTES = 4;
    private static final int VLAN = 0x8100;
    private static final int IPV4 = 0x0800;
    private static final int MIN_IPV4_BYTES = 20;
    private static final int UDP = 17;
    private static final int UDP_BYTES = 8;
    private static final int PROTOCOL_AT = 9;
    private static final int FRAGMENT_AT = 6;
    private static final int FRAGMENT_MASK = 0x3FFF;

    /**
     * @return null where the packet is no whole datagram of UDP over IPv4.
     */
    static UdpPayload find(final UnsafeBuffer packet, final int offset, final int length, final int link)
    {
        final int end = offset + length;
        final int ip = ipOffset(packet, offset, end, link);
        if (ip < 0 || ip + MIN_IPV4_BYTES > end || packet.getByte(ip) >> 4 != 4 ||
            packet.getByte(ip + PROTOCOL_AT) != UDP || (u16(packet, ip + FRAGMENT_AT) & FRAGMENT_MASK) != 0)
        {
            return null;
        }
        final int udp = ip + (packet.getByte(ip) & 0xF) * Integer.BYTES;
        if (udp + UDP_BYTES > end)
        {
            return null;
        }
        final int bytes = u16(packet, udp + Integer.BYTES);

        return bytes < UDP_BYTES || udp + bytes > end ? null : new UdpPayload(udp + UDP_BYTES, bytes - UDP_BYTES);
    }

    private static int ipOffset(final UnsafeBuffer packet, final int offset, final int end, final int link)
    {
        return switch (link)
        {
            case LINK_LOOPBACK -> offset + LOOPBACK_BYTES;
            case LINK_ETHERNET -> behindEtherType(packet, offset + ETHERNET_BYTES, end);
            case LINK_COOKED -> behindEtherType(packet, offset + COOKED_BYTES, end);
            case LINK_RAW -> offset;
            default -> -1;
        };
    }

    private static int behindEtherType(final UnsafeBuffer packet, final int offset, final int end)
    {
        int at = offset;
        while (at <= end && u16(packet, at - Short.BYTES) == VLAN)
        {
            at += VLAN_BYTES;
        }

        return at <= end && u16(packet, at - Short.BYTES) == IPV4 ? at : -1;
    }

    private static int u16(final UnsafeBuffer packet, final int at)
    {
        return packet.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }
}
