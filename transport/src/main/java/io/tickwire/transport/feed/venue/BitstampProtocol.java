package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bitstamp. Its book is the REST answer, and what has changed in it since; it tells neither quotes nor figures.
 * Thread: any
 */
final class BitstampProtocol extends PublicVenue
{
    /** Connections end after 90 days; ten minutes have 10,000 requests. Of other limits it says nothing. */
    private static final VenueLimits LIMITS =
        new VenueLimits(200, 1, 10, 90 * 24 * HOUR_MS, 4 * MIB, UNTOLD, new Rate(500, MINUTE_MS));

    BitstampProtocol()
    {
        super("bitstamp", "wss://ws.bitstamp.net", "https://www.bitstamp.net", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "live_trades_" + symbol,
            FeedChannel.BOOK, symbol -> "diff_order_book_" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/api/v2/markets/");
    }

    @Override
    public Optional<String> snapshotRequest(final String venueSymbol)
    {
        return Optional.of("/api/v2/order_book/" + venueSymbol + '/');
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/";
    }

    @Override
    public Conversation newConversation()
    {
        return new BitstampTalk(limits());
    }
}
