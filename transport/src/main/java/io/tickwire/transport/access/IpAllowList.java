package io.tickwire.transport.access;

import java.net.InetAddress;

/**
 * Which addresses may come: those that are allowed, or all where none is named; never those that are denied.
 * Thread: any
 */
public final class IpAllowList
{
    private final IpRanges allowed;
    private final IpRanges denied;

    public IpAllowList(final Network network)
    {
        allowed = new IpRanges(network.allow());
        denied = new IpRanges(network.deny());
    }

    public boolean isAllowed(final InetAddress address)
    {
        return !denied.contains(address) && (allowed.isEmpty() || allowed.contains(address));
    }
}
