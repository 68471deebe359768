package io.tickwire.transport.feed;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where one line of a venue comes by multicast, as it is written: {@code 239.0.0.1:6100+239.0.0.1:6101/eth1}.
 *
 * @param groups           that bring it together, each with its port.
 * @param networkInterface by which they come: its name.
 * Thread: any
 */
public record MulticastLine(List<InetSocketAddress> groups, String networkInterface)
{
    /** What is allowed, for people. */
    static final String FORM =
        "GROUP:PORT/INTERFACE such as 239.0.0.1:6100/eth1, or several GROUP:PORT with + between them";

    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern GROUP =
        Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3}|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final Pattern INTERFACE = Pattern.compile("[^/+,;\\s]{1,64}");
    private static final int MAX_PORT = 65_535;

    public MulticastLine
    {
        groups = List.copyOf(groups);
    }

    /**
     * Read it as it is written. No name is looked up.
     *
     * @throws IllegalArgumentException where it is not what {@link #FORM} says.
     */
    static MulticastLine parse(final String text)
    {
        final int slash = text.indexOf('/');
        if (slash < 0 || !INTERFACE.matcher(text.substring(slash + 1)).matches())
        {
            throw wrong(text);
        }
        final List<InetSocketAddress> groups = new ArrayList<>();
        for (final String group : text.substring(0, slash).split("\\+", -1))
        {
            final InetSocketAddress read = group(group, text);
            if (groups.contains(read))
            {
                throw new IllegalArgumentException("a line has a group twice: " + text);
            }
            groups.add(read);
        }

        return new MulticastLine(groups, text.substring(slash + 1));
    }

    /**
     * As {@link #parse} reads it.
     */
    @Override
    public String toString()
    {
        return groups.stream().map(MulticastLine::print).collect(Collectors.joining("+")) + '/' + networkInterface;
    }

    private static InetSocketAddress group(final String text, final String line)
    {
        final Matcher matcher = GROUP.matcher(text);
        if (!matcher.matches())
        {
            throw wrong(line);
        }
        final int port = Integer.parseInt(matcher.group(2));
        final InetAddress address = address(matcher.group(1), line);
        if (!address.isMulticastAddress() || port < 1 || port > MAX_PORT)
        {
            throw new IllegalArgumentException(
                "a group must be from 224.0.0.0 to 239.255.255.255 or begin with ff, its port from 1 to " + MAX_PORT +
                ": " + text);
        }

        return new InetSocketAddress(address, port);
    }

    private static InetAddress address(final String literal, final String line)
    {
        try
        {
            return InetAddress.getByName(literal);
        }
        catch (final UnknownHostException ex)
        {
            throw wrong(line);
        }
    }

    private static IllegalArgumentException wrong(final String text)
    {
        return new IllegalArgumentException("a line of groups must be " + FORM + ": " + text);
    }

    private static String print(final InetSocketAddress group)
    {
        final String address = group.getAddress().getHostAddress();

        return (address.indexOf(':') < 0 ? address : '[' + address + ']') + ':' + group.getPort();
    }
}
