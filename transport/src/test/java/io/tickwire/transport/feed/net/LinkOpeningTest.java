package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.feed.net.ScriptedServer.Script;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How links are opened, and what is told where they are not.
 */
class LinkOpeningTest
{
    private static final int SHORT_MS = 50;
    private static final int LONG_MS = 60_000;

    private LoopThread loop;

    @BeforeEach
    void start()
    {
        loop = LoopThread.start();
    }

    @AfterEach
    void stop()
    {
        loop.close();
        assertEquals(List.of(), loop.errors());
    }

    @Test
    void shouldAskAsTheRfcSays()
    {
        final CompletableFuture<List<String>> request = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> request.complete(peer.readRequest())))
        {
            final LinkTarget plain = server.target();
            loop.connect(
                new LinkTarget(
                    plain.uri(), Map.of("User-Agent", "mine"), plain.trust(), plain.proxy(), true,
                    plain.maxMessageBytes(), plain.limits()),
                new LinkEvents());

            final List<String> lines = LoopThread.await(request);
            assertEquals("GET /stream?streams=a/b HTTP/1.1", lines.get(0));
            assertTrue(lines.containsAll(List.of(
                "Host: localhost:" + server.port(), "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Extensions: permessage-deflate", "User-Agent: mine")),
                lines::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void shouldTakeWhatStandsBehindTheAnswer(final int piece)
    {
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            peer.readRequest();
            final ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes((peer.taken() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(ClientFrames.ofServer().text("hi").bytes());
            peer.send(all.toByteArray(), piece).awaitEnd();
        }))
        {
            final LinkEvents events = new LinkEvents();
            loop.connect(server.target(), events);

            assertEquals("open", events.next());
            assertEquals("text 6869", events.next());
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException
    {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            port = free.getLocalPort();
        }

        assertEnd(endOf(Targets.to(URI.create("ws://127.0.0.1:" + port))), Cause.UNREACHABLE, 0, "refused");
    }

    /** In a process of its own, since a JVM asks one file of hosts for all that it looks up. */
    @Test
    void shouldTryTheNextAddressOfAHost(@TempDir final Path folder) throws IOException, InterruptedException
    {
        final Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 two.example\n127.0.0.1 two.example\n");
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.open().awaitEnd()))
        {
            final Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Djdk.net.hosts.file=" + hosts, "-cp", System.getProperty("java.class.path"),
                LinkProcess.class.getName(), "ws://two.example:" + server.port() + "/")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            final String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertEquals(0, process.waitFor());
            assertEquals("open", printed.strip());
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchHost()
    {
        final LinkTarget target = Targets.within(
            Targets.to(URI.create("ws://no-such-host.invalid/")), new LinkLimits(20_000, 1, 1, 1, 1 << 10));

        assertEnd(endOf(target), Cause.UNREACHABLE, 0, "the address of the host was not found");
    }

    @Test
    void shouldNotWaitForEverForAnAnswer()
    {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Peer::awaitEnd))
        {
            final LinkLimits limits = new LinkLimits(LONG_MS, LONG_MS, SHORT_MS, LONG_MS, 1 << 18);

            assertEnd(endOf(Targets.within(server.target(), limits)), Cause.REFUSED, 0, "more than 50 ms");
        }
    }

    @Test
    void shouldNotWaitForEverForTls()
    {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Peer::awaitEnd))
        {
            final LinkLimits limits = new LinkLimits(LONG_MS, SHORT_MS, LONG_MS, LONG_MS, 1 << 18);
            final URI uri = URI.create("wss://localhost:" + server.port());

            assertEnd(endOf(Targets.within(Targets.to(uri), limits)), Cause.UNTRUSTED, 0, "more than 50 ms");
        }
    }

    @Test
    void shouldSayThatItEndedBeforeItsAnswer()
    {
        assertEnd(endOf(peer -> peer.send("HTTP/1.1 101 Switching")), Cause.REFUSED, 0, "the connection ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9\r\n\r\n", "\r\n\r\n", "HTTP/2 101\r\n\r\n", "HTTP/1.1 10\r\n\r\n",
        "HTTP/1.1 101 ok\r\nUpgrade\r\n\r\n", "HTTP/1.1 101 ok\r\n folded: x\r\n\r\n"})
    void shouldTakeNoAnswerThatIsNotHttp(final String answer)
    {
        assertEnd(endOf(peer -> peer.send(answer).awaitEnd()), Cause.REFUSED, 0, "an answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X: y\r\n"})
    void shouldTakeNoEndlessHead(final String part)
    {
        assertEnd(endOf(peer ->
        {
            peer.send("HTTP/1.1 101 ok\r\n");
            while (true)
            {
                peer.send(part.repeat(100));
            }
        }), Cause.REFUSED, 0, "head of more than 16384 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"})
    void shouldTakeNoAnswerToAnotherKey(final String headers)
    {
        assertEnd(endOf(peer -> peer.send("HTTP/1.1 101 ok\r\n" + headers + "\r\n").awaitEnd()),
            Cause.REFUSED, 101, "a Sec-WebSocket-Accept that is not right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: websocket", "Connection: Upgrade"})
    void shouldTakeNoAnswerThatLacksAHeader(final String missing)
    {
        assertEnd(endOf(peer ->
        {
            peer.readRequest();
            peer.send(peer.taken().replace(missing, "X: y") + "\r\n").awaitEnd();
        }), Cause.REFUSED, 101, "no " + missing.substring(0, missing.indexOf(':')));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Sec-WebSocket-Protocol: v1", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Extensions: ,"})
    void shouldTakeNothingThatItDidNotOffer(final String more)
    {
        assertEnd(
            endOf(peer -> peer.open(more + "\r\n").awaitEnd()), Cause.REFUSED, 101, "the answer to the handshake");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "x-webkit-deflate-frame", "permessage-deflate; client_max_window_bits=15", "permessage-deflate, x",
        "permessage-deflate; server_max_window_bits=7", "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate, permessage-deflate", "permessage-deflate; x"})
    void shouldTakeNoExtensionThatIsNoAnswerToItsOffer(final String extension)
    {
        try (ScriptedServer server = ScriptedServer.start(
            peer -> peer.open("Sec-WebSocket-Extensions: " + extension + "\r\n").awaitEnd()))
        {
            assertEnd(
                endOf(Targets.deflating(server.target())), Cause.REFUSED, 101, "an extension that was not offered");
        }
    }

    @Test
    void shouldTellOfARedirectAndNotFollowIt()
    {
        assertEnd(
            endOf(peer -> peer.send(
                "HTTP/1.1 302 Found\r\nLocation: ws://localhost:1/\r\nContent-Length: 0\r\n\r\n").awaitEnd()),
            Cause.REFUSED, 302, "the server answered 302 Found, which is not followed: ws://localhost:1/");
    }

    @Test
    void shouldTellHowLongToStayAwayAndHowTheBodyBegins()
    {
        final LinkEnd end = endOf(peer -> peer.send(
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 20\r\n\r\n{\"code\":\n-1003,\"a\":1}")
            .awaitEnd());

        assertEnd(end, Cause.REFUSED, 429, "the server answered 429 Too Many Requests: {\"code\": -1003,\"a\":1");
        assertEquals(7_000, end.retryAfterMs());
    }

    @Test
    void shouldTellTheBodyOfAChunkedRefusalAndUnderstandADate()
    {
        final String date =
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        final LinkEnd end = endOf(peer -> peer.send("HTTP/1.1 503 \r\nRetry-After: " + date +
            "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nlater\r\n0\r\n\r\n"));

        assertEnd(end, Cause.REFUSED, 503, "the server answered 503: later");
        assertTrue(end.retryAfterMs() > 3_000_000 && end.retryAfterMs() <= 3_600_000, end::toString);
    }

    @Test
    void shouldNotWaitForABodyThatDoesNotEnd()
    {
        assertEnd(endOf(peer -> peer.send("HTTP/1.1 418 I'm a teapot\r\n\r\nbanned").awaitEnd()),
            Cause.REFUSED, 418, "the server answered 418 I'm a teapot: banned");
    }

    @Test
    void shouldNotReadAllOfABody()
    {
        final LinkEnd end = endOf(peer ->
        {
            peer.send("HTTP/1.1 403 Forbidden\r\n\r\n");
            while (true)
            {
                peer.send("<html>\u001b[31m".repeat(100));
            }
        });

        assertEnd(end, Cause.REFUSED, 403, "the server answered 403 Forbidden: <html> [31m<html>");
        assertTrue(end.reason().length() < 300, end::reason);
    }

    @Test
    void shouldLetGoOfALinkThatIsNotWantedBeforeItIsOpen()
    {
        final CountDownLatch asked = new CountDownLatch(1);
        final CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(peer ->
        {
            peer.readRequest();
            asked.countDown();
            gone.complete(peer.hasEnded());
        }))
        {
            final LinkEvents events = new LinkEvents();
            final WebSocketLink link = loop.connect(server.target(), events);
            assertFalse(loop.call(() -> link.sendText("too early")));
            assertFalse(loop.call(link::ping));
            LoopThread.await(CompletableFuture.runAsync(() -> awaitQuietly(asked)));
            loop.run(() -> link.close(1000, "not wanted"));

            assertEnd(events.end(), Cause.OWN, 1000, "not wanted");
            assertTrue(LoopThread.await(gone));
        }
    }

    @Test
    void shouldLetGoOfALinkInTheTurnInWhichItWasBegun()
    {
        final LinkEvents events = new LinkEvents();
        loop.run(() ->
        {
            loop.loop().connect(Targets.to(URI.create("ws://localhost:1/")), events).abort("never mind");
            assertFalse(events.hasEnded());
        });

        assertEnd(events.end(), Cause.OWN, LinkEnd.ABNORMAL, "never mind");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://localhost/", "ws:///x", "ws:x", "ws://user:secret@localhost/", "ws://localhost/#part"})
    void shouldTakeNoOtherAddresses(final String uri)
    {
        final String message =
            assertThrows(IllegalArgumentException.class, () -> Targets.to(URI.create(uri))).getMessage();

        assertFalse(message.contains("secret"), message);
    }

    @Test
    void shouldLetNoHeaderBeSmuggled()
    {
        final LinkTarget target = Targets.to(URI.create("ws://localhost/"));
        for (final Map<String, String> headers : List.of(Map.of("a", "b\r\nc: d"), Map.of("a: b\r\nc", "d")))
        {
            assertThrows(IllegalArgumentException.class, () -> new LinkTarget(
                target.uri(), headers, target.trust(), target.proxy(), false, 1, target.limits()));
        }
    }

    private LinkEnd endOf(final Script script)
    {
        try (ScriptedServer server = ScriptedServer.start(script))
        {
            return endOf(server.target());
        }
    }

    private LinkEnd endOf(final LinkTarget target)
    {
        final LinkEvents events = new LinkEvents();
        loop.connect(target, events);
        final LinkEnd end = events.end();
        assertEquals(0, events.left());

        return end;
    }

    static void assertEnd(final LinkEnd end, final Cause cause, final int code, final String reason)
    {
        assertEquals(cause, end.cause(), end::toString);
        assertEquals(code, end.code(), end::toString);
        assertTrue(end.reason().contains(reason), end::toString);
    }

    private static void awaitQuietly(final CountDownLatch latch)
    {
        try
        {
            latch.await();
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
