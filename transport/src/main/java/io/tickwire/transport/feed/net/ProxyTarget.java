package io.tickwire.transport.feed.net;

import java.util.Optional;

/**
 * A proxy that venues are reached through, by CONNECT.
 *
 * @param credentials {@code user:password}.
 * Thread: any
 */
public record ProxyTarget(String host, int port, Optional<String> credentials)
{
    @Override
    public String toString()
    {
        return host + ':' + port;
    }
}
