package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * Kraken's spot market, version 2. Books are a thousand levels deep, the most there is: their checksums are of ten in
 * any depth, and what clients may ask for here goes down to 500.
 * Thread: any
 */
final class KrakenProtocol extends PublicVenue
{
    static final int BOOK_DEPTH = 1000;
    static final String REST = "https://api.kraken.com";
    static final String PAIRS = "/0/public/AssetPairs";

    /** Ten minutes have 150 connections. Of messages the venue says only that there are limits. */
    static final VenueLimits LIMITS =
        new VenueLimits(500, 100, 5, 0, 16 * MIB, new Rate(150, 10 * MINUTE_MS), UNTOLD);
    static final long PING_MS = 30_000;

    KrakenProtocol()
    {
        super("kraken", "wss://ws.kraken.com", REST, LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trade/" + symbol,
            FeedChannel.QUOTES, symbol -> "ticker/" + symbol,
            FeedChannel.BOOK, symbol -> "book/" + symbol,
            FeedChannel.TICKER, symbol -> "ticker/" + symbol,
            FeedChannel.CANDLES, symbol -> "ohlc/" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of(PAIRS);
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/v2";
    }

    @Override
    public Conversation newConversation()
    {
        return new KrakenTalk(limits());
    }
}
