package io.tickwire.transport.feed.net;

import io.tickwire.transport.tls.ClientTrust;
import io.tickwire.transport.tls.TlsException;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where links of tests go.
 */
final class Targets
{
    static final int MAX_MESSAGE_BYTES = 32 << 20;

    private static final SSLContext JDK = trustJdk();
    private static final LinkLimits PATIENT = new LinkLimits(60_000, 60_000, 60_000, 60_000, 1 << 18);

    private Targets()
    {
    }

    /** With time for all, so that what a test sees is not that a machine is slow. */
    static LinkTarget to(final URI uri)
    {
        return new LinkTarget(uri, Map.of(), JDK, Optional.empty(), false, MAX_MESSAGE_BYTES, PATIENT);
    }

    static LinkTarget deflating(final LinkTarget target)
    {
        return new LinkTarget(
            target.uri(), target.headers(), target.trust(), target.proxy(), true, target.maxMessageBytes(),
            target.limits());
    }

    static LinkTarget trusting(final LinkTarget target, final SSLContext trust)
    {
        return new LinkTarget(
            target.uri(), target.headers(), trust, target.proxy(), target.offersDeflate(), target.maxMessageBytes(),
            target.limits());
    }

    static LinkTarget through(final LinkTarget target, final ProxyTarget proxy)
    {
        return new LinkTarget(
            target.uri(), target.headers(), target.trust(), Optional.of(proxy), target.offersDeflate(),
            target.maxMessageBytes(), target.limits());
    }

    static LinkTarget limited(final LinkTarget target, final int maxMessageBytes)
    {
        return new LinkTarget(
            target.uri(), target.headers(), target.trust(), target.proxy(), target.offersDeflate(), maxMessageBytes,
            target.limits());
    }

    static LinkTarget within(final LinkTarget target, final LinkLimits limits)
    {
        return new LinkTarget(
            target.uri(), target.headers(), target.trust(), target.proxy(), target.offersDeflate(),
            target.maxMessageBytes(), limits);
    }

    private static SSLContext trustJdk()
    {
        try
        {
            return ClientTrust.context(List.of());
        }
        catch (final TlsException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
