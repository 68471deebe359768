package io.tickwire.transport.access;

import java.net.InetAddress;

/**
 * Where a client is.
 *
 * @param address  that counts for limits and stands in logs.
 * @param isDirect whether it is the socket's own; else a proxy said so, and what it says never makes a client one of
 *                 this machine.
 * Thread: any
 */
public record ClientAddress(InetAddress address, boolean isDirect)
{
    public boolean isLocal()
    {
        return isDirect && address.isLoopbackAddress();
    }

    public String text()
    {
        return address.getHostAddress();
    }
}
