package io.tickwire.transport.access;

import io.tickwire.transport.access.Network.Forwarding;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * What a client writes into the header in which proxies say for whom they speak, one value a line: where the proxy that
 * is trusted appends the client's address, to the last value or as one of its own, that is who the client is.
 */
public final class ForwardedFuzz
{
    private static final String CLIENT = "203.0.113.7";
    private static final ClientAddress PROXY = new ClientAddress(IpRange.addressOf("10.0.0.1"), true);

    private ForwardedFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        // As Undertow has headers: a byte is a character.
        final List<String> written = new String(data, StandardCharsets.ISO_8859_1).lines().toList();
        assertFound(Forwarding.X_FORWARDED_FOR, written, CLIENT);
        assertFound(Forwarding.FORWARDED, written, "for=" + CLIENT);
        assertFound(Forwarding.FORWARDED, written, "host=\"" + escaped(written) + "\";for=" + CLIENT);
        assertFound(Forwarding.FORWARDED, written, "by=\"[2001:db8::1]:8080\";For=\"" + CLIENT + ":4711\";proto=https");
    }

    /** As a proxy quotes what a client calls the host. */
    private static String escaped(final List<String> written)
    {
        return String.join(" ", written).replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void assertFound(final Forwarding forwarding, final List<String> written, final String appended)
    {
        final TrustedProxies proxies = new TrustedProxies(new Network(
            List.of(), List.of(), true, List.of(IpRange.parse("10.0.0.0/8")), forwarding, List.of()));
        proxies.clientOf(PROXY, written);

        final List<String> apart = new ArrayList<>(written);
        apart.add(appended);
        assertClient(proxies.clientOf(PROXY, apart));

        final List<String> behind = new ArrayList<>(written);
        final int last = behind.size() - 1;
        if (last >= 0)
        {
            behind.set(last, behind.get(last) + ", " + appended);
            assertClient(proxies.clientOf(PROXY, behind));
        }
    }

    private static void assertClient(final ClientAddress client)
    {
        final InetAddress expected = IpRange.addressOf(CLIENT);
        assertEquals(expected, client.address());
        assertFalse(client.isDirect());
        assertFalse(client.isLocal());
    }
}
