package io.tickwire.transport.feed.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.feed.venue.Conversation;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.Rate;
import io.tickwire.transport.feed.venue.VenueLimits;
import io.tickwire.transport.feed.venue.VenueProtocol;
import io.tickwire.transport.feed.venue.VenueStream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a {@link FakeVenue} is talked to.
 */
final class FakeProtocol implements VenueProtocol
{
    private static final Rate OFTEN = new Rate(100, 1_000);

    private final FakeVenue venue;
    private final long lifetimeMs;

    /**
     * @param lifetimeMs after which the venue would end connections; 0: never.
     */
    FakeProtocol(final FakeVenue venue, final long lifetimeMs)
    {
        this.venue = venue;
        this.lifetimeMs = lifetimeMs;
    }

    @Override
    public String venue()
    {
        return "coinbase";
    }

    @Override
    public URI streamBase()
    {
        return URI.create("ws://127.0.0.1:" + venue.port());
    }

    @Override
    public URI restBase()
    {
        return URI.create("http://127.0.0.1:" + venue.port());
    }

    @Override
    public Set<FeedChannel> channels()
    {
        return Set.of(FeedChannel.TRADES, FeedChannel.BOOK);
    }

    @Override
    public VenueLimits limits()
    {
        return new VenueLimits(10, 1, 100, lifetimeMs, 1 << 20, OFTEN, OFTEN);
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/products");
    }

    @Override
    public Optional<String> snapshotRequest(final String venueSymbol)
    {
        return Optional.empty();
    }

    @Override
    public List<VenueStream> streams(final String venueSymbol, final Set<FeedChannel> channels)
    {
        return channels.stream()
            .sorted()
            .map(channel -> new VenueStream(channel.name().toLowerCase(Locale.ROOT), channel, venueSymbol))
            .toList();
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/feed";
    }

    @Override
    public Conversation newConversation()
    {
        return new Talk();
    }

    /** One connection's. */
    private static final class Talk implements Conversation
    {
        private final List<VenueStream> asked = new ArrayList<>();

        @Override
        public void begin(final Consumer<String> messages)
        {
            // There is nothing to say.
        }

        @Override
        public void subscribe(final List<VenueStream> streams, final Consumer<String> messages)
        {
            asked.addAll(streams);
            streams.forEach(stream -> messages.accept("on " + stream.name()));
        }

        @Override
        public void unsubscribe(final List<VenueStream> streams, final Consumer<String> messages)
        {
            streams.forEach(stream -> messages.accept("off " + stream.name()));
        }

        @Override
        public String keepAlive()
        {
            return null;
        }

        @Override
        public long keepAliveMs()
        {
            return 0;
        }

        @Override
        public String testAnswer()
        {
            return null;
        }

        @Override
        public void onControl(final JsonNode message, final String text, final Replies replies)
        {
            asked.stream()
                .filter(stream -> message != null && stream.name().equals(message.path("stream").asText()))
                .findFirst()
                .ifPresent(stream ->
                {
                    switch (message.path("answer").asText())
                    {
                        case "on" -> replies.accepted(stream);
                        case "off" -> replies.ended(stream);
                        default -> replies.refused(stream, "not today");
                    }
                });
        }
    }
}
