package io.tickwire.transport.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is believed to speak for others, and for whom it does. Of the addresses that a header names, each hop appended
 * the one that it saw; so they are read from the last, and the first that is no trusted proxy is the client. What
 * stands before it may be anyone's.
 * Thread: any
 */
public final class TrustedProxies
{
    private static final int MAX_HOPS = 32;
    private static final String FOR = "for=";

    private final IpRanges trusted;
    private final Network.Forwarding forwarding;

    public TrustedProxies(final Network network)
    {
        trusted = new IpRanges(network.trustedProxies());
        forwarding = network.forwarding();
    }

    public boolean isTrusted(final InetAddress address)
    {
        return trusted.contains(address);
    }

    /**
     * Name of the header that is read.
     */
    public String header()
    {
        return forwarding == Network.Forwarding.FORWARDED ? "Forwarded" : "X-Forwarded-For";
    }

    /**
     * The client behind a peer.
     *
     * @param values of the header, in the order in which they came. A hop that is no address ends the search: who is
     *               behind it is not known, and the last that is known counts.
     */
    public ClientAddress clientOf(final ClientAddress peer, final List<String> values)
    {
        if (values.isEmpty() || !isTrusted(peer.address()))
        {
            return peer;
        }

        ClientAddress client = peer;
        int hops = 0;
        for (int i = values.size() - 1; i >= 0; i--)
        {
            final List<String> elements = split(values.get(i));
            for (int k = elements.size() - 1; k >= 0; k--)
            {
                final InetAddress hop = hopOf(elements.get(k));
                if (hop == null || ++hops > MAX_HOPS)
                {
                    return client;
                }
                client = new ClientAddress(hop, false);
                if (!isTrusted(hop))
                {
                    return client;
                }
            }
        }

        return client;
    }

    private InetAddress hopOf(final String element)
    {
        if (forwarding == Network.Forwarding.X_FORWARDED_FOR)
        {
            return nodeOf(element.strip());
        }

        for (final String pair : element.split(";"))
        {
            final String stripped = pair.strip();
            if (stripped.regionMatches(true, 0, FOR, 0, FOR.length()))
            {
                return nodeOf(unquoted(stripped.substring(FOR.length())));
            }
        }

        return null;
    }

    /**
     * An address, with or without a port; one of IPv6 in brackets, or bare where there is no port.
     */
    private static InetAddress nodeOf(final String node)
    {
        final int bracket = node.indexOf(']');
        if (node.startsWith("[") && bracket > 0)
        {
            return isPort(node.substring(bracket + 1)) ? IpRange.addressOf(node.substring(1, bracket)) : null;
        }

        final int colon = node.indexOf(':');
        if (colon >= 0 && colon == node.lastIndexOf(':'))
        {
            return isPort(node.substring(colon)) ? IpRange.addressOf(node.substring(0, colon)) : null;
        }

        return IpRange.addressOf(node);
    }

    private static boolean isPort(final String text)
    {
        return text.isEmpty() || text.length() > 1 && text.charAt(0) == ':';
    }

    private static String unquoted(final String text)
    {
        final boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");

        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /**
     * At commas that are in no quoted string.
     */
    private static List<String> split(final String value)
    {
        final List<String> elements = new ArrayList<>();
        boolean isQuoted = false;
        int from = 0;
        for (int i = 0; i < value.length(); i++)
        {
            final char c = value.charAt(i);
            if (c == '\\' && isQuoted)
            {
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                elements.add(value.substring(from, i));
                from = i + 1;
            }
        }
        elements.add(value.substring(from));

        return elements;
    }
}
