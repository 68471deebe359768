package io.tickwire.transport.clients;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/**
 * Whom a client of a test believes, and who it says it is.
 */
public final class Trust
{
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Trust()
    {
    }

    /**
     * Whoever has a certificate of these.
     */
    public static SSLContext in(final Path authority)
    {
        return in(authority, null);
    }

    /**
     * The same, and be who a PKCS#12 store with the password {@code changeit} says.
     */
    public static SSLContext in(final Path authority, final Path identity)
    {
        try
        {
            final KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            int count = 0;
            for (final Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(authority))))
            {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            final TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity == null ? null : keys(identity), trust.getTrustManagers(), null);

            return context;
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static KeyManager[] keys(final Path identity) throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance(identity.toFile(), PASSWORD);
        final KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);

        return keys.getKeyManagers();
    }
}
