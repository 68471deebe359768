package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.VenueStream;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that is wanted of a venue, once: as many connections as that takes, and one feed for their decoders. Streams of a
 * symbol come by one connection, unless the venue has them at different addresses.
 * Thread: feed-<venue>
 */
final class Line implements FeedControl
{
    private final VenueContext context;
    private final EpochNanoClock clock;
    private final VenueFeed feed;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, Connection> bookConnections = new HashMap<>();
    private final Map<String, StreamState> bookStreams = new HashMap<>();
    private final BookRequests requests;
    private final BookWatch watch;
    private Connection speaking;
    private boolean isStarted;
    private boolean isConnected;

    /**
     * @param name     for logs.
     * @param bySymbol what is wanted of each symbol.
     * @param clock    of what it says of itself.
     * @param newFeed  makes the feed that asks this line.
     */
    Line(
        final VenueContext context,
        final String name,
        final List<List<VenueStream>> bySymbol,
        final EpochNanoClock clock,
        final Function<FeedControl, VenueFeed> newFeed)
    {
        this.context = context;
        this.clock = clock;
        feed = newFeed.apply(this);
        requests = new BookRequests(context, this);
        watch = new BookWatch(context, this);
        for (final List<VenueStream> streams : shares(bySymbol))
        {
            final Connection connection = new Connection(
                context,
                name + '/' + connections.size(),
                context.venue().newDecoder(feed),
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

    /**
     * Let go of all connections, until it is started again.
     */
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
                .map(feed.instruments()::find)
                .allMatch(instrument -> instrument == null || instrument.book().isLive());
    }

    /**
     * The engine has lost ticks of a symbol.
     */
    void resync(final int symbolId)
    {
        for (final Instrument instrument : feed.instruments().all())
        {
            if (instrument.symbolId() == symbolId && instrument.book().isLive())
            {
                instrument.book().loseTrust("resync");
                instrument.book().askForSnapshot();
            }
        }
    }

    VenueFeed feed()
    {
        return feed;
    }

    List<Connection> connections()
    {
        return connections;
    }

    /**
     * Whether all that is wanted comes.
     */
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

    /**
     * Look after all of it: called now and then.
     */
    void lookAfter(final long nowNs)
    {
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

    @Override
    public void onError(final RuntimeException error)
    {
        context.loop().onError(error);
    }

    private void tellConnected(final boolean isNow)
    {
        if (isNow != isConnected)
        {
            isConnected = isNow;
            feed.writer().beginBatch(clock.nanoTime());
            feed.writer().status(
                feed.venueId(), null, isNow ? FeedState.CONNECTED : FeedState.DISCONNECTED,
                isNow ? "" : "disconnected");
        }
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
