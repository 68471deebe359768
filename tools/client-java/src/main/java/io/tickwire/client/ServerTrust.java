package io.tickwire.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which servers are believed to be who they say.
 * Thread: any
 */
public final class ServerTrust
{
    private static final Pattern CERTIFICATE =
        Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    private ServerTrust()
    {
    }

    /**
     * Those that a certificate of a file is of, or has signed.
     *
     * @throws IllegalArgumentException where there is no certificate in it.
     */
    public static SSLContext of(final Path file) throws IOException
    {
        final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        // There may be a key in it, too, as in the files that servers have.
        final String certificates =
            CERTIFICATE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        if (certificates.isEmpty())
        {
            throw new IllegalArgumentException("no certificate in PEM is in " + file);
        }
        try
        {
            final Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)));
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (final Certificate certificate : found)
            {
                store.setCertificateEntry(Integer.toString(number++), certificate);
            }
            final TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);

            return context(factory.getTrustManagers());
        }
        catch (final GeneralSecurityException ex)
        {
            throw new IllegalArgumentException(
                "a certificate that can not be read is in " + file + ": " + ex.getMessage(), ex);
        }
    }

    /**
     * All: for a look at a server with a certificate of its own making.
     */
    public static SSLContext ofAnybody()
    {
        try
        {
            return context(new TrustManager[] {new Credulous()});
        }
        catch (final GeneralSecurityException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static SSLContext context(final TrustManager[] managers) throws GeneralSecurityException
    {
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);

        return context;
    }

    /**
     * Believes each certificate, for each host.
     * Thread: any
     */
    private static final class Credulous extends X509ExtendedTrustManager
    {
        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final Socket socket)
        {
            // Whoever it is.
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final Socket socket)
        {
            // Whoever it is.
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine)
        {
            // Whoever it is.
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type, final SSLEngine engine)
        {
            // Whoever it is.
        }

        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String type)
        {
            // Whoever it is.
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String type)
        {
            // Whoever it is.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers()
        {
            return new X509Certificate[0];
        }
    }
}
