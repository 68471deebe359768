package io.tickwire.transport.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any text as a range of addresses: refused, or one that is printed as it is read, and has in it the addresses that
 * begin with its bits. No name server is ever asked.
 */
public final class IpRangeFuzz
{
    private static final List<String> PROBES = List.of(
        "0.0.0.0", "10.1.2.3", "127.0.0.1", "255.255.255.255", "::", "::1", "2001:db8::7", "ffff:ffff::1");

    private IpRangeFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final String text = new String(data, StandardCharsets.ISO_8859_1);
        final IpRange range;
        try
        {
            range = IpRange.parse(text);
        }
        catch (final IllegalArgumentException ex)
        {
            return;
        }

        assertEquals(range, IpRange.parse(range.toString()));
        final IpRanges ranges = new IpRanges(List.of(range));
        PROBES.forEach(probe -> assertContains(range, ranges, IpRange.addressOf(probe)));
        final int slash = text.indexOf('/');
        final InetAddress first = IpRange.addressOf(slash < 0 ? text : text.substring(0, slash));
        assertContains(range, ranges, first);
        assertTrue(ranges.contains(first) || range.bits() < 96);
    }

    private static void assertContains(final IpRange range, final IpRanges ranges, final InetAddress address)
    {
        final byte[] bytes = address.getAddress();
        final BigInteger value = new BigInteger(1, bytes);
        final boolean isIpv4 = bytes.length == 4;
        final BigInteger wide = isIpv4 ? value.or(BigInteger.valueOf(0xFFFF).shiftLeft(32)) : value;
        final BigInteger start = BigInteger.valueOf(range.high()).and(mask()).shiftLeft(64)
            .or(BigInteger.valueOf(range.low()).and(mask()));
        final boolean hasSameBits = wide.xor(start).shiftRight(128 - range.bits()).signum() == 0;

        assertEquals(hasSameBits && (range.bits() >= 96 || !isIpv4), ranges.contains(address), address::toString);
    }

    private static BigInteger mask()
    {
        return BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    }
}
