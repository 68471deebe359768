package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * Deribit, by JSON-RPC. Without a key, books and trades come every 100 ms. Liquidations are trades that say so.
 * Thread: any
 */
final class DeribitProtocol extends PublicVenue
{
    static final String PLATFORM = "platform_state";

    /** Requests without a key have some credits for each address, of which one by WebSocket costs much. */
    private static final VenueLimits LIMITS = new VenueLimits(500, 100, 3, 0, 8 * MIB, UNTOLD, UNTOLD);

    DeribitProtocol()
    {
        super("deribit", "wss://www.deribit.com", "https://www.deribit.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trades." + symbol + ".100ms",
            FeedChannel.QUOTES, symbol -> "quote." + symbol,
            FeedChannel.BOOK, symbol -> "book." + symbol + ".100ms",
            FeedChannel.TICKER, symbol -> "ticker." + symbol + ".100ms",
            FeedChannel.CANDLES, symbol -> "chart.trades." + symbol + ".1",
            FeedChannel.LIQUIDATIONS, symbol -> "trades." + symbol + ".100ms"));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/api/v2/public/get_instruments?currency=any&expired=false");
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/ws/api/v2";
    }

    @Override
    public Conversation newConversation()
    {
        return new DeribitTalk(limits());
    }
}
