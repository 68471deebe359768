package io.tickwire.transport.feed.venue;

import java.net.URI;
import java.util.List;
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

    /** The streams that bring these channels of a symbol, as few as will do. */
    List<VenueStream> streams(String venueSymbol, Set<FeedChannel> channels);

    /** The path and query of a connection that is to bring these streams. */
    String path(List<VenueStream> streams);

    /** The talk over a new connection. */
    Conversation newConversation();
}
