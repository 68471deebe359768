package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.transport.feed.Feed.Health;
import io.tickwire.transport.feed.MulticastLine;
import io.tickwire.transport.stats.HealthState;

import java.util.ArrayList;
import java.util.List;

/**
 * A venue that sends what it has to multicast groups, over and over, what it trades among it.
 * Thread: feed-<venue>
 */
final class GroupSession extends VenueSession
{
    private final KnownSymbols symbols;
    private final List<GroupLine> all = new ArrayList<>();

    GroupSession(final SessionContext context)
    {
        super(context);
        symbols = new KnownSymbols(context);
        final List<MulticastLine> places = context.spec().groups();
        lines(Lines.of(
            context,
            places.size(),
            ticks(),
            symbols,
            (index, newFeed) -> new GroupLine(context, places.get(index), this::onListing, newFeed),
            all));
    }

    @Override
    void open()
    {
        all.forEach(GroupLine::join);
    }

    @Override
    Health look(final long nowNs)
    {
        final List<String> troubles = new ArrayList<>();
        all.forEach(line -> line.addTroubles(nowNs, troubles));
        troubles.addAll(symbols.missing().stream().map(symbol -> "not defined yet: " + symbol).toList());
        troubles.addAll(symbols.refusals());
        final long up = all.stream().filter(Line::isUp).count();
        final HealthState state = up == 0 ? HealthState.DOWN :
            troubles.isEmpty() ? HealthState.UP : HealthState.DEGRADED;

        return new Health(state, "%d of %d lines of multicast, %d symbols%s%s".formatted(
            up,
            all.size(),
            symbols.names().size(),
            lagText(),
            text(troubles)));
    }

    /** Each line tells it. */
    private void onListing(final Listing listing)
    {
        if (symbols.find(listing.venueSymbol()) == null && symbols.wants(listing))
        {
            symbols.take(listing);
        }
    }
}
