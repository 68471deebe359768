package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.Venue;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.net.LinkLimits;
import io.tickwire.transport.feed.net.LinkTarget;
import io.tickwire.transport.feed.net.NetLoop;
import io.tickwire.transport.feed.net.ProxyTarget;
import io.tickwire.transport.feed.net.RestClient;
import io.tickwire.transport.feed.venue.VenueProtocol;

import javax.net.ssl.SSLContext;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What all connections to a venue share.
 *
 * @param session   what a feed has by whatever way its messages come.
 * @param headers   that the venue wants in handshakes.
 * @param gate      of attempts to connect.
 * @param snapshots of requests for books.
 * Thread: feed-<venue>
 */
record VenueContext(
    SessionContext session,
    VenueProtocol protocol,
    RestClient rest,
    SSLContext trust,
    Optional<ProxyTarget> proxy,
    Map<String, String> headers,
    RateGate gate,
    RateGate snapshots)
{
    FeedSpec spec()
    {
        return session.spec();
    }

    FeedSettings.Links links()
    {
        return session.links();
    }

    Venue venue()
    {
        return session.venue();
    }

    ConnectTimes times()
    {
        return session.times();
    }

    NetLoop loop()
    {
        return session.loop();
    }

    ConnectStats stats()
    {
        return session.stats();
    }

    RandomGenerator random()
    {
        return session.random();
    }

    /** Where a connection with this path goes. */
    LinkTarget target(final String path)
    {
        return new LinkTarget(
            at(spec().stream().orElse(protocol.streamBase()), path),
            headers,
            trust,
            proxy,
            true,
            protocol.limits().maxMessageBytes(),
            LinkLimits.defaults());
    }

    /** Where a request with this path goes. */
    URI restAddress(final String path)
    {
        return at(spec().rest().orElse(protocol.restBase()), path);
    }

    private static URI at(final URI base, final String path)
    {
        final String text = base.toString();

        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
