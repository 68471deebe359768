package io.tickwire.transport;

import io.tickwire.transport.clients.Trust;
import io.tickwire.transport.tls.ClientAuth;
import io.tickwire.transport.tls.TlsSettings;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Servers with TLS, and the certificates of tests, which {@code openssl} and {@code keytool} make: they know more of
 * them than is under test.
 */
final class TlsServer
{
    private static final long LOOK_MS = 20;

    private TlsServer()
    {
    }

    /**
     * A server with the certificate and key of a folder, {@code server.crt} and {@code server.key}.
     */
    static TestServer start(final Path folder, final UnaryOperator<ServerConfig> change)
    {
        return TestServer.start(config -> change.apply(config.with(settings(folder))));
    }

    static TlsSettings settings(final Path folder)
    {
        return new TlsSettings(
            List.of(new ServerConfig.Listener("127.0.0.1", 0)),
            Optional.of(folder.resolve("server.crt")),
            Optional.of(folder.resolve("server.key")),
            Optional.empty(),
            Optional.empty(),
            ClientAuth.NONE,
            Optional.empty(),
            Patience.LIMIT_MS,
            LOOK_MS);
    }

    static int port(final TestServer server)
    {
        return server.server().tlsAddresses().get(0).getPort();
    }

    /**
     * A certificate that signs itself, for localhost.
     */
    static void makeCertificate(final Path folder, final String name, final String... algorithm)
    {
        final String[] command = {
            "openssl", "req", "-x509", "-nodes", "-days", "30", "-subj", "/CN=" + name,
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", folder.resolve(name + ".key").toString(), "-out", folder.resolve(name + ".crt").toString()};
        run(concat(command, algorithm.length > 0 ? algorithm : new String[] {
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"}));
    }

    /**
     * A PKCS#12 store of a certificate and its key.
     */
    static void makeStore(final Path folder, final String name)
    {
        run(
            "openssl", "pkcs12", "-export", "-passout", "pass:changeit",
            "-inkey", folder.resolve(name + ".key").toString(), "-in", folder.resolve(name + ".crt").toString(),
            "-out", folder.resolve(name + ".p12").toString());
    }

    /**
     * A connection over TLS, its hands shaken.
     *
     * @param receiveBytes of the socket's buffer; 0: as the machine likes.
     * @param protocols    that are offered; none: what the JDK offers.
     */
    static SSLSocket connect(
        final int port, final SSLContext context, final int receiveBytes, final String... protocols)
    {
        try
        {
            final Socket plain = new Socket();
            if (receiveBytes > 0)
            {
                plain.setReceiveBufferSize(receiveBytes);
            }
            // No request waits for the 40 ms that a server may take to acknowledge the end of the handshake.
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(Patience.LIMIT_MS);
            plain.connect(new InetSocketAddress("127.0.0.1", port), Patience.LIMIT_MS);
            final SSLSocket socket =
                (SSLSocket)context.getSocketFactory().createSocket(plain, "localhost", port, true);
            if (protocols.length > 0)
            {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();

            return socket;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    static SSLContext trust(final Path folder)
    {
        return Trust.in(folder.resolve("server.crt"));
    }

    /**
     * Run a command to its end.
     */
    static void run(final String... command)
    {
        try
        {
            final Path output = Files.createTempFile("command", ".out");
            final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(Patience.LIMIT_MS, TimeUnit.MILLISECONDS) || process.exitValue() != 0)
            {
                throw new AssertionError(String.join(" ", command) + ": " + Files.readString(output));
            }
            Files.delete(output);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static String[] concat(final String[] first, final String[] second)
    {
        final String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);

        return all;
    }
}
