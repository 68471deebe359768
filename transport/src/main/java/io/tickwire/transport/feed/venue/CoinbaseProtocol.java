package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * Coinbase Exchange. Its book is the one that is told every 50 ms: the one that is told at once is for its users only.
 * Thread: any
 */
final class CoinbaseProtocol extends PublicVenue
{
    static final String BOOK = "level2_batch";

    /** The venue has no limit of streams, and asks for their being spread; a snapshot has some MiB. */
    private static final VenueLimits LIMITS =
        new VenueLimits(300, 100, 8, 0, 64 * MIB, new Rate(8, SECOND_MS), UNTOLD);

    CoinbaseProtocol()
    {
        super("coinbase", "wss://ws-feed.exchange.coinbase.com", "https://api.exchange.coinbase.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "matches/" + symbol,
            FeedChannel.QUOTES, symbol -> "ticker/" + symbol,
            FeedChannel.BOOK, symbol -> BOOK + '/' + symbol,
            FeedChannel.TICKER, symbol -> "ticker/" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/products");
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/";
    }

    @Override
    public Conversation newConversation()
    {
        return new CoinbaseTalk(limits());
    }
}
