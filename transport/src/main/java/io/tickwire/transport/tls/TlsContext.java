package io.tickwire.transport.tls;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What new connections speak TLS with: TLS 1.3 and 1.2, suites with forward secrecy and authenticated encryption, the
 * server's order of them, HTTP/1.1. Where its files change, connections from then on get what is new; those that are
 * open go on with what they had. Files that can not be used change nothing.
 * Thread: any
 */
public final class TlsContext
{
    private static final Logger LOGGER = LoggerFactory.getLogger(TlsContext.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"};
    private static final int MAX_SESSIONS = 4_096;
    private static final char[] NO_PASSWORD = {};
    private static final long WARN_BEFORE_MS = TimeUnit.DAYS.toMillis(14);
    private static final long WARN_EVERY_MS = TimeUnit.DAYS.toMillis(1);

    private final TlsSettings settings;
    private final ServerCounters counters;
    private final SSLParameters parameters = new SSLParameters(SUITES, PROTOCOLS);
    private volatile Current current;

    // Written by the thread that looks at the files.
    private CertificateFiles files;
    private long warnedAtMs;
    private String failure = "";

    private record Current(SSLContext context, CertifiedKey certified, String fingerprint)
    {
    }

    private TlsContext(final TlsSettings settings, final ServerCounters counters)
    {
        this.settings = settings;
        this.counters = counters;
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        if (settings.clientAuth() == ClientAuth.REQUIRED)
        {
            parameters.setNeedClientAuth(true);
        }
        else if (settings.clientAuth() == ClientAuth.WANTED)
        {
            parameters.setWantClientAuth(true);
        }
    }

    /**
     * @param data        where the certificate is kept that is made where none is set.
     * @param mayBeItsOwn whether one may be made; else one has to be set.
     */
    public static TlsContext open(
        final TlsSettings settings, final Optional<Path> data, final boolean mayBeItsOwn, final ServerCounters counters)
        throws TlsException
    {
        requireFit(settings);
        final TlsContext opened = new TlsContext(settings, counters);
        opened.files = CertificateFiles.read(settings);
        if (opened.isFromFiles())
        {
            opened.use(opened.files, opened.files.certified(settings));
        }
        else if (mayBeItsOwn)
        {
            opened.use(opened.files, new DevelopmentCertificate(data).get(Instant.now()));
        }
        else
        {
            throw new TlsException(
                "server.profile=production needs a certificate: set tls.certificate and tls.key, or tls.keystore, " +
                    "or no tls.listeners");
        }
        opened.warnOfExpiry();

        return opened;
    }

    SSLEngine newEngine()
    {
        final SSLEngine engine = current.context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);

        return engine;
    }

    /**
     * The SHA-256 of the certificate.
     */
    public String fingerprint()
    {
        return current.fingerprint;
    }

    /**
     * When the certificate expires.
     */
    public long expiresAtMs()
    {
        return current.certified.expiresAtMs();
    }

    /**
     * Look whether the files have changed.
     */
    public void look()
    {
        warnOfExpiry();
        try
        {
            final CertificateFiles found = CertificateFiles.read(settings);
            if (found.isSame(files))
            {
                return;
            }
            files = found;
            failure = "";
            use(found, isFromFiles() ? found.certified(settings) : current.certified);
            counters.increment(ServerCounter.TLS_RELOADS);
        }
        catch (final TlsException ex)
        {
            onFailure(ex.getMessage());
        }
    }

    private void onFailure(final String why)
    {
        if (!why.equals(failure))
        {
            failure = why;
            counters.increment(ServerCounter.TLS_RELOADS_FAILED);
            LOGGER.warn("tls.reload_failed because=\"{}\"; the certificate of before stays", why);
        }
    }

    private static void requireFit(final TlsSettings settings) throws TlsException
    {
        if (settings.certificate().isPresent() && settings.keystore().isPresent())
        {
            throw new TlsException("tls.certificate and tls.keystore exclude each other: set one of them");
        }
        if (settings.key().isPresent() && settings.certificate().isEmpty())
        {
            throw new TlsException("tls.key is set, and no certificate for it: set tls.certificate");
        }
        if ((settings.clientAuth() == ClientAuth.NONE) != settings.clientCa().isEmpty())
        {
            throw new TlsException(
                "tls.clientCa is needed where tls.clientAuth is wanted or required, and only there: set both or none");
        }
    }

    private boolean isFromFiles()
    {
        return settings.certificate().isPresent() || settings.keystore().isPresent();
    }

    private void use(final CertificateFiles from, final CertifiedKey certified) throws TlsException
    {
        try
        {
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(certified).getKeyManagers(), trust(from.clientAuthorities(settings)), null);
            context.getServerSessionContext().setSessionCacheSize(MAX_SESSIONS);
            current = new Current(context, certified, certified.fingerprint());
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new TlsException("the certificate can not be used", ex);
        }
        LOGGER.info("tls.certificate subject=\"{}\" expires={} sha256={}",
            certified.chain().get(0).getSubjectX500Principal().getName(),
            Instant.ofEpochMilli(certified.expiresAtMs()),
            current.fingerprint);
    }

    private void warnOfExpiry()
    {
        final long nowMs = System.currentTimeMillis();
        final long leftMs = expiresAtMs() - nowMs;
        if (leftMs < WARN_BEFORE_MS && nowMs - warnedAtMs > WARN_EVERY_MS)
        {
            warnedAtMs = nowMs;
            LOGGER.warn("tls.certificate_expires expires={} hours={}",
                Instant.ofEpochMilli(expiresAtMs()), TimeUnit.MILLISECONDS.toHours(leftMs));
        }
    }

    static KeyManagerFactory keyManagers(final CertifiedKey certified)
        throws GeneralSecurityException, IOException
    {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        final X509Certificate[] chain = certified.chain().toArray(X509Certificate[]::new);
        store.setKeyEntry("server", certified.key(), NO_PASSWORD, chain);
        final KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);

        return factory;
    }

    /** Of nobody, where clients show no certificates: not of all whom the JDK trusts. */
    private static TrustManager[] trust(final List<X509Certificate> authorities)
        throws GeneralSecurityException, IOException
    {
        if (authorities.isEmpty())
        {
            return new TrustManager[0];
        }
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        for (int i = 0; i < authorities.size(); i++)
        {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);

        return factory.getTrustManagers();
    }
}
