package io.tickwire.transport.feed.net;

import io.tickwire.transport.clients.ClientTools;
import io.tickwire.transport.feed.net.LinkEnd.Cause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import static io.tickwire.transport.feed.net.LinkOpeningTest.assertEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Links to servers that others wrote: those of Node's {@code ws}, with each way to compress, plain and over TLS.
 */
class LinkInteropTest
{
    private static final int SERVERS = 12;

    @TempDir
    private static Path folder;
    private static PrivateAuthority authority;
    private static Process process;
    private static String[] ports;
    private static LoopThread loop;

    @BeforeAll
    static void start() throws IOException
    {
        authority = new PrivateAuthority(folder);
        authority.certify("localhost", 30);
        final List<String> command = new ArrayList<>(ClientTools.node("server.mjs"));
        command.add(authority.key("localhost").toString());
        command.add(authority.chain("localhost").toString());
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII);
        ports = lines.readLine().split(" ");
        assertEquals(SERVERS, ports.length);
        loop = LoopThread.start();
    }

    @AfterAll
    static void stop()
    {
        loop.close();
        process.destroy();
        assertEquals(List.of(), loop.errors());
    }

    static IntStream servers()
    {
        return IntStream.range(0, 2 * SERVERS);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void shouldTalkToIt(final int number)
    {
        final int server = number / 2;
        final URI uri = URI.create((server % 2 == 0 ? "ws" : "wss") + "://localhost:" + ports[server] + "/");
        final LinkTarget target = Targets.trusting(Targets.to(uri), authority.trust());
        final LinkEvents events = new LinkEvents();
        final WebSocketLink link = loop.connect(number % 2 == 0 ? target : Targets.deflating(target), events);

        assertEquals("open", events.next());
        assertEquals("text " + hex("small"), events.next());
        assertEquals("binary " + hex("long ".repeat(40_000)), events.next());
        assertEquals("binary " + hex("longer ".repeat(860_000).substring(0, 6_000_000)), events.next());
        assertEquals("text " + hex("fragments"), events.next());
        assertEquals("text " + hex("pong tick"), events.next());
        for (final String text : new String[]{"", "a", "\u00fc\ud83d\ude00", "x".repeat(70_000)})
        {
            assertTrue(loop.call(() -> link.sendText(text)));
            assertEquals("text " + hex(text), events.next());
        }
        assertTrue(loop.call(link::ping));
        assertEquals("pong", events.next());
        assertTrue(loop.call(() -> link.sendText("end")));
        assertEnd(events.end(), Cause.CLOSED, 4321, "as you wish");
    }

    private static String hex(final String text)
    {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
