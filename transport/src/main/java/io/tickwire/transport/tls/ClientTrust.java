package io.tickwire.transport.tls;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose certificates are believed where we are the client.
 * Thread: any
 */
public final class ClientTrust
{
    private ClientTrust()
    {
    }

    /**
     * A context that believes those whom the JDK believes, and the authorities of files.
     *
     * @param authorities PEM, each with one certificate or more.
     */
    public static SSLContext context(final List<Path> authorities) throws TlsException
    {
        final List<X509Certificate> own = new ArrayList<>();
        for (final Path file : authorities)
        {
            own.addAll(read(file));
        }
        try
        {
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, own.isEmpty() ? null : managers(own), null);

            return context;
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new TlsException("the certificates to be trusted can not be used", ex);
        }
    }

    private static List<X509Certificate> read(final Path file) throws TlsException
    {
        try
        {
            return Pem.certificates(Files.readAllBytes(file));
        }
        catch (final IOException | GeneralSecurityException ex)
        {
            throw new TlsException("no certificates can be read from a file to be trusted: " + file, ex);
        }
    }

    private static TrustManager[] managers(final List<X509Certificate> own)
        throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (final X509Certificate certificate : own)
        {
            store.setCertificateEntry("own-" + count++, certificate);
        }
        for (final TrustManager manager : trusting(null).getTrustManagers())
        {
            if (manager instanceof final X509TrustManager jdk)
            {
                for (final X509Certificate certificate : jdk.getAcceptedIssuers())
                {
                    store.setCertificateEntry("jdk-" + count++, certificate);
                }
            }
        }

        return trusting(store).getTrustManagers();
    }

    /**
     * @param store null: that of the JDK.
     */
    private static TrustManagerFactory trusting(final KeyStore store) throws GeneralSecurityException
    {
        final TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);

        return factory;
    }
}
