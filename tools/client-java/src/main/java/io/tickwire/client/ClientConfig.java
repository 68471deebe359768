package io.tickwire.client;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where the server is, and how to talk with it.
 *
 * @param uri             {@code ws://host:port/ws}, {@code wss://...} for TLS.
 * @param encoding        of messages.
 * @param isScaled        whether msgpack and compact have exact mantissas instead of floats; the others always do.
 * @param token           gives the token, anew for each connection and before it expires; null: none is shown.
 * @param tls             null: the JVM's own certificates.
 * @param verifiesHost    whether the certificate must be that of the host.
 * @param timing          of attempts and silence.
 * @param maxMessageBytes a longer message ends the connection.
 * Thread: any
 */
public record ClientConfig(
    URI uri,
    Encoding encoding,
    boolean isScaled,
    Supplier<String> token,
    SSLContext tls,
    boolean verifiesHost,
    ClientTiming timing,
    int maxMessageBytes)
{
    private static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;
    private static final int MIN_MESSAGE_BYTES = 1 << 10;
    private static final int MAX_MESSAGE_BYTES = 1 << 28;

    /**
     * Checks the values.
     */
    public ClientConfig
    {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(timing, "timing");
        final String scheme = uri.getScheme();
        if (!"ws".equals(scheme) && !"wss".equals(scheme) || uri.getHost() == null || uri.getUserInfo() != null)
        {
            throw new IllegalArgumentException("the address must be ws://host:port/path or wss://...: uri=" + uri);
        }
        if (maxMessageBytes < MIN_MESSAGE_BYTES || maxMessageBytes > MAX_MESSAGE_BYTES)
        {
            throw new IllegalArgumentException("maxMessageBytes must be from " + MIN_MESSAGE_BYTES + " to " +
                MAX_MESSAGE_BYTES + ": maxMessageBytes=" + maxMessageBytes);
        }
    }

    /**
     * A server at an address, in {@link Encoding#COMPACT}.
     */
    public static ClientConfig of(final String url)
    {
        return new ClientConfig(
            URI.create(url), Encoding.COMPACT, true, null, null, true, ClientTiming.defaults(),
            DEFAULT_MAX_MESSAGE_BYTES);
    }

    /** In another encoding. */
    public ClientConfig with(final Encoding encoding)
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    /** With numbers as floats, where the encoding has such. */
    public ClientConfig withFloats()
    {
        return new ClientConfig(uri, encoding, false, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    /** With a token that does not change. */
    public ClientConfig withToken(final String token)
    {
        return withToken(new FixedToken(token));
    }

    /** With a source of tokens. */
    public ClientConfig withToken(final Supplier<String> token)
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    /** With certificates of one's own. */
    public ClientConfig with(final SSLContext tls)
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    /** Whoever has a certificate that is trusted may be the server: for tests. */
    public ClientConfig withoutHostVerification()
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, false, timing, maxMessageBytes);
    }

    /** With other times. */
    public ClientConfig with(final ClientTiming timing)
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    /** With another bound of messages. */
    public ClientConfig withMaxMessageBytes(final int maxMessageBytes)
    {
        return new ClientConfig(uri, encoding, isScaled, token, tls, verifiesHost, timing, maxMessageBytes);
    }

    boolean isSecure()
    {
        return "wss".equals(uri.getScheme());
    }

    /** Whether there is a source of tokens that may have another one than before. */
    boolean renewsToken()
    {
        return token != null && !(token instanceof FixedToken);
    }

    /** Without the brackets of IPv6. */
    String host()
    {
        final String host = uri.getHost();

        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port()
    {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }

    /** Path and query as they are asked for. */
    String target()
    {
        final String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/ws" : uri.getRawPath();
        final String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        final String numbers = isScaled && encoding.isBinary() && !query.contains("num=") ? "num=scaled" : "";
        final String separator = query.isEmpty() || numbers.isEmpty() ? "" : "&";

        return query.isEmpty() && numbers.isEmpty() ? path : path + "?" + query + separator + numbers;
    }

    /** The same token each time. */
    private record FixedToken(String get) implements Supplier<String>
    {
        @Override
        public String toString()
        {
            return "a token";
        }
    }
}
