package io.tickwire.transport.feed.net;

import java.net.InetAddress;

/**
 * A group to listen to.
 *
 * @param group              an IPv4 or IPv6 multicast address.
 * @param networkInterface   by which it comes: its name, such as {@code eth1}.
 * @param receiveBufferBytes that the kernel is asked to keep for us.
 * @param maxDatagramBytes   longer ones are passed over, and counted.
 * Thread: any
 */
public record MulticastGroup(
    InetAddress group, int port, String networkInterface, int receiveBufferBytes, int maxDatagramBytes)
{
    public MulticastGroup
    {
        if (!group.isMulticastAddress())
        {
            throw new IllegalArgumentException("not a multicast address: group=" + group.getHostAddress());
        }
    }
}
