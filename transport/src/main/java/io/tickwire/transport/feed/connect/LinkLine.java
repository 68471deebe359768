package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.VenueStream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A line of as many connections as that takes. Streams of a symbol come by one connection, unless the venue has them at
 * different addresses.
 * Thread: feed-<venue>
 */
final class LinkLine extends Line
{
    private final VenueContext context;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Connection> bookConnections = new HashMap<>();
    private final Map<String, StreamState> bookStreams = new HashMap<>();
    private final BookRequests requests;
    private final BookWatch watch;
    private Connection speaking;
    private boolean isStarted;

    /**
     * @param name     for logs.
     * @param bySymbol what is wanted of each symbol.
     * @param newFeed  makes the feed that asks this line.
     */
    LinkLine(
        final VenueContext context,
        final String name,
        final List<List<VenueStream>> bySymbol,
        final Function<FeedControl, VenueFeed> newFeed)
    {
        super(context.session(), newFeed);
        this.context = context;
        requests = new BookRequests(context, this);
        watch = new BookWatch(context, this, requests);
        for (final List<VenueStream> streams : shares(bySymbol))
        {
            final Connection connection = new Connection(
                context,
                name + '/' + connections.size(),
                context.venue().newDecoder(feed()),
                streams,
                this::speaking);
            connections.add(connection);
            for (final StreamState state : connection.streams())
            {
                if (state.stream().channel() == FeedChannel.BOOK)
                {
                    bookConnections.put(state.stream().venueSymbol(), connection);
                    bookStreams.put(state.stream().venueSymbol(), state);
                }
            }
        }
    }

    /**
     * Connect. It may have been ended before.
     */
    void start()
    {
        isStarted = true;
        connections.forEach(Connection::start);
    }

    /** Until it is started again. */
    @Override
    void end()
    {
        isStarted = false;
        connections.forEach(Connection::end);
        tellConnected(false);
    }

    boolean isStarted()
    {
        return isStarted;
    }

    /**
     * Have all connections replaced.
     */
    void replace(final String reason)
    {
        connections.forEach(connection -> connection.replace(reason));
    }

    /** How old its oldest connection is. */
    long ageNs(final long nowNs)
    {
        return connections.stream()
            .filter(Connection::isOpen)
            .mapToLong(connection -> nowNs - connection.openedNs())
            .max()
            .orElse(0);
    }

    /** Whether all that is wanted has come by it for so long, and its books can be believed. */
    boolean isSettled(final long nowNs, final long sinceNs)
    {
        return isUp() &&
            connections.stream().allMatch(connection -> nowNs - connection.openedNs() > sinceNs) &&
            bookConnections.keySet().stream()
                .map(feed().instruments()::find)
                .allMatch(instrument -> instrument == null || instrument.book().isLive());
    }

    List<Connection> connections()
    {
        return connections;
    }

    @Override
    boolean isUp()
    {
        return connections.stream().allMatch(Connection::isUp);
    }

    /** The connection that brings a symbol's book; null: none is to. */
    Connection bookConnection(final String venueSymbol)
    {
        return bookConnections.get(venueSymbol);
    }

    /** The stream of a symbol's book; null: there is none. */
    StreamState bookStream(final String venueSymbol)
    {
        return bookStreams.get(venueSymbol);
    }

    @Override
    void lookAfter(final long nowNs)
    {
        if (!isStarted)
        {
            return;
        }
        for (final Connection connection : connections)
        {
            connection.lookAfter(nowNs);
        }
        watch.lookAfter(nowNs);
        tellConnected(connections.stream().anyMatch(Connection::isOpen));
    }

    @Override
    public void requestSnapshot(final Instrument instrument)
    {
        requests.request(instrument);
    }

    @Override
    public void reconnect(final String reason)
    {
        speaking.replace(reason);
    }

    @Override
    public void answerTest()
    {
        speaking.answerTest();
    }

    @Override
    public void onControl(final byte[] buffer, final int offset, final int length)
    {
        speaking.onControl(buffer, offset, length);
    }

    private void tellConnected(final boolean isNow)
    {
        tell(isNow, isNow ? FeedState.CONNECTED : FeedState.DISCONNECTED, isNow ? "" : "disconnected");
    }

    private void speaking(final Connection connection)
    {
        speaking = connection;
    }

    /** What each connection is to bring. */
    private List<List<VenueStream>> shares(final List<List<VenueStream>> bySymbol)
    {
        final int most = context.protocol().limits().streamsPerConnection();
        final List<List<VenueStream>> shares = new ArrayList<>();
        final Map<String, List<VenueStream>> filling = new HashMap<>();
        final Set<String> placed = new HashSet<>();
        for (final List<VenueStream> ofSymbol : bySymbol)
        {
            byGroup(ofSymbol, placed).forEach((group, streams) ->
            {
                final List<VenueStream> share = filling.get(group);
                if (share == null || share.size() + streams.size() > most)
                {
                    final List<VenueStream> next = new ArrayList<>(streams);
                    filling.put(group, next);
                    shares.add(next);
                }
                else
                {
                    share.addAll(streams);
                }
            });
        }

        return shares;
    }

    /** A stream that is of all symbols comes with each of them. */
    private Map<String, List<VenueStream>> byGroup(final List<VenueStream> streams, final Set<String> placed)
    {
        final Map<String, List<VenueStream>> byGroup = new LinkedHashMap<>();
        for (final VenueStream stream : streams)
        {
            if (placed.add(stream.name()))
            {
                byGroup.computeIfAbsent(context.protocol().group(stream), group -> new ArrayList<>()).add(stream);
            }
        }

        return byGroup;
    }
}
