package io.tickwire.transport;

import io.tickwire.transport.ws.ClientDeflater;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.CONTINUATION;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.PING;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * RFC 7692, sections 5 to 8, over sockets, with a server that lets clients keep their context. The numbers behind names
 * are those of the Autobahn test suite.
 */
class DeflateConformanceTest
{
    private static final int RSV1 = 0x40;
    private static final int MEBIBYTE = 1 << 20;
    private static final String HELLO = "text 48656c6c6f";
    private static final String END = "close 1000";

    /** As Autobahn's 13.1 to 13.7 offer it. */
    private static final String[] OFFERS = {
        "permessage-deflate",
        "permessage-deflate; client_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=8",
        "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9",
        "permessage-deflate; server_max_window_bits=15; client_max_window_bits=15",
        "permessage-deflate; client_no_context_takeover; server_no_context_takeover; server_max_window_bits=9",
        "permessage-deflate; server_max_window_bits=1, permessage-deflate; server_max_window_bits=10"};

    private static TestServer server;

    @BeforeAll
    static void start()
    {
        server = EchoServer.start(new Compression(true, 0, 6, true));
    }

    @AfterAll
    static void stop()
    {
        server.close();
    }

    static Stream<Arguments> cases()
    {
        return Stream.of(
            good("7.2.3.1 one block", "f2 48 cd c9 c9 07 00"),
            good("7.2.3.3 a block without compression", "00 05 00 fa ff 48 65 6c 6c 6f 00"),
            good("7.2.3.4 a block that says it is the last", "f3 48 cd c9 c9 07 00 00"),
            good("7.2.3.5 two blocks", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"),
            Arguments.of("7.2.3.1 two fragments",
                client().frame(RSV1 | TEXT, bytes("f2 48 cd")).frame(FIN | CONTINUATION, bytes("c9 c9 07 00")),
                HELLO),
            Arguments.of("6.2 a ping between fragments",
                client().frame(RSV1 | TEXT, bytes("f2 48 cd")).frame(FIN | PING, (byte)1)
                    .frame(FIN | CONTINUATION, bytes("c9 c9 07 00")),
                "pong 01," + HELLO),
            Arguments.of("7.2.3.2 a message that points into the one before",
                client().frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00"))
                    .frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00")),
                HELLO + "," + HELLO),
            Arguments.of("7.2.3.4 messages behind one that says it is the last",
                client().frame(FIN | RSV1 | TEXT, bytes("f3 48 cd c9 c9 07 00 00"))
                    .frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00"))
                    .frame(FIN | RSV1 | TEXT, bytes("f3 48 cd c9 c9 07 00 00")),
                HELLO + "," + HELLO + "," + HELLO),
            Arguments.of("7.2.3.6 an empty message", client().frame(FIN | RSV1 | BINARY, (byte)0), "binary "),
            Arguments.of("6.1 a message that is not deflated", client().text("Hello"), HELLO),
            bad("6.1 RSV1 on a continuation",
                client().frame(RSV1 | TEXT, bytes("f2 48")).frame(FIN | RSV1 | CONTINUATION), 1002),
            bad("6.1 RSV1 on a ping", client().frame(FIN | RSV1 | PING), 1002),
            bad("6.1 RSV1 on a close", client().frame(FIN | RSV1 | CLOSE), 1002),
            bad("6.1 RSV1 and RSV2", client().frame(FIN | 0x60 | TEXT, bytes("f2 48 cd c9 c9 07 00")), 1002),
            bad("7.2.2 no DEFLATE", client().frame(FIN | RSV1 | TEXT, bytes("ff ff ff ff")), 1007),
            bad("7.2.2 cut off", client().frame(FIN | RSV1 | TEXT, bytes("f2 48 cd")), 1007),
            bad("8.1 of RFC 6455: no UTF-8 once inflated",
                client().frame(FIN | RSV1 | TEXT, ClientDeflater.once((byte)0xC0, (byte)0x80)), 1007),
            bad("a bomb", client().frame(FIN | RSV1 | BINARY, ClientDeflater.once(new byte[17 * MEBIBYTE])), 1009),
            bad("a bomb that has not ended",
                client().frame(RSV1 | BINARY, ClientDeflater.once(new byte[17 * MEBIBYTE])), 1009));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldAnswerAsTheRfcSays(final String name, final ClientFrames sent, final String expected)
    {
        for (final int piece : new int[]{1, Integer.MAX_VALUE})
        {
            try (EchoClient client = EchoClient.open(server.port(), "/echo", EchoClient.DEFLATE))
            {
                final boolean isEnded = expected.startsWith("close");
                final byte[] bytes = sent.bytes();
                client.send(bytes, bytes.length > 1_000 ? Integer.MAX_VALUE : piece);
                client.send(isEnded ? client() : client().close(1000));

                assertEquals(
                    isEnded ? List.of(expected) : List.of((expected + "," + END).split(",")), client.untilEnd());
            }
        }
    }

    /** Autobahn's 12 and 13: messages of each size, in fragments or not, for each offer. */
    @ParameterizedTest
    @MethodSource("offers")
    void shouldEchoForEveryOffer(final String offer)
    {
        try (EchoClient client =
            EchoClient.open(server.port(), "/echo", "Sec-WebSocket-Extensions: " + offer + "\r\n");
            ClientDeflater deflater = new ClientDeflater(6))
        {
            final boolean keepsContext =
                !client.header("Sec-WebSocket-Extensions").contains("client_no_context_takeover");
            for (final int size : new int[]{0, 1, 16, 64, 256, 257, 1_024, 4_096, 8_192, 32_768, 131_072})
            {
                for (int i = 0; i < 5; i++)
                {
                    final byte[] message = message(size, i);
                    final byte[] payload = (keepsContext ? deflater : deflater.reset()).deflate(message);
                    final ClientFrames frames = client();
                    final int half = i % 2 == 0 ? 0 : payload.length / 2;
                    frames.frame(half > 0 ? RSV1 | BINARY : FIN | RSV1 | BINARY,
                        half > 0 ? Arrays.copyOf(payload, half) : payload);
                    if (half > 0)
                    {
                        frames.frame(FIN | CONTINUATION, Arrays.copyOfRange(payload, half, payload.length));
                    }
                    assertEquals("binary " + HexFormat.of().formatHex(message), client.send(frames).next());
                }
            }
            assertTrue(client.deflatedFrames() >= 5);
            assertEquals(List.of(END), client.send(client().close(1000)).untilEnd());
        }
    }

    static Stream<String> offers()
    {
        return Stream.of(OFFERS);
    }

    /** Autobahn's 9, and the bounds of the endpoint. */
    @ParameterizedTest
    @CsvSource({
        "65536, 1, false", "1048576, 16, false", "16777216, 1, false", "16777216, 65536, false",
        "65536, 1, true", "1048576, 16, true", "16777216, 1, true", "16777216, 65536, true"})
    void shouldEchoLargeMessages(final int size, final int fragments, final boolean isDeflated)
    {
        final byte[] message = message(size, 0);
        final byte[] payload = isDeflated ? ClientDeflater.once(message) : message;
        final ClientFrames frames = client();
        for (int i = 0; i < fragments; i++)
        {
            final int opcode = i > 0 ? CONTINUATION : isDeflated ? RSV1 | BINARY : BINARY;
            frames.frame(
                i == fragments - 1 ? FIN | opcode : opcode,
                Arrays.copyOfRange(
                    payload,
                    (int)((long)payload.length * i / fragments),
                    (int)((long)payload.length * (i + 1) / fragments)));
        }
        try (EchoClient client = EchoClient.open(server.port(), "/echo", EchoClient.DEFLATE))
        {
            assertEquals("binary " + HexFormat.of().formatHex(message), client.send(frames).next());
        }
    }

    @Test
    void shouldEndAMessageOfTooManyFragments()
    {
        final ClientFrames frames = client().frame(BINARY);
        for (int i = 0; i < 1 << 16; i++)
        {
            frames.frame(CONTINUATION);
        }
        try (EchoClient client = EchoClient.open(server.port(), "/echo", ""))
        {
            assertEquals("close 1009", client.send(frames).next());
        }
    }

    /** It reads no more while nobody takes what it sends; what was sent comes all the same. */
    @Test
    void shouldWaitForAClientThatDoesNotRead() throws InterruptedException
    {
        final int count = 200;
        final byte[] message = message(100_000, 0);
        try (EchoClient client = EchoClient.slow(server.port(), "/echo", ""))
        {
            final byte[] frame = client().frame(FIN | BINARY, message).bytes();
            final Thread writer = new Thread(() ->
            {
                for (int i = 0; i < count; i++)
                {
                    client.send(frame, Integer.MAX_VALUE);
                }
            });
            writer.start();
            final String expected = "binary " + HexFormat.of().formatHex(message);
            for (int i = 0; i < count; i++)
            {
                assertEquals(expected, client.next());
            }
            writer.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate; unheard_of", "permessage-deflate; server_max_window_bits=16", "permessage-bzip2"})
    void shouldGoWithoutWhereNoOfferCanBeTaken(final String offer)
    {
        try (EchoClient client =
            EchoClient.open(server.port(), "/echo", "Sec-WebSocket-Extensions: " + offer + "\r\n"))
        {
            assertNull(client.header("Sec-WebSocket-Extensions"));
            assertEquals(List.of("close 1002"), client.send(client().frame(FIN | RSV1 | TEXT)).untilEnd());
        }
    }

    /** What one connection agreed on is nothing to another. */
    @Test
    void shouldShareNothingBetweenConnections()
    {
        final List<EchoClient> clients = new ArrayList<>();
        for (final String offer : OFFERS)
        {
            clients.add(EchoClient.open(server.port(), "/echo", "Sec-WebSocket-Extensions: " + offer + "\r\n"));
        }
        final List<String> answers =
            clients.stream().map(client -> client.header("Sec-WebSocket-Extensions")).toList();
        assertEquals(List.of(
            "permessage-deflate; server_no_context_takeover",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
            "permessage-deflate; server_no_context_takeover",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=8",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=9",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=15",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=9; client_no_context_takeover",
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=10"), answers);
        final ClientFrames hello = client().frame(FIN | RSV1 | TEXT, bytes("f2 48 cd c9 c9 07 00"));
        clients.forEach(client -> assertEquals(HELLO, client.send(hello).next()));
        final ClientFrames pointsBack = client().frame(FIN | RSV1 | TEXT, bytes("f2 00 11 00 00"));
        for (final EchoClient client : clients)
        {
            final boolean keepsContext = !client.header("Sec-WebSocket-Extensions").contains("client_no");
            assertEquals(keepsContext ? HELLO : "close 1007", client.send(pointsBack).next());
            client.close();
        }
    }

    @Test
    void shouldSayNothingBeforeItIsSpokenTo()
    {
        try (EchoClient client = EchoClient.open(server.port(), "/echo", ""))
        {
            assertEquals(List.of(HELLO, END), client.send(client().text("Hello").close(1000)).untilEnd());
        }
    }

    @Test
    void shouldNotBeThereUnlessThatIsSet()
    {
        try (TestServer other = TestServer.start(TestServer::quiet);
            EchoClient client = EchoClient.ask(other.port(), RawSocket.request("/echo", "")))
        {
            assertEquals(404, client.status());
            assertNotNull(client.header("Content-Length"));
        }
    }

    private static Arguments good(final String name, final String payload)
    {
        return Arguments.of(name, client().frame(FIN | RSV1 | TEXT, bytes(payload)), HELLO);
    }

    private static Arguments bad(final String name, final ClientFrames sent, final int code)
    {
        return Arguments.of(name, sent, "close " + code);
    }

    /**
     * Half of it random, half of it not.
     */
    private static byte[] message(final int size, final long seed)
    {
        final byte[] message = new byte[size];
        new Random(seed).nextBytes(message);
        Arrays.fill(message, size / 2, size, (byte)seed);

        return message;
    }

    private static byte[] bytes(final String hex)
    {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static ClientFrames client()
    {
        return new ClientFrames(7692);
    }
}
