package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * BitMEX. Its book is the whole one: the one of 25 levels costs less, and has less.
 * Thread: any
 */
final class BitmexProtocol extends PublicVenue
{
    /** A message asks for twenty topics; an hour has 40 connections, as its greeting tells. */
    private static final VenueLimits LIMITS =
        new VenueLimits(200, 20, 2, 0, 16 * MIB, new Rate(40, HOUR_MS), UNTOLD);

    BitmexProtocol()
    {
        super("bitmex", "wss://ws.bitmex.com", "https://www.bitmex.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trade:" + symbol,
            FeedChannel.QUOTES, symbol -> "quote:" + symbol,
            FeedChannel.BOOK, symbol -> "orderBookL2:" + symbol,
            FeedChannel.TICKER, symbol -> "instrument:" + symbol,
            FeedChannel.CANDLES, symbol -> "tradeBin1m:" + symbol,
            FeedChannel.LIQUIDATIONS, symbol -> "liquidation:" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/api/v1/instrument/active");
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/realtime";
    }

    @Override
    public Conversation newConversation()
    {
        return new BitmexTalk(limits());
    }
}
