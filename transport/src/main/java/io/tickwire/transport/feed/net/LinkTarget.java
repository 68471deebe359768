package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a link goes, and what it bears.
 *
 * @param uri             {@code ws} or {@code wss}, with path and query as they are to be sent.
 * @param headers         of the handshake, beside those that it needs.
 * @param trust           whose certificates are believed, for {@code wss}: {@code ClientTrust}.
 * @param proxy           to go through.
 * @param offersDeflate   whether the server may deflate what it sends.
 * @param maxMessageBytes of a message, inflated.
 * Thread: any
 */
public record LinkTarget(
    URI uri,
    Map<String, String> headers,
    SSLContext trust,
    Optional<ProxyTarget> proxy,
    boolean offersDeflate,
    int maxMessageBytes,
    LinkLimits limits)
{
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final int PORT = 80;
    private static final int SECURE_PORT = 443;

    public LinkTarget
    {
        final String scheme = uri.getScheme();
        if (!"ws".equals(scheme) && !"wss".equals(scheme) || uri.getHost() == null)
        {
            throw new IllegalArgumentException("a link goes to ws://HOST or wss://HOST: uri=" + uri);
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null)
        {
            throw new IllegalArgumentException("a link's address has neither user nor fragment: host=" + uri.getHost());
        }
        uri = URI.create(uri.toASCIIString());
        headers = Map.copyOf(headers);
        for (final Map.Entry<String, String> header : headers.entrySet())
        {
            if (!NAME.matcher(header.getKey()).matches() || !VALUE.matcher(header.getValue()).matches())
            {
                throw new IllegalArgumentException("not a header of HTTP: name=" + header.getKey());
            }
        }
    }

    boolean isSecure()
    {
        return "wss".equals(uri.getScheme());
    }

    /** As in certificates and addresses: without the brackets of IPv6. */
    String host()
    {
        final String host = uri.getHost();

        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port()
    {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? SECURE_PORT : PORT;
    }

    /** What is asked for: path and query. */
    String path()
    {
        final String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();

        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    /** Who is asked: the host, and the port where it is not the usual one. */
    String authority()
    {
        return port() == (isSecure() ? SECURE_PORT : PORT) ? uri.getHost() : uri.getHost() + ':' + port();
    }
}
