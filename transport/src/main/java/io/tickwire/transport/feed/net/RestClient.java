package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks REST interfaces, and has their answers told on a loop's thread.
 * Thread: feed-<venue>
 */
public final class RestClient
{
    /**
     * @param trust whose certificates are believed.
     */
    public RestClient(
        final NetLoop loop, final SSLContext trust, final Optional<ProxyTarget> proxy, final RestLimits limits)
    {
        throw new UnsupportedOperationException();
    }

    /**
     * Ask for something; redirects are not followed.
     *
     * @param maxBytes of the answer, inflated.
     * @param answers  is told exactly once, later, unless the loop ends before.
     */
    public void get(final URI uri, final int maxBytes, final Consumer<RestAnswer> answers)
    {
        throw new UnsupportedOperationException();
    }
}
