package io.tickwire.transport.access;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Who is behind a proxy, and who only says so.
 */
class TrustedProxiesTest
{
    private static final String NOTHING = "-";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.1   | 203.0.113.9                              | 192.0.2.1",
        "10.0.0.1    | -                                        | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9                              | 203.0.113.9",
        "10.0.0.1    | 127.0.0.1, 203.0.113.9                   | 203.0.113.9",
        "10.0.0.1    | 198.51.100.1, 203.0.113.9, 10.0.0.2      | 203.0.113.9",
        "10.0.0.1    | 203.0.113.9 # 10.0.0.2                   | 203.0.113.9",
        "10.0.0.1    | 203.0.113.9 # 198.51.100.7               | 198.51.100.7",
        "10.0.0.1    | 203.0.113.9:4711, 10.0.0.2:80            | 203.0.113.9",
        "10.0.0.1    | 2001:db8::5                              | 2001:db8:0:0:0:0:0:5",
        "10.0.0.1    | [2001:db8::5]:443                        | 2001:db8:0:0:0:0:0:5",
        "10.0.0.1    | ::ffff:203.0.113.9                       | 203.0.113.9",
        "10.0.0.1    | 203.0.113.9, unknown                     | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9, unknown, 10.0.0.2           | 10.0.0.2",
        "10.0.0.1    | 203.0.113.9,                             | 10.0.0.1",
        "10.0.0.1    | \", 203.0.113.9                           | 203.0.113.9",
        "10.0.0.1    | evil.example.com                         | 10.0.0.1",
        "10.0.0.1    | 10.0.0.3, 10.0.0.2                       | 10.0.0.3",
        "fd00::1     | 203.0.113.9                              | 203.0.113.9"})
    void shouldTakeTheLastHopThatIsNoProxy(final String peer, final String header, final String client)
    {
        assertEquals(client, clientOf(Network.Forwarding.X_FORWARDED_FOR, peer, header).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "10.0.0.1  | for=203.0.113.9                                         | 203.0.113.9",
        "10.0.0.1  | For=\"[2001:db8::5]:4711\";proto=https;by=10.0.0.1      | 2001:db8:0:0:0:0:0:5",
        "10.0.0.1  | for=198.51.100.1, proto=http;for=203.0.113.9            | 203.0.113.9",
        "10.0.0.1  | for=\"a,for=198.51.100.1\", for=203.0.113.9, for=10.0.0.2 | 203.0.113.9",
        "10.0.0.1  | for=\"198.51.100.1, for=203.0.113.9                     | 203.0.113.9",
        "10.0.0.1  | for=198.51.100.1\\, for=203.0.113.9                    | 203.0.113.9",
        "10.0.0.1  | host=\"a;for=198.51.100.1,\\\"\";for=203.0.113.9         | 203.0.113.9",
        "10.0.0.1  | for=198.51.100.1;for=203.0.113.9                        | 10.0.0.1",
        "10.0.0.1  | for=_hidden                                             | 10.0.0.1",
        "10.0.0.1  | by=203.0.113.9                                          | 10.0.0.1",
        "192.0.2.1 | for=203.0.113.9                                         | 192.0.2.1"})
    void shouldReadForwarded(final String peer, final String header, final String client)
    {
        assertEquals(client, clientOf(Network.Forwarding.FORWARDED, peer, header).text());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "::1"})
    void shouldNeverTakeAProxysWordForAClientOfThisMachine(final String said)
    {
        assertFalse(clientOf(Network.Forwarding.X_FORWARDED_FOR, "10.0.0.1", said).isLocal());
    }

    private static ClientAddress clientOf(
        final Network.Forwarding forwarding, final String peer, final String header)
    {
        final Network network = new Network(
            List.of(),
            List.of(),
            true,
            Stream.of("10.0.0.0/8", "fd00::/8").map(IpRange::parse).toList(),
            forwarding,
            List.of());
        final List<String> values = NOTHING.equals(header) ? List.of() : Arrays.asList(header.split(" # "));

        return new TrustedProxies(network).clientOf(new ClientAddress(IpRange.addressOf(peer), true), values);
    }
}
