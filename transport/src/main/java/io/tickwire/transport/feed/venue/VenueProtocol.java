package io.tickwire.transport.feed.venue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector needs to know of a venue.
 * Thread: any
 */
public interface VenueProtocol
{
    /** The name of the engine's {@link io.tickwire.engine.feed.Venue} that reads its messages. */
    String venue();

    /** Where its WebSocket is, {@link #path} apart, unless something else is set. */
    URI streamBase();

    /** Where its REST interface is, the paths of requests apart. */
    URI restBase();

    /** What it can be asked for. */
    Set<FeedChannel> channels();

    VenueLimits limits();

    /** Paths whose answers list what it trades; each is read by an {@code InstrumentReader} of its own. */
    List<String> instrumentRequests();

    /**
     * The path whose answer is the book of a symbol.
     *
     * @return empty: it comes by the connection, at the beginning of its stream.
     */
    Optional<String> snapshotRequest(String venueSymbol);

    /**
     * The streams that bring these channels of a symbol, as few as will do. One that is of all symbols comes with each
     * of them, always the same.
     */
    List<VenueStream> streams(String venueSymbol, Set<FeedChannel> channels);

    /**
     * What the streams of one connection must have in common: others come by connections of their own.
     */
    default String group(final VenueStream stream)
    {
        return "";
    }

    /** The path and query of a connection that is to bring these streams, all of one {@link #group}. */
    String path(List<VenueStream> streams);

    /**
     * What the handshake must say besides.
     *
     * @param key that the venue gave its user, if there is one.
     * @throws IllegalArgumentException where the venue wants one and there is none, or it can be none.
     */
    default Map<String, String> headers(final Optional<String> key)
    {
        return Map.of();
    }

    /** The talk over a new connection. */
    Conversation newConversation();

    /**
     * The protocol of a venue.
     *
     * @param name of the engine's venue, or an alias of it.
     * @throws IllegalArgumentException where there is none.
     */
    static VenueProtocol of(final String name)
    {
        return VenueProtocols.of(name);
    }

    /** Whether a venue sends what it has to groups, so that there is nothing to say to it. */
    static boolean isMulticast(final String name)
    {
        return VenueProtocols.isMulticast(name);
    }

    /** The names of all venues that can be connected to, sorted. */
    static List<String> names()
    {
        return VenueProtocols.names();
    }
}
