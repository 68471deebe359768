package io.tickwire.transport.feed.net;

import io.tickwire.transport.clients.Trust;
import io.tickwire.transport.tls.ClientTrust;
import io.tickwire.transport.tls.TlsException;

import javax.net.ssl.SSLContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority that nobody trusts who was not told to, and the servers that it certifies; {@code openssl} does it.
 */
final class PrivateAuthority
{
    private static final long PATIENCE_S = 60;
    private static final List<String> NEW_KEY = List.of(
        "openssl", "req", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");

    private final Path folder;

    PrivateAuthority(final Path folder)
    {
        this.folder = folder;
        run(NEW_KEY, "-x509", "-days", "30", "-subj", "/CN=authority", "-keyout", file("ca.key"), "-out", certificate()
            .toString());
    }

    Path certificate()
    {
        return folder.resolve("ca.crt");
    }

    /** Who believes it, and those whom the JDK does. */
    SSLContext trust()
    {
        try
        {
            return ClientTrust.context(List.of(certificate()));
        }
        catch (final TlsException ex)
        {
            throw new AssertionError(ex);
        }
    }

    /**
     * A server that it certifies.
     *
     * @param days that it is valid; -1: it was so until yesterday.
     */
    SSLContext server(final String host, final int days)
    {
        certify(host, days);
        run(List.of("openssl", "pkcs12", "-export", "-passout", "pass:changeit"),
            "-inkey", key(host).toString(), "-in", chain(host).toString(), "-out", file(host + ".p12"));

        return Trust.in(certificate(), folder.resolve(host + ".p12"));
    }

    /** The same, as files: {@link #key} and {@link #chain}. */
    void certify(final String host, final int days)
    {
        try
        {
            Files.writeString(folder.resolve("extensions"), "subjectAltName=DNS:" + host);
            run(NEW_KEY, "-subj", "/CN=" + host, "-keyout", key(host).toString(), "-out", file("request"));
            run(List.of("openssl", "x509", "-req", "-CAcreateserial"), "-days", Integer.toString(days),
                "-in", file("request"), "-CA", file("ca.crt"), "-CAkey", file("ca.key"),
                "-extfile", file("extensions"), "-out", chain(host).toString());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    Path key(final String host)
    {
        return folder.resolve(host + ".key");
    }

    Path chain(final String host)
    {
        return folder.resolve(host + ".crt");
    }

    private String file(final String name)
    {
        return folder.resolve(name).toString();
    }

    private static void run(final List<String> command, final String... more)
    {
        try
        {
            final Path output = Files.createTempFile("command", ".out");
            final List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of(more));
            final Process process =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0)
            {
                throw new AssertionError(whole + ": " + Files.readString(output));
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
}
