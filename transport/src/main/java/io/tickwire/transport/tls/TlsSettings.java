package io.tickwire.transport.tls;

import io.tickwire.transport.ServerConfig.Listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that can be set of TLS.
 *
 * @param listeners   where it is spoken; empty: nowhere.
 * @param certificate in PEM, with those that signed it behind it.
 * @param key         of the certificate, in PEM; empty: it stands in the certificate's file.
 * @param keystore    PKCS#12 or JKS, in place of both.
 * @param password    of the keystore, and of the key in it.
 * @param clientAuth  whether clients show certificates.
 * @param clientCa    who signs these, in PEM.
 * @param handshakeMs that a client has to shake hands.
 * @param lookMs      how often the files are looked at.
 * Thread: any
 */
public record TlsSettings(
    List<Listener> listeners,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<Path> keystore,
    Optional<String> password,
    ClientAuth clientAuth,
    Optional<Path> clientCa,
    long handshakeMs,
    long lookMs)
{
    private static final int DEFAULT_PORT = 8766;
    private static final long DEFAULT_HANDSHAKE_MS = 10_000;
    private static final long DEFAULT_LOOK_MS = 5_000;

    public TlsSettings
    {
        listeners = List.copyOf(listeners);
        final List<Listener> fixed = listeners.stream().filter(listener -> listener.port() != 0).toList();
        require(fixed.stream().distinct().count() == fixed.size(), "tls.listeners must differ: " + listeners);
        require(handshakeMs > 0 && lookMs > 0, "tls.handshake and tls.look must be more than 0");
    }

    /**
     * TLS beside the plain listener, with the certificate that the profile provides.
     */
    public static TlsSettings defaults()
    {
        return new TlsSettings(
            List.of(new Listener("0.0.0.0", DEFAULT_PORT)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ClientAuth.NONE,
            Optional.empty(),
            DEFAULT_HANDSHAKE_MS,
            DEFAULT_LOOK_MS);
    }

    /**
     * The same at other addresses.
     */
    public TlsSettings with(final List<Listener> listeners)
    {
        return new TlsSettings(
            listeners, certificate, key, keystore, password, clientAuth, clientCa, handshakeMs, lookMs);
    }

    private static void require(final boolean isRight, final String otherwise)
    {
        if (!isRight)
        {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
