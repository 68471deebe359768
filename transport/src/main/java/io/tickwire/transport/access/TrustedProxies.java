package io.tickwire.transport.access;

import java.net.InetAddress;
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
            final String value = values.get(i);
            int end = value.length();
            while (end >= 0)
            {
                final int from = startOf(value, end, ',');
                final InetAddress hop = hopOf(value.substring(from, end));
                end = from - 1;
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

        String node = null;
        int end = element.length();
        while (end >= 0)
        {
            final int from = startOf(element, end, ';');
            final String pair = element.substring(from, end).strip();
            end = from - 1;
            if (pair.regionMatches(true, 0, FOR, 0, FOR.length()))
            {
                if (node != null)
                {
                    return null;
                }
                node = unquoted(pair.substring(FOR.length()));
            }
        }

        return node == null ? null : nodeOf(node);
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
     * Where the part begins that ends here: behind the last separator that is in no quoted string, as it is seen from
     * the end. What a client wrote stands before what a proxy appended, and a quote that it left open hides nothing.
     */
    private int startOf(final String text, final int end, final char separator)
    {
        boolean isQuoted = false;
        int at = end;
        while (at > 0 && (isQuoted || text.charAt(at - 1) != separator))
        {
            at--;
            isQuoted ^= forwarding == Network.Forwarding.FORWARDED && text.charAt(at) == '"' && !isEscaped(text, at);
        }

        return at;
    }

    private static boolean isEscaped(final String text, final int index)
    {
        int from = index;
        while (from > 0 && text.charAt(from - 1) == '\\')
        {
            from--;
        }

        return (index - from & 1) == 1;
    }
}
