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

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import static io.tickwire.transport.feed.net.LinkOpeningTest.assertEnd;
import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Links over TLS, with an authority of our own, and servers that are not who they should be.
 */
class LinkTlsTest
{
    @TempDir
    private static Path folder;
    private static PrivateAuthority authority;
    private static SSLContext localhost;

    private final LinkEvents events = new LinkEvents();
    private LoopThread loop;

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
    }

    @AfterEach
    void stop()
    {
        loop.close();
        assertEquals(List.of(), loop.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldTalkInLongMessagesBothWays(final String version)
    {
        final byte[] message = new byte[3 << 20];
        new Random(1).nextBytes(message);
        final CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(localhost, peer ->
        {
            ((SSLSocket)peer.socket()).setEnabledProtocols(new String[]{version});
            peer.open();
            peer.send(ClientFrames.ofServer().frame(FIN | BINARY, message).text("small"));
            received.complete(peer.readFrame().payload());
            peer.send(ClientFrames.ofServer().close(1000)).awaitEnd();
        }))
        {
            final LinkTarget trusting = Targets.trusting(server.target(), authority.trust());
            final WebSocketLink link = loop.connect(
                Targets.within(trusting, new LinkLimits(60_000, 60_000, 60_000, 60_000, message.length + 100)), events);
            assertEquals("open", events.next());
            assertEquals("binary ".length() + 2 * message.length, events.next().length());
            assertEquals("text 736d616c6c", events.next());
            assertTrue(loop.call(() -> link.sendBinary(message, 0, message.length)));

            assertEquals(message.length, LoopThread.await(received).length);
            assertEnd(events.end(), Cause.CLOSED, 1000, "");
        }
    }

    @Test
    void shouldTakeRecordsThatComeByteByByte()
    {
        try (ScriptedServer server = ScriptedServer.start(localhost, LinkTlsTest::greet);
            ScriptedServer slow = ScriptedServer.start(peer ->
                peer.tunnelTo(new Socket("localhost", server.port()), 1)))
        {
            final URI uri = URI.create("wss://localhost:" + slow.port() + "/");
            loop.connect(Targets.trusting(Targets.to(uri), authority.trust()), events);

            assertEquals("open", events.next());
            assertEquals("text 6869", events.next());
        }
    }

    @Test
    void shouldCloseByTheHandshakesOfBoth()
    {
        final CompletableFuture<String> seen = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(localhost, peer ->
        {
            final int code = peer.open().readFrame().closeCode();
            peer.send(ClientFrames.ofServer().close(code));
            // Without TLS's goodbye this would throw.
            seen.complete(code + " " + peer.hasEnded());
        }))
        {
            final WebSocketLink link = loop.connect(Targets.trusting(server.target(), authority.trust()), events);
            assertEquals("open", events.next());
            loop.run(() -> link.close(1000, "bye"));

            assertEnd(events.end(), Cause.OWN, 1000, "bye");
            assertEquals("1000 true", LoopThread.await(seen));
        }
    }

    @Test
    void shouldTellThatItWasCut()
    {
        try (ScriptedServer server = ScriptedServer.start(localhost, LinkTlsTest::greet);
            ScriptedServer relay = ScriptedServer.start(peer ->
                peer.tunnelTo(new Socket("localhost", server.port()), Integer.MAX_VALUE)))
        {
            final URI uri = URI.create("wss://localhost:" + relay.port() + "/");
            loop.connect(Targets.trusting(Targets.to(uri), authority.trust()), events);
            assertEquals("open", events.next());
            assertEquals("text 6869", events.next());
            loop.run(relay::close);

            assertEnd(events.end(), Cause.CUT, LinkEnd.ABNORMAL, "");
        }
    }

    @Test
    void shouldBelieveNobodyWhomItWasNotToldTo()
    {
        assertUntrusted(localhost, server -> server.target(), "unable to find valid certification path");
    }

    @Test
    void shouldBelieveNobodyWhoIsAnotherHost()
    {
        final SSLContext other = authority.server("example.org", 30);

        assertUntrusted(
            other, server -> Targets.trusting(server.target(), authority.trust()), "localhost");
    }

    @Test
    void shouldBelieveNoCertificateThatHasExpired()
    {
        final SSLContext expired = authority.server("localhost", -1);

        assertUntrusted(expired, server -> Targets.trusting(server.target(), authority.trust()), "NotAfter");
    }

    @Test
    void shouldSayThatItIsNotTls()
    {
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")))
        {
            loop.connect(Targets.to(URI.create("wss://localhost:" + server.port())), events);

            assertEnd(events.end(), Cause.UNTRUSTED, 0, "TLS was not agreed on");
        }
    }

    @Test
    void shouldSayThatItEndedInTheHandshake()
    {
        try (ScriptedServer server = ScriptedServer.start(peer -> peer.socket().shutdownOutput()))
        {
            loop.connect(Targets.to(URI.create("wss://localhost:" + server.port())), events);

            assertEquals(Cause.UNTRUSTED, events.end().cause());
        }
    }

    /** A venue's other links must not wait while a certificate is looked at. */
    @Test
    void shouldLookAtCertificatesAside() throws GeneralSecurityException
    {
        final CompletableFuture<String> thread = new CompletableFuture<>();
        final SSLContext recording = SSLContext.getInstance("TLS");
        recording.init(null, new TrustManager[]{new Recording(thread)}, null);
        try (ScriptedServer server = ScriptedServer.start(localhost, LinkTlsTest::greet))
        {
            loop.connect(Targets.trusting(server.target(), recording), events);
            assertEquals("open", events.next());

            assertTrue(LoopThread.await(thread).startsWith("feed-test-aside-"), thread::toString);
        }
    }

    private interface Choice
    {
        LinkTarget of(ScriptedServer server);
    }

    private void assertUntrusted(final SSLContext context, final Choice target, final String reason)
    {
        try (ScriptedServer server = ScriptedServer.start(context, peer -> peer.open().awaitEnd()))
        {
            loop.connect(target.of(server), events);

            assertEnd(events.end(), Cause.UNTRUSTED, 0, reason);
            assertEquals(0, events.left());
        }
    }

    private static void greet(final Peer peer) throws IOException
    {
        peer.open().send(ClientFrames.ofServer().text("hi")).awaitEnd();
    }

    /**
     * Believes everybody, and says on what thread.
     */
    private static final class Recording extends X509ExtendedTrustManager
    {
        private final CompletableFuture<String> thread;

        private Recording(final CompletableFuture<String> thread)
        {
            this.thread = thread;
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine)
        {
            thread.complete(Thread.currentThread().getName());
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final Socket socket)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final Socket socket)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers()
        {
            return new X509Certificate[0];
        }
    }
}
