package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Coinbase Advanced Trade. What is paid in USDC is the market in dollars, and is told as that, whatever is asked for:
 * so it is not asked for.
 * Thread: any
 */
final class CoinbaseAdvancedProtocol extends PublicVenue
{
    /** Some of its snapshots have 6 MiB. */
    private static final VenueLimits LIMITS =
        new VenueLimits(300, 100, 8, 0, 64 * MIB, new Rate(8, SECOND_MS), UNTOLD);
    private static final String USDC = "-USDC";
    private static final Set<String> OWN_MARKETS = Set.of("USDT-USDC", "EURC-USDC");

    CoinbaseAdvancedProtocol()
    {
        super("coinbase-advanced", "wss://advanced-trade-ws.coinbase.com", "https://api.coinbase.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "market_trades/" + symbol,
            FeedChannel.QUOTES, symbol -> "ticker/" + symbol,
            FeedChannel.BOOK, symbol -> "level2/" + symbol,
            FeedChannel.TICKER, symbol -> "ticker/" + symbol,
            FeedChannel.CANDLES, symbol -> "candles/" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/api/v3/brokerage/market/products");
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/";
    }

    @Override
    public Conversation newConversation()
    {
        return new CoinbaseAdvancedTalk(limits());
    }

    @Override
    boolean has(final FeedChannel channel, final String venueSymbol)
    {
        return !venueSymbol.endsWith(USDC) || OWN_MARKETS.contains(venueSymbol);
    }
}
