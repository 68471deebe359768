package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.clients.RealClient;
import io.tickwire.transport.clients.Trust;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.tls.ClientAuth;
import io.tickwire.transport.tls.TlsSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The server over TLS, to clients that others wrote and to some that mean no good.
 */
class TlsTest
{
    private static final int SMALL = 4_096;
    private static final long NEVER_MS = 3_600_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificates()
    {
        TlsServer.makeCertificate(folder, "server");
        TlsServer.makeCertificate(folder, "client");
        TlsServer.makeCertificate(folder, "stranger");
        TlsServer.makeStore(folder, "client");
        TlsServer.makeStore(folder, "stranger");
    }

    @ParameterizedTest
    @EnumSource(RealClient.Kind.class)
    void shouldServeRealClients(final RealClient.Kind kind)
    {
        try (TestServer server = TlsServer.start(folder, config -> config))
        {
            for (final String form : List.of("json", "msgpack", "sbe"))
            {
                final String url = "wss://localhost:" + TlsServer.port(server) + "/ws?encoding=" + form;
                try (RealClient client = RealClient.open(
                    kind, url, form, Checks.PROTOCOL, folder.resolve("server.crt")))
                {
                    client.send(Map.of("type", "subscribe", "channel", "trade", "symbols", List.of("*")));
                    client.send(Map.of("type", "ping", "id", 7));
                    client.message("pong");
                    client.closeWith(1000);
                    assertEquals(1000, client.closeCode());
                }
            }
            server.awaitCount(ServerCounter.CONNECTIONS_CLOSED, 3);
            server.awaitCount(ServerCounter.TLS_HANDSHAKES, 3);
        }
    }

    /** What a slow client misses it is told of, and what it gets is in order; what was begun to be sent ends first. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void shouldTellASlowClientOfEachGap(final String protocol) throws IOException
    {
        final Limits.Slow slow = new Limits.Slow(1 << 16, NEVER_MS, NEVER_MS, NEVER_MS, 2 * SMALL);
        final SimulatedMarket market = new SimulatedMarket(1, List.of("alpha"), 1, 4_000, 0);
        try (TestServer server = TlsServer.start(folder, config -> config
            .with(config.limits().with(slow))
            .with(FeedSettings.simulated(market)));
            RawClient client = RawClient.open(connect(server, protocol, SMALL), "/ws", true))
        {
            client.send(SlowServer.subscribe("trade", ""));
            client.message("subscribed");
            for (int round = 1; round <= 3; round++)
            {
                final long dropped = server.count(ServerCounter.EVENTS_DROPPED);
                TestServer.await(
                    () -> server.count(ServerCounter.EVENTS_DROPPED) > dropped + 200, () -> "no events dropped");
                client.send("{\"type\":\"ping\",\"id\":" + round + "}");
                readUntilGapIsTold(client);
            }
            assertTrue(server.count(ServerCounter.WRITES_PARTIAL) > 0);
        }
    }

    private static void readUntilGapIsTold(final RawClient client)
    {
        long last = -1;
        boolean hasPong = false;
        boolean hasGap = false;
        while (!hasPong || !hasGap)
        {
            final JsonNode message = client.await(frame -> !frame.type().isEmpty()).json();
            switch (message.path("type").asString())
            {
                case "pong":
                    hasPong = true;
                    break;

                case "gap":
                    hasGap = true;
                    assertEquals(last < 0 ? message.path("from").asLong() : last + 1, message.path("from").asLong());
                    last = message.path("to").asLong();
                    break;

                case "trade_update":
                    assertTrue(last < 0 || message.path("seq").asLong() == last + 1, last + " then " + message);
                    last = message.path("seq").asLong();
                    break;

                default:
                    break;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1", "-tls1_1"})
    void shouldRefuseOldVersions(final String version) throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config))
        {
            final String said = openssl(server, "", version, "-cipher", "ALL:@SECLEVEL=0");

            assertTrue(said.contains("alert protocol version"), said);
            server.awaitCount(ServerCounter.TLS_HANDSHAKES_FAILED, 1);
            assertEquals(0, server.count(ServerCounter.TLS_HANDSHAKES));
        }
    }

    @Test
    void shouldRefuseWeakSuitesAndOtherProtocols() throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config))
        {
            final String weak = openssl(server, "", "-tls1_2", "-cipher", "AES128-SHA:ECDHE-ECDSA-AES128-SHA");
            final String http2 = openssl(server, "", "-alpn", "h2");

            assertTrue(weak.contains("alert handshake failure"), weak);
            assertTrue(http2.contains("alert no application protocol"), http2);
            server.awaitCount(ServerCounter.TLS_HANDSHAKES_FAILED, 2);
        }
    }

    @Test
    void shouldRefuseToShakeHandsAgain() throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config);
            SSLSocket socket = connect(server, "TLSv1.2", 0))
        {
            socket.startHandshake();
            assertThrows(IOException.class, () ->
            {
                while (socket.getInputStream().read() >= 0)
                {
                    // Until it ends, with an error or without.
                    continue;
                }
                throw new IOException("the end");
            });
            server.awaitCount(ServerCounter.TLS_RENEGOTIATIONS_REFUSED, 1);
        }
    }

    /** TLS 1.3 begins no handshake anew, but changes keys; each change has to be answered before the next record. */
    @Test
    void shouldChangeKeys() throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config);
            SSLSocket socket = connect(server, "TLSv1.3", 0);
            RawClient client = RawClient.open(socket, "/ws", false))
        {
            for (int i = 0; i < 10; i++)
            {
                socket.startHandshake();
                client.send("{\"type\":\"ping\",\"id\":" + i + "}");
                assertEquals(i, client.message("pong").path("id").asInt());
            }
            assertEquals(0, server.count(ServerCounter.TLS_RENEGOTIATIONS_REFUSED));
        }
    }

    @ParameterizedTest
    @EnumSource(ServerConfig.Profile.class)
    void shouldHaveBrowsersKeepToTlsInProduction(final ServerConfig.Profile profile) throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config.with(new ServerConfig.Server(
                "test", config.server().listeners(), 2, profile, Optional.of(folder), false)));
            SSLSocket socket = connect(server, "TLSv1.3", 0))
        {
            final String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            final String answer = new String(bytesOf(socket), StandardCharsets.ISO_8859_1);
            assertEquals(
                profile == ServerConfig.Profile.PRODUCTION,
                answer.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"),
                answer);
        }
    }

    @Test
    void shouldCloseWhatIsNoTls() throws IOException
    {
        try (TestServer server = TlsServer.start(folder, config -> config);
            Socket socket = new Socket("127.0.0.1", TlsServer.port(server)))
        {
            final String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            server.awaitCount(ServerCounter.TLS_HANDSHAKES_FAILED, 1);
            assertTrue(new String(bytesOf(socket), StandardCharsets.ISO_8859_1).indexOf("HTTP") < 0);
        }
    }

    @Test
    void shouldNotWaitForHandsForever() throws IOException
    {
        final TlsSettings hasty = new TlsSettings(
            TlsServer.settings(folder).listeners(), Optional.of(folder.resolve("server.crt")),
            Optional.of(folder.resolve("server.key")), Optional.empty(), Optional.empty(), ClientAuth.NONE,
            Optional.empty(), 200, NEVER_MS);
        try (TestServer server = TlsServer.start(folder, config -> config.with(hasty));
            Socket silent = new Socket("127.0.0.1", TlsServer.port(server));
            Socket slow = new Socket("127.0.0.1", TlsServer.port(server)))
        {
            slow.getOutputStream().write(new byte[] {22, 3, 1, 1});
            server.awaitCount(ServerCounter.TLS_HANDSHAKES_TIMED_OUT, 2);

            bytesOf(silent);
            bytesOf(slow);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientAuth.class)
    void shouldAskForCertificatesAsItIsSet(final ClientAuth auth)
    {
        final TlsSettings settings = TlsServer.settings(folder);
        final TlsSettings asking = new TlsSettings(
            settings.listeners(), settings.certificate(), settings.key(), Optional.empty(), Optional.empty(), auth,
            Optional.of(folder.resolve("client.crt")).filter(any -> auth != ClientAuth.NONE), NEVER_MS, NEVER_MS);
        try (TestServer server = TlsServer.start(folder, config -> config.with(asking)))
        {
            ping(server, "client");
            if (auth == ClientAuth.REQUIRED)
            {
                assertThrows(UncheckedIOException.class, () -> ping(server, null));
            }
            else
            {
                ping(server, null);
            }
            if (auth == ClientAuth.NONE)
            {
                ping(server, "stranger");
            }
            else
            {
                // The JDK's client shows no certificate that the server would not believe.
                server.awaitCount(
                    ServerCounter.TLS_HANDSHAKES_FAILED, auth == ClientAuth.REQUIRED ? 1 : 0);
            }
        }
    }

    /** One that signs itself shows what it likes, whatever the server says that it believes. */
    @ParameterizedTest
    @CsvSource({"-tls1_2", "-tls1_3"})
    void shouldBelieveNoCertificateOfAnotherAuthority(final String version) throws IOException
    {
        final TlsSettings settings = TlsServer.settings(folder);
        final TlsSettings required = new TlsSettings(
            settings.listeners(), settings.certificate(), settings.key(), Optional.empty(), Optional.empty(),
            ClientAuth.REQUIRED, Optional.of(folder.resolve("client.crt")), NEVER_MS, NEVER_MS);
        try (TestServer server = TlsServer.start(folder, config -> config.with(required)))
        {
            assertFalse(getAs("stranger", server, version).contains("HTTP/1.1"));
            server.awaitCount(ServerCounter.TLS_HANDSHAKES_FAILED, 1);
            assertEquals(0, server.count(ServerCounter.TLS_HANDSHAKES));
            assertTrue(getAs("client", server, version).contains("HTTP/1.1 200"));
            server.awaitCount(ServerCounter.TLS_HANDSHAKES, 1);
        }
    }

    private static String getAs(final String name, final TestServer server, final String version) throws IOException
    {
        return openssl(
            server, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            version, "-quiet", "-cert", folder.resolve(name + ".crt").toString(),
            "-key", folder.resolve(name + ".key").toString());
    }

    /** Be answered, with the certificate of a name; null: with none. */
    private static void ping(final TestServer server, final String name)
    {
        final Path identity = name == null ? null : folder.resolve(name + ".p12");
        final SSLSocket socket = TlsServer.connect(
            TlsServer.port(server), Trust.in(folder.resolve("server.crt"), identity), 0);
        try (RawClient client = RawClient.open(socket, "/ws", false))
        {
            client.send("{\"type\":\"ping\"}").message("pong");
        }
    }

    private static SSLSocket connect(final TestServer server, final String protocol, final int receiveBytes)
    {
        return TlsServer.connect(TlsServer.port(server), TlsServer.trust(folder), receiveBytes, protocol);
    }

    private static byte[] bytesOf(final Socket socket)
    {
        try
        {
            return socket.getInputStream().readAllBytes();
        }
        catch (final IOException ex)
        {
            // It was reset.
            return new byte[0];
        }
    }

    private static String openssl(final TestServer server, final String input, final String... options)
        throws IOException
    {
        final List<String> command = new ArrayList<>(
            List.of("openssl", "s_client", "-connect", "127.0.0.1:" + TlsServer.port(server)));
        command.addAll(List.of(options));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream())
        {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }

        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
