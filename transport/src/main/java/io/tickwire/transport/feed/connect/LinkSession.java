package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.Feed.Health;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.VenueStream;
import io.tickwire.transport.stats.HealthState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A venue that is connected to by WebSocket, and asked by REST what it trades.
 * Thread: feed-<venue>
 */
final class LinkSession extends VenueSession
{
    private static final Logger LOGGER = LoggerFactory.getLogger(LinkSession.class);

    private final VenueContext context;
    private final KnownSymbols symbols;
    private final Directory directory;
    private final List<LinkLine> all = new ArrayList<>();

    /** Null until it is known what is traded. */
    private Renewal renewal;

    LinkSession(final VenueContext context)
    {
        super(context.session());
        this.context = context;
        symbols = new KnownSymbols(context.session());
        directory = new Directory(context, symbols, this::onKnown);
    }

    @Override
    void begin()
    {
        directory.ask();
        super.begin();
    }

    @Override
    void lookAfter(final long nowNs)
    {
        if (renewal != null)
        {
            renewal.lookAfter(nowNs);
        }
    }

    @Override
    Health look(final long nowNs)
    {
        if (lines() == null)
        {
            return new Health(HealthState.DOWN, directory.trouble());
        }

        final List<LinkLine> started = all.stream().filter(LinkLine::isStarted).toList();
        final List<String> troubles = new ArrayList<>();
        int connections = 0;
        int open = 0;
        int streams = 0;
        int on = 0;
        for (final LinkLine line : started)
        {
            for (final Connection connection : line.connections())
            {
                connections++;
                open += connection.isOpen() ? 1 : 0;
                streams += connection.streams().size();
                on += (int)connection.streams().stream()
                    .filter(state -> connection.isOpen() && state.phase() == StreamState.Phase.ON)
                    .count();
                if (!connection.isUp())
                {
                    troubles.add(connection.trouble());
                }
            }
        }
        troubles.addAll(symbols.missing().stream().map(symbol -> "no such symbol: " + symbol).toList());
        troubles.addAll(symbols.refusals());
        final boolean isAnyUp = started.stream().anyMatch(Line::isUp) && streams > 0;
        final HealthState state = open == 0 ? HealthState.DOWN :
            isAnyUp && troubles.isEmpty() ? HealthState.UP : HealthState.DEGRADED;

        return new Health(state, "%d of %d connections, %d of %d streams of %d symbols%s%s".formatted(
            open,
            connections,
            on,
            streams,
            symbols.names().size(),
            lagText(),
            text(troubles)));
    }

    private void onKnown()
    {
        if (!symbols.missing().isEmpty())
        {
            LOGGER.warn("feed.no_such_symbol venue={} symbols={}", context.venue().name(), symbols.missing());
        }
        final Set<FeedChannel> channels = context.spec().channels().isEmpty() ?
            context.protocol().channels() : context.spec().channels();
        final List<List<VenueStream>> bySymbol = new ArrayList<>();
        for (final String venueSymbol : symbols.names())
        {
            bySymbol.add(context.protocol().streams(venueSymbol, channels));
        }
        final boolean isAlone = context.spec().lines() == 1;
        lines(Lines.of(
            context.session(),
            isAlone && context.protocol().limits().lifetimeMs() > 0 ? 2 : context.spec().lines(),
            ticks(),
            symbols,
            (index, newFeed) -> new LinkLine(context, context.venue().name() + '/' + index, bySymbol, newFeed),
            all));
        renewal = new Renewal(context, all, isAlone);
        all.subList(0, isAlone ? 1 : all.size()).forEach(LinkLine::start);
    }
}
