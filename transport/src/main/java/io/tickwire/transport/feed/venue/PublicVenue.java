package io.tickwire.transport.feed.venue;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A venue that tells everyone of its market: where it is, what it bears, and how its streams are called.
 * Thread: any
 */
abstract class PublicVenue implements VenueProtocol
{
    static final long HOUR_MS = 3_600_000;
    static final int MIB = 1 << 20;
    static final long MINUTE_MS = 60_000;
    static final long SECOND_MS = 1_000;

    /** Where the venue does not say how often it may be connected to, or asked for books. */
    static final Rate UNTOLD = new Rate(60, MINUTE_MS);

    private final String venue;
    private final URI stream;
    private final URI rest;
    private final VenueLimits limits;
    private final Map<FeedChannel, UnaryOperator<String>> names;

    /**
     * @param names of the stream that brings a channel of a symbol.
     */
    PublicVenue(
        final String venue,
        final String stream,
        final String rest,
        final VenueLimits limits,
        final Map<FeedChannel, UnaryOperator<String>> names)
    {
        this.venue = venue;
        this.stream = URI.create(stream);
        this.rest = URI.create(rest);
        this.limits = limits;
        this.names = new EnumMap<>(names);
    }

    @Override
    public final String venue()
    {
        return venue;
    }

    @Override
    public final URI streamBase()
    {
        return stream;
    }

    @Override
    public final URI restBase()
    {
        return rest;
    }

    @Override
    public final Set<FeedChannel> channels()
    {
        return Collections.unmodifiableSet(names.keySet());
    }

    @Override
    public final VenueLimits limits()
    {
        return limits;
    }

    @Override
    public Optional<String> snapshotRequest(final String venueSymbol)
    {
        return Optional.empty();
    }

    /** Where one brings several channels, it is told to be of the first, which changes most. */
    @Override
    public final List<VenueStream> streams(final String venueSymbol, final Set<FeedChannel> wanted)
    {
        final Map<String, VenueStream> streams = new LinkedHashMap<>();
        names.forEach((channel, name) ->
        {
            if (wanted.contains(channel) && has(channel, venueSymbol))
            {
                final String called = name.apply(venueSymbol);
                streams.putIfAbsent(
                    called, new VenueStream(called, channel, isOfAll(channel) ? "" : venueSymbol));
            }
        });

        return new ArrayList<>(streams.values());
    }

    /** Whether there is such a thing of a symbol. */
    boolean has(final FeedChannel channel, final String venueSymbol)
    {
        return true;
    }

    /** Whether one stream brings a channel of all symbols. */
    boolean isOfAll(final FeedChannel channel)
    {
        return false;
    }
}
