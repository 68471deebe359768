package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.transport.feed.MulticastLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A line of multicast: its groups, and one decoder for all that they bring. Nobody can be asked for anything: a book
 * that is wrong waits for the snapshots that the venue sends in turn. Where all groups are silent for long, no book of
 * the line is believed, and the next datagram begins it anew.
 * Thread: feed-<venue>
 */
final class GroupLine extends Line
{
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupLine.class);

    private final SessionContext context;
    private final MulticastLine place;
    private final Consumer<Listing> listings;
    private final FeedDecoder decoder;
    private final List<JoinedGroup> groups = new ArrayList<>();
    private boolean isHeard;

    /**
     * @param listings gets what the venue defines.
     * @param newFeed  makes the feed that asks this line.
     */
    GroupLine(
        final SessionContext context,
        final MulticastLine place,
        final Consumer<Listing> listings,
        final Function<FeedControl, VenueFeed> newFeed)
    {
        super(context, newFeed);
        this.context = context;
        this.place = place;
        this.listings = listings;
        decoder = context.venue().newDecoder(feed());
        place.groups().forEach(group -> groups.add(
            new JoinedGroup(context, group, place.networkInterface(), this::onDatagram)));
    }

    /**
     * Join the groups: the conductor calls this before there is a thread.
     *
     * @throws IllegalArgumentException where one can not be joined.
     */
    void join()
    {
        for (final JoinedGroup group : groups)
        {
            try
            {
                group.join();
            }
            catch (final IOException ex)
            {
                throw new IllegalArgumentException(
                    "feed.venues: a group can not be joined: group=" + group.name() + ", interface=" +
                    place.networkInterface() + ": " + ex.getMessage(), ex);
            }
        }
    }

    @Override
    boolean isUp()
    {
        return isHeard;
    }

    /** What is wrong with its groups, for people. */
    void addTroubles(final long nowNs, final List<String> troubles)
    {
        for (final JoinedGroup group : groups)
        {
            final String trouble = group.trouble(nowNs);
            if (trouble != null)
            {
                troubles.add(trouble);
            }
        }
    }

    @Override
    void lookAfter(final long nowNs)
    {
        if (isHeard && groups.stream().noneMatch(group -> group.isHeard(nowNs)))
        {
            context.stats().increment(ConnectCounter.SILENT);
            LOGGER.warn("feed.silent venue={} line={} after_ms={}",
                context.venue().name(), place, context.links().silenceMs());
            distrust("silent");
            tell(false, FeedState.STALE, "silent");
        }
    }

    @Override
    void end()
    {
        groups.forEach(JoinedGroup::leave);
        if (isHeard)
        {
            distrust("disconnected");
        }
        tell(false, FeedState.DISCONNECTED, "disconnected");
    }

    @Override
    public void requestSnapshot(final Instrument instrument)
    {
        // It comes by itself.
    }

    @Override
    public void reconnect(final String reason)
    {
        // What is missing would be missing afterwards, too.
    }

    @Override
    public void onListing(final Listing listing)
    {
        listings.accept(listing);
    }

    private void onDatagram(final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        if (!isHeard)
        {
            isHeard = true;
            decoder.onConnected();
            tell(true, FeedState.CONNECTED, "");
        }
        decoder.onMessage(buffer, offset, length, receiveTimeNs);
    }

    private void distrust(final String reason)
    {
        isHeard = false;
        feed().writer().beginBatch(context.clock().nanoTime());
        for (final Instrument instrument : feed().instruments().all())
        {
            instrument.book().loseTrust(reason);
        }
        decoder.onDisconnected();
    }
}
