package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

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
        headers = Map.copyOf(headers);
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
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }
}
