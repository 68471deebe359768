package io.tickwire.transport.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files that the settings name, read at once, so that what is made of them is of one moment.
 *
 * @param certificate of the certificate's file; null: not set, likewise for the others.
 * Thread: any
 */
record CertificateFiles(byte[] certificate, byte[] key, byte[] keystore, byte[] clientCa)
{
    static CertificateFiles read(final TlsSettings settings) throws TlsException
    {
        return new CertificateFiles(
            read("tls.certificate", settings.certificate()),
            read(settings.key().isPresent() ? "tls.key" : "tls.certificate", settings.key().or(settings::certificate)),
            read("tls.keystore", settings.keystore()),
            read("tls.clientCa", settings.clientCa()));
    }

    boolean isSame(final CertificateFiles other)
    {
        return Arrays.equals(certificate, other.certificate) &&
            Arrays.equals(key, other.key) &&
            Arrays.equals(keystore, other.keystore) &&
            Arrays.equals(clientCa, other.clientCa);
    }

    /**
     * The server's certificate and its key.
     */
    CertifiedKey certified(final TlsSettings settings) throws TlsException
    {
        if (keystore != null)
        {
            return checked("tls.keystore", fromKeystore(settings));
        }
        final List<X509Certificate> chain;
        try
        {
            chain = Pem.certificates(certificate);
        }
        catch (final GeneralSecurityException ex)
        {
            throw new TlsException("tls.certificate can not be used: " + settings.certificate().orElseThrow(), ex);
        }
        try
        {
            return checked("tls.key", new CertifiedKey(Pem.key(key), chain));
        }
        catch (final GeneralSecurityException ex)
        {
            throw new TlsException(
                "tls.key can not be used: " + settings.key().or(settings::certificate).orElseThrow(), ex);
        }
    }

    /**
     * Those that sign clients' certificates.
     */
    List<X509Certificate> clientAuthorities(final TlsSettings settings) throws TlsException
    {
        try
        {
            return clientCa == null ? List.of() : Pem.certificates(clientCa);
        }
        catch (final GeneralSecurityException ex)
        {
            throw new TlsException("tls.clientCa can not be used: " + settings.clientCa().orElseThrow(), ex);
        }
    }

    private CertifiedKey fromKeystore(final TlsSettings settings) throws TlsException
    {
        final char[] password = settings.password().map(String::toCharArray).orElse(new char[0]);
        try
        {
            final KeyStore store = load(password);
            for (final String alias : Collections.list(store.aliases()))
            {
                final Key candidate = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                if (candidate instanceof final PrivateKey found)
                {
                    final List<X509Certificate> chain = new ArrayList<>();
                    for (final Certificate link : store.getCertificateChain(alias))
                    {
                        chain.add((X509Certificate)link);
                    }

                    return new CertifiedKey(found, chain);
                }
            }
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new TlsException(
                "tls.keystore can not be used with tls.password: " + settings.keystore().orElseThrow(), ex);
        }

        throw new TlsException("tls.keystore has no private key: " + settings.keystore().orElseThrow());
    }

    /** Asked for JKS, the JDK reads PKCS#12, too. */
    private KeyStore load(final char[] password) throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(keystore), password);

        return store;
    }

    private static CertifiedKey checked(final String setting, final CertifiedKey certified) throws TlsException
    {
        try
        {
            if (certified.isPair())
            {
                return certified;
            }
        }
        catch (final GeneralSecurityException ex)
        {
            throw new TlsException(setting + " can not be used", ex);
        }

        throw new TlsException(setting + " is not the key of the certificate: " +
            certified.chain().get(0).getSubjectX500Principal().getName());
    }

    private static byte[] read(final String setting, final Optional<Path> file) throws TlsException
    {
        try
        {
            return file.isEmpty() ? null : Files.readAllBytes(file.get());
        }
        catch (final IOException ex)
        {
            throw new TlsException(setting + " can not be read: " + ex.getClass().getSimpleName(), ex);
        }
    }
}
