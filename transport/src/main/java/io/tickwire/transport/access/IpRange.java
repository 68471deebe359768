package io.tickwire.transport.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address. All are kept as
 * those of IPv6, an IPv4 address as the one that is mapped to it; so {@code ::ffff:10.0.0.0/104} is
 * {@code 10.0.0.0/8}. A range of IPv6 that is shorter than {@code /96} has no IPv4 address in it.
 *
 * @param high the first 64 bits.
 * @param low  the others.
 * @param bits that all of them have in common.
 * Thread: any
 */
public record IpRange(long high, long low, int bits)
{
    private static final int ALL_BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;
    private static final Pattern IPV4_LIKE =
        Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_LIKE = Pattern.compile("(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    public IpRange
    {
        if (bits < 0 || bits > ALL_BITS)
        {
            throw new IllegalArgumentException("a range has 0 to 128 bits in common: bits=" + bits);
        }
        if ((high & ~maskOf(bits)) != 0 || (low & ~maskOf(bits - Long.SIZE)) != 0)
        {
            throw new IllegalArgumentException("an address has bits behind those in common: bits=" + bits);
        }
    }

    /**
     * Read an address, or a range in CIDR notation whose other bits are 0.
     */
    public static IpRange parse(final String text)
    {
        final int slash = text.indexOf('/');
        final String literal = slash < 0 ? text : text.substring(0, slash);
        final InetAddress address = addressOf(literal);
        final String length = slash < 0 ? null : text.substring(slash + 1);
        if (address == null || length != null && !LENGTH.matcher(length).matches())
        {
            throw new IllegalArgumentException("not an address, and no range of them: " + text);
        }

        final byte[] bytes = address.getAddress();
        final int before = literal.indexOf(':') < 0 ? MAPPED_BITS : 0;

        return new IpRange(
            highOf(bytes), lowOf(bytes), length == null ? ALL_BITS : before + Integer.parseInt(length));
    }

    /**
     * The address that a text is, without a question to anyone; null where it is none.
     */
    public static InetAddress addressOf(final String text)
    {
        if (!IPV4_LIKE.matcher(text).matches() && !IPV6_LIKE.matcher(text).matches())
        {
            return null;
        }
        try
        {
            // What looks so is never asked of a name server.
            return InetAddress.getByName(text);
        }
        catch (final UnknownHostException ex)
        {
            return null;
        }
    }

    boolean contains(final long addressHigh, final long addressLow)
    {
        return (addressHigh & maskOf(bits)) == high &&
            (addressLow & maskOf(bits - Long.SIZE)) == low &&
            (bits >= MAPPED_BITS || !isMapped(addressHigh, addressLow));
    }

    /**
     * As {@link #parse} reads it.
     */
    @Override
    public String toString()
    {
        final boolean isMapped = bits >= MAPPED_BITS && isMapped(high, low);
        final int length = isMapped ? bits - MAPPED_BITS : bits;
        final String literal = isMapped ?
            (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF) :
            ipv6();

        return bits == ALL_BITS ? literal : literal + "/" + length;
    }

    static long highOf(final byte[] address)
    {
        return address.length == Integer.BYTES ? 0 : bytesOf(address, 0, Long.BYTES);
    }

    static long lowOf(final byte[] address)
    {
        return address.length == Integer.BYTES ?
            MAPPED | bytesOf(address, 0, Integer.BYTES) : bytesOf(address, Long.BYTES, Long.BYTES);
    }

    private static long bytesOf(final byte[] address, final int from, final int count)
    {
        long value = 0;
        for (int i = from; i < from + count; i++)
        {
            value = value << Byte.SIZE | address[i] & 0xFF;
        }

        return value;
    }

    private static boolean isMapped(final long high, final long low)
    {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    private static long maskOf(final int bits)
    {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    /**
     * With its longest run of zeros, of two groups or more, as {@code ::} (RFC 5952).
     */
    private String ipv6()
    {
        final String[] groups = new String[8];
        for (int i = 0; i < groups.length; i++)
        {
            final long half = i < 4 ? high : low;
            groups[i] = Long.toHexString(half >>> 48 - 16 * (i & 3) & 0xFFFF);
        }
        int longest = 1;
        int from = -1;
        for (int i = 0; i < groups.length; i++)
        {
            int zeros = 0;
            while (i + zeros < groups.length && "0".equals(groups[i + zeros]))
            {
                zeros++;
            }
            if (zeros > longest)
            {
                longest = zeros;
                from = i;
            }
        }
        if (from < 0)
        {
            return String.join(":", groups);
        }

        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < from; i++)
        {
            text.append(i == 0 ? "" : ":").append(groups[i]);
        }
        text.append("::");
        for (int i = from + longest; i < groups.length; i++)
        {
            text.append(i == from + longest ? "" : ":").append(groups[i]);
        }

        return text.toString();
    }
}
