package io.tickwire.transport.access;

import java.net.InetAddress;
import java.util.List;

/**
 * Some ranges of addresses. They are few, and looked at one after the other; nothing is made for that but the copy of
 * its bytes that an address gives.
 * Thread: any
 */
public final class IpRanges
{
    private final IpRange[] ranges;

    public IpRanges(final List<IpRange> ranges)
    {
        this.ranges = ranges.toArray(IpRange[]::new);
    }

    public boolean isEmpty()
    {
        return ranges.length == 0;
    }

    public boolean contains(final InetAddress address)
    {
        if (ranges.length == 0)
        {
            return false;
        }

        final byte[] bytes = address.getAddress();
        final long high = IpRange.highOf(bytes);
        final long low = IpRange.lowOf(bytes);
        for (final IpRange range : ranges)
        {
            if (range.contains(high, low))
            {
                return true;
            }
        }

        return false;
    }
}
