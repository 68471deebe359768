package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.feed.net.ScriptedServer.Peer;
import io.tickwire.transport.ws.ClientFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import static io.tickwire.transport.feed.net.LinkOpeningTest.assertEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Links and REST through a proxy.
 */
class ProxyTest
{
    private static final String CREDENTIALS = "user:p\u00e4ss";

    /** Of the above. */
    private static final String BASIC = "Basic dXNlcjpww6Rzcw==";

    @TempDir
    private static Path folder;
    private static PrivateAuthority authority;
    private static SSLContext localhost;

    private final LinkEvents events = new LinkEvents();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private LoopThread loop;
    private ScriptedServer proxy;

    @BeforeAll
    static void certify()
    {
        authority = new PrivateAuthority(folder);
        localhost = authority.server("localhost", 30);
    }

    @BeforeEach
    void start()
    {
        loop = LoopThread.start();
        proxy = ScriptedServer.start(this::connect);
    }

    @AfterEach
    void stop()
    {
        loop.close();
        proxy.close();
        assertEquals(List.of(), loop.errors());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGoThroughIt(final boolean isSecure)
    {
        try (ScriptedServer server = isSecure ?
            ScriptedServer.start(localhost, ProxyTest::greet) : ScriptedServer.start(ProxyTest::greet))
        {
            loop.connect(through(server, Optional.of(CREDENTIALS)), events);

            assertEquals("open", events.next());
            assertEquals("text 6869", events.next());
            assertEquals(List.of("CONNECT localhost:" + server.port() + " HTTP/1.1"), asked);
        }
    }

    /** The proxy finds the host, which we need no address of; and the server is told by which name it is asked. */
    @Test
    void shouldAskByTheNameOfAHostThatOnlyTheProxyKnows()
    {
        final CompletableFuture<String> asked = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(authority.server("stream.example.org", 30), peer ->
        {
            peer.open();
            asked.complete(((ExtendedSSLSession)((SSLSocket)peer.socket()).getSession())
                .getRequestedServerNames().toString());
            peer.awaitEnd();
        }))
        {
            final URI uri = URI.create("wss://stream.example.org:" + server.port() + "/");
            loop.connect(
                Targets.through(
                    Targets.trusting(Targets.to(uri), authority.trust()),
                    new ProxyTarget("localhost", proxy.port(), Optional.of(CREDENTIALS))),
                events);

            assertEquals("open", events.next());
            assertTrue(LoopThread.await(asked).contains("stream.example.org"), asked::toString);
        }
    }

    @Test
    void shouldSayThatItDoesNotKnowUs()
    {
        try (ScriptedServer server = ScriptedServer.start(ProxyTest::greet))
        {
            loop.connect(through(server, Optional.of("user:wrong")), events);

            assertEnd(events.end(), Cause.PROXY, 407, "the proxy answered 407 Proxy Authentication Required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 502 Bad Gateway\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nmore", "no\r\n\r\n", ""})
    void shouldSayThatItDoesNotLetUsThrough(final String answer)
    {
        try (ScriptedServer refusing = ScriptedServer.start(peer ->
        {
            peer.readRequest();
            peer.send(answer);
        }))
        {
            loop.connect(
                Targets.through(
                    Targets.to(URI.create("ws://localhost:1/")),
                    new ProxyTarget("localhost", refusing.port(), Optional.empty())),
                events);

            assertEquals(Cause.PROXY, events.end().cause(), events.end()::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldAskRestThroughIt(final boolean isSecure)
    {
        try (ScriptedServer server = isSecure ?
            ScriptedServer.start(localhost, ProxyTest::answer) : ScriptedServer.start(ProxyTest::answer))
        {
            final CompletableFuture<RestAnswer> answer = new CompletableFuture<>();
            loop.run(() -> new RestClient(
                loop.loop(),
                authority.trust(),
                Optional.of(new ProxyTarget("localhost", proxy.port(), Optional.of(CREDENTIALS))),
                RestLimits.defaults())
                .get(URI.create((isSecure ? "https" : "http") + "://localhost:" + server.port() + "/a"), 100,
                    answer::complete));

            final RestAnswer got = LoopThread.await(answer);
            assertEquals(200, got.status(), got::reason);
            assertEquals("hi", new String(got.body(), 0, got.length(), StandardCharsets.UTF_8));
            assertEquals(1, asked.size());
        }
    }

    @Test
    void shouldNotShowItsCredentials()
    {
        final ProxyTarget target = new ProxyTarget("localhost", 1, Optional.of("user:secret"));

        assertEquals("localhost:1", target.toString());
        assertTrue(!Targets.through(Targets.to(URI.create("ws://localhost/")), target).toString().contains("secret"));
    }

    private LinkTarget through(final ScriptedServer server, final Optional<String> credentials)
    {
        return Targets.through(
            Targets.trusting(server.target(), authority.trust()),
            new ProxyTarget("localhost", proxy.port(), credentials));
    }

    /** What a proxy does: it connects to whom it is told, or asks there itself. */
    private void connect(final Peer peer) throws IOException
    {
        final String request = peer.readRequest().get(0);
        asked.add(request);
        if (!BASIC.equals(peer.header("Proxy-Authorization").orElse("")))
        {
            peer.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").awaitEnd();

            return;
        }
        final String to = request.split(" ")[1].replace("http://", "").replaceAll("/.*", "");
        final Socket other = new Socket("localhost", Integer.parseInt(to.substring(to.indexOf(':') + 1)));
        if (request.startsWith("CONNECT "))
        {
            peer.send("HTTP/1.1 200 Connection established\r\n\r\n");
        }
        else
        {
            other.getOutputStream().write((request + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        peer.tunnelTo(other, Integer.MAX_VALUE);
    }

    private static void greet(final Peer peer) throws IOException
    {
        peer.open().send(ClientFrames.ofServer().text("hi")).awaitEnd();
    }

    private static void answer(final Peer peer) throws IOException
    {
        peer.readRequest();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").awaitEnd();
    }
}
