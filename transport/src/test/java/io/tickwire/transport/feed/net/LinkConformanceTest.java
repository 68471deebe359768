package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.ScriptedServer.Frame;
import io.tickwire.transport.feed.net.ScriptedServer.Peer;
import io.tickwire.transport.ws.ClientFrames;
import io.tickwire.transport.ws.FramingCases;
import io.tickwire.transport.ws.FramingCases.Case;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.PING;
import static io.tickwire.transport.ws.ClientFrames.PONG;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * RFC 6455, sections 5 to 8, of a client over sockets: the cases of the server's suite, sent to a link that echoes.
 * Each runs with compression offered and without, in one write, byte by byte, and in pieces between.
 */
class LinkConformanceTest
{
    private static final int MAX_BYTES = 16 << 20;
    private static final int[] PIECES = {Integer.MAX_VALUE, 1, 7};
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    private static LoopThread loop;

    @BeforeAll
    static void start()
    {
        loop = LoopThread.start();
    }

    @AfterAll
    static void stop()
    {
        loop.close();
        assertEquals(List.of(), loop.errors());
    }

    static Stream<Arguments> cases()
    {
        final List<Case> cases = new FramingCases(ClientFrames::ofServer).all();
        masked(cases);

        return cases.stream().flatMap(one -> Stream.of(false, true).flatMap(isDeflating ->
            Arrays.stream(PIECES).filter(piece -> piece > 1 || one.sent().length() < 1_000).mapToObj(piece ->
                Arguments.of(one.name(), isDeflating, piece, one.sent(), one.expected()))));
    }

    @ParameterizedTest(name = "{0}, deflate {1}, pieces of {2}")
    @MethodSource("cases")
    void shouldAnswerAsTheRfcSays(
        final String name,
        final boolean isDeflating,
        final int piece,
        final ClientFrames sent,
        final List<String> expected)
    {
        final CompletableFuture<List<String>> answered = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            peer.open(isDeflating ? DEFLATE : "").send(sent.bytes(), piece);
            answered.complete(untilEnd(peer));
        }))
        {
            final LinkTarget target = Targets.limited(server.target(), MAX_BYTES);
            final Echo echo = new Echo();
            loop.run(() -> echo.link = loop.loop().connect(isDeflating ? Targets.deflating(target) : target, echo));

            assertEquals(expected, LoopThread.await(answered));
            final String last = expected.get(expected.size() - 1);
            assertEquals(last, "close " + (echo.end().code() == 1005 ? "" : echo.end().code()));
            assertEquals(List.of(), server.failures());
        }
    }

    private static void masked(final List<Case> cases)
    {
        final int[] key = {0x80, 1, 2, 3, 4};
        for (final int opcode : new int[]{TEXT, BINARY, PING, PONG, CLOSE})
        {
            cases.add(new Case("5.1 masked frame of opcode " + opcode,
                ClientFrames.ofServer().raw(FIN | opcode).raw(key), List.of("close 1002")));
        }
    }

    private static List<String> untilEnd(final Peer peer) throws IOException
    {
        final List<String> lines = new ArrayList<>();
        Frame frame;
        do
        {
            frame = peer.readFrame();
            lines.add(lineOf(frame));
        }
        while (frame.opcode() != CLOSE);
        if (!peer.hasEnded())
        {
            throw new AssertionError("something behind the close");
        }

        return lines;
    }

    private static String lineOf(final Frame frame)
    {
        final String hex = HexFormat.of().formatHex(frame.payload());

        return switch (frame.first())
        {
            case FIN | TEXT -> "text " + hex;
            case FIN | BINARY -> "binary " + hex;
            case FIN | PONG -> "pong " + hex;
            case FIN | CLOSE -> "close " + (frame.closeCode() == 0 ? "" : frame.closeCode());
            default -> throw new AssertionError("unexpected: " + frame);
        };
    }

    /**
     * Sends back what comes.
     */
    private static final class Echo extends LinkEvents
    {
        private WebSocketLink link;

        @Override
        public void onMessage(
            final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
        {
            final boolean isSent = isText ?
                link.sendText(new String(buffer, offset, length, StandardCharsets.UTF_8)) :
                link.sendBinary(buffer, offset, length);
            if (!isSent)
            {
                throw new AssertionError("not sent");
            }
        }
    }
}
