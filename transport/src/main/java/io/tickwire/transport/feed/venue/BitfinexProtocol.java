package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * Bitfinex. Each stream is asked for by a message of its own, and comes by a number that the answer tells. Quotes come
 * by the ticker only, whose quantities are sums of many levels: where there is a book, its best levels are better.
 * Thread: any
 */
final class BitfinexProtocol extends PublicVenue
{
    static final String BOOK = "book";
    static final String CANDLES = "candles";
    static final String STATUS = "status";

    /** A connection has 25 channels, and a minute 20 connections. */
    private static final VenueLimits LIMITS =
        new VenueLimits(25, 1, 5, 0, 4 * MIB, new Rate(20, MINUTE_MS), UNTOLD);

    BitfinexProtocol()
    {
        super("bitfinex", "wss://api-pub.bitfinex.com", "https://api-pub.bitfinex.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trades/" + symbol,
            FeedChannel.QUOTES, symbol -> "ticker/" + symbol,
            FeedChannel.BOOK, symbol -> BOOK + '/' + symbol,
            FeedChannel.TICKER, symbol -> "ticker/" + symbol,
            FeedChannel.CANDLES, symbol -> CANDLES + "/trade:1m:" + symbol,
            FeedChannel.LIQUIDATIONS, symbol -> STATUS + "/liq:global"));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of("/v2/conf/pub:list:pair:exchange,pub:list:pair:futures,pub:map:currency:sym");
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/ws/2";
    }

    @Override
    public Conversation newConversation()
    {
        return new BitfinexTalk(limits());
    }

    /** What is liquidated are derivatives. */
    @Override
    boolean has(final FeedChannel channel, final String venueSymbol)
    {
        return channel != FeedChannel.LIQUIDATIONS || venueSymbol.contains("F0:");
    }

    @Override
    boolean isOfAll(final FeedChannel channel)
    {
        return channel == FeedChannel.LIQUIDATIONS;
    }
}
