package io.tickwire.transport;

import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.Compression;
import io.tickwire.transport.ws.FramingCases;
import io.tickwire.transport.ws.FramingCases.Case;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.PING;
import static io.tickwire.transport.ws.ClientFrames.PONG;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * RFC 6455, sections 5 to 8, over sockets. Each case runs with compression and without, in one write, byte by byte, and
 * in pieces between.
 */
class FramingConformanceTest
{
    private static final int[] PIECES = {Integer.MAX_VALUE, 1, 7};

    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = EchoServer.start(Compression.defaults());
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    static Stream<Arguments> cases()
    {
        final List<Case> cases = new FramingCases(FramingConformanceTest::client).all();
        unmasked(cases);

        return cases.stream().flatMap(one -> Stream.of("", EchoClient.DEFLATE).flatMap(offer ->
            Arrays.stream(PIECES).filter(piece -> piece > 1 || one.sent().length() < 1_000).mapToObj(piece ->
                Arguments.of(one.name(), offer.isEmpty() ? "plain" : "deflate", piece, one.sent(), one.expected()))));
    }

    @ParameterizedTest(name = "{0}, {1}, pieces of {2}")
    @MethodSource("cases")
    void shouldAnswerAsTheRfcSays(
        final String name, final String mode, final int piece, final ClientFrames sent, final List<String> expected)
    {
        final String offer = mode.equals("plain") ? "" : EchoClient.DEFLATE;
        try (EchoClient client = EchoClient.open(server.port(), "/echo", offer))
        {
            assertEquals(expected, client.send(sent.bytes(), piece).untilEnd());
        }
    }

    private static void unmasked(final List<Case> cases)
    {
        cases.add(bad("5.1 text that is not masked", client().raw(FIN | TEXT, 1, 'a')));
        cases.add(bad("5.1 empty text that is not masked", client().raw(FIN | TEXT, 0)));
        cases.add(bad("5.1 ping that is not masked", client().raw(FIN | PING, 0)));
        cases.add(bad("5.1 pong that is not masked", client().raw(FIN | PONG, 0)));
        cases.add(bad("5.1 close that is not masked", client().raw(FIN | CLOSE, 2, 3, 0xE8)));
    }

    private static Case bad(final String name, final ClientFrames sent)
    {
        return new Case(name, sent, List.of("close 1002"));
    }

    private static ClientFrames client()
    {
        return new ClientFrames(6455);
    }
}
