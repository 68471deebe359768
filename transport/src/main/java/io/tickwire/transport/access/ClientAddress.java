package io.tickwire.transport.access;

import java.net.InetAddress;

/**
 * Where a client is.
 *
 * @param address  that counts for limits and stands in logs.
 * @param isDirect whether it is the socket's own; else a proxy said so, or speaks for someone, and that never makes a
 *                 client one of this machine.
 * Thread: any
 */
public record ClientAddress(InetAddress address, boolean isDirect)
{
    public boolean isLocal()
    {
        return isDirect && address.isLoopbackAddress();
    }

    /**
     * The same, taken to be of another machine.
     */
    public ClientAddress notLocal()
    {
        return new ClientAddress(address, false);
    }

    public String text()
    {
        return address.getHostAddress();
    }
}
