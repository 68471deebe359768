package io.tickwire.transport;

import io.tickwire.transport.clients.Trust;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.tls.ClientAuth;
import io.tickwire.transport.tls.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Where the server's certificate comes from, and what becomes of it while it runs.
 */
class TlsFilesTest
{
    private static final long NEVER_MS = 3_600_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, pkcs8", "rsa:2048, rsa", "ec, pkcs8", "ec, ec", "ed25519, pkcs8"})
    void shouldReadKeysOfEachForm(final String algorithm, final String form) throws IOException
    {
        final String[] options = algorithm.equals("ec") ?
            new String[] {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"} :
            new String[] {"-newkey", algorithm};
        TlsServer.makeCertificate(folder, "server", options);
        final String key = folder.resolve("server.key").toString();
        if ("rsa".equals(form))
        {
            TlsServer.run("openssl", "rsa", "-traditional", "-in", key, "-out", key);
        }
        else if ("ec".equals(form))
        {
            TlsServer.run("openssl", "ec", "-in", key, "-out", key);
        }
        final String begin = "pkcs8".equals(form) ? "BEGIN PRIVATE" : "BEGIN " + form.toUpperCase(Locale.ROOT);
        assertTrue(Files.readString(folder.resolve("server.key")).contains(begin));

        assertServes(TlsServer.settings(folder));
    }

    @Test
    void shouldReadStores()
    {
        TlsServer.makeCertificate(folder, "server");
        TlsServer.makeStore(folder, "server");
        final TlsSettings settings = fromStore("changeit");

        assertServes(settings);
        final StartException wrong = assertThrows(StartException.class, () -> start(fromStore("wrong")));
        final String message = wrong.getMessage();
        assertTrue(message.startsWith("tls.keystore can not be used with tls.password: "), message);
    }

    @Test
    void shouldNotStartForOthersWithoutACertificate()
    {
        final ServerConfig config = TestServer.config();
        final StartException refused = assertThrows(StartException.class, () -> new TickwireServer(config
            .with(profile(ServerConfig.Profile.PRODUCTION))
            .with(TlsSettings.defaults().with(config.server().listeners()))).start());

        assertTrue(refused.getMessage().contains("tls.certificate"), refused.getMessage());
        assertTrue(Files.notExists(folder.resolve("tls")));
    }

    @Test
    void shouldSayWhatIsWrongWithFiles() throws IOException
    {
        TlsServer.makeCertificate(folder, "server");
        TlsServer.makeCertificate(folder, "other");
        final TlsSettings settings = TlsServer.settings(folder);
        final Path key = folder.resolve("server.key");

        Files.copy(folder.resolve("other.key"), key, StandardCopyOption.REPLACE_EXISTING);
        assertRefused(settings, "tls.key is not the key of the certificate: CN=server");
        Files.writeString(key, "nonsense");
        assertRefused(settings, "tls.key can not be used: " + key + ": there is no BEGIN PRIVATE KEY in it");
        Files.delete(key);
        assertRefused(settings, "tls.key can not be read: NoSuchFileException: " + key);
        Files.writeString(folder.resolve("server.crt"), "nonsense");
        Files.writeString(key, "nonsense");
        assertRefused(settings, "tls.certificate can not be used: ");
    }

    @Test
    void shouldMakeACertificateForDevelopersOnceAndKeepItsKeyPrivate() throws IOException
    {
        final String first = fingerprint();
        final Path file = folder.resolve("tls").resolve("development.pem");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(first, fingerprint());
        Files.writeString(file, "nonsense");
        assertTrue(!first.equals(fingerprint()));
        try (Stream<Path> files = Files.list(file.getParent()))
        {
            assertEquals(List.of(file), files.toList());
        }
    }

    /** Connections of before go on, and lose nothing. */
    @Test
    void shouldTakeNewCertificatesWhileItServes() throws IOException
    {
        TlsServer.makeCertificate(folder, "server");
        TlsServer.makeCertificate(folder, "next");
        replace("server.crt", "first.crt");
        final SimulatedMarket busy = new SimulatedMarket(1, List.of("alpha"), 1, 2_000, 0);
        try (TestServer server = TlsServer.start(folder, config -> config.with(FeedSettings.simulated(busy)));
            RawClient before = RawClient.open(socket(server, "first.crt"), "/ws", false))
        {
            before.send(SlowServer.subscribe("trade", ""));
            final Map<String, Long> last = new HashMap<>();
            readTrades(before, last);

            replace("next.crt", "server.crt");
            server.awaitCount(ServerCounter.TLS_RELOADS_FAILED, 1);
            assertEquals("CN=server", subject(server, "first.crt"));
            replace("next.key", "server.key");
            server.awaitCount(ServerCounter.TLS_RELOADS, 1);
            assertEquals("CN=next", subject(server, "next.crt"));

            readTrades(before, last);
            before.send("{\"type\":\"ping\"}").message("pong");
        }
    }

    @Test
    void shouldTellWhenTheCertificateExpires()
    {
        TlsServer.makeCertificate(folder, "server");
        try (TestServer server = TlsServer.start(folder, config -> config))
        {
            final double seconds =
                new PrometheusText(server.get("/metrics").body()).get("tickwire_tls_certificate_expires_seconds");
            assertTrue(seconds > 29 * 86_400 && seconds <= 30 * 86_400, () -> "seconds=" + seconds);
        }
    }

    private static void readTrades(final RawClient client, final Map<String, Long> last)
    {
        for (int i = 0; i < 100; i++)
        {
            final JsonNode trade = client.message("trade_update");
            final long sequence = trade.path("seq").asLong();
            final Long previous = last.put(trade.path("venue").asString(), sequence);
            assertTrue(previous == null || sequence == previous + 1, trade.toString());
        }
    }

    private String fingerprint()
    {
        final ServerConfig config = TestServer.config();
        try (TestServer server = TestServer.start(any -> config
            .with(profile(ServerConfig.Profile.DEVELOPMENT))
            .with(TlsSettings.defaults().with(config.server().listeners()))))
        {
            return server.server().certificate().orElseThrow();
        }
    }

    private ServerConfig.Server profile(final ServerConfig.Profile profile)
    {
        return new ServerConfig.Server(
            "test", TestServer.config().server().listeners(), 2, profile, Optional.of(folder), false);
    }

    private TlsSettings fromStore(final String password)
    {
        return new TlsSettings(
            TestServer.config().server().listeners(), Optional.empty(), Optional.empty(),
            Optional.of(folder.resolve("server.p12")), Optional.of(password), ClientAuth.NONE, Optional.empty(),
            NEVER_MS, NEVER_MS);
    }

    private void assertServes(final TlsSettings settings)
    {
        try (TestServer server = TestServer.start(config -> config.with(settings)))
        {
            assertEquals("CN=server", subject(server, "server.crt"));
        }
    }

    private static void start(final TlsSettings settings) throws StartException
    {
        new TickwireServer(TestServer.config().with(settings)).start();
    }

    private static void assertRefused(final TlsSettings settings, final String message)
    {
        final StartException refused = assertThrows(StartException.class, () -> start(settings));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
        assertTrue(refused.getMessage().indexOf('\n') < 0, refused.getMessage());
    }

    private SSLSocket socket(final TestServer server, final String authority)
    {
        return TlsServer.connect(TlsServer.port(server), Trust.in(folder.resolve(authority)), 0);
    }

    private String subject(final TestServer server, final String authority)
    {
        try (SSLSocket socket = socket(server, authority))
        {
            return socket.getSession().getPeerPrincipal().getName();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void replace(final String from, final String to) throws IOException
    {
        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }
}
