package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * OKX. Its books are of 400 levels every 100 ms; those that are told at once are for users of high rank. Candles come
 * from a place of their own, liquidations by one stream for all perpetuals and another for all futures.
 * Thread: any
 */
final class OkxProtocol extends PublicVenue
{
    private static final String BUSINESS = "business";
    private static final String SWAP = "-SWAP";

    /** Of a stream that is not of an instrument. */
    private static final String LIQUIDATIONS = "liquidation-orders/";

    /** A connection may ask 480 times an hour, so that it asks for much at once; a message may have 64 KiB. */
    private static final VenueLimits LIMITS =
        new VenueLimits(300, 100, 2, 0, 4 * MIB, new Rate(3, SECOND_MS), UNTOLD);

    OkxProtocol()
    {
        super("okx", "wss://ws.okx.com:8443", "https://www.okx.com", LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trades/" + symbol,
            FeedChannel.QUOTES, symbol -> "bbo-tbt/" + symbol,
            FeedChannel.BOOK, symbol -> "books/" + symbol,
            FeedChannel.TICKER, symbol -> "tickers/" + symbol,
            FeedChannel.CANDLES, symbol -> "candle1m/" + symbol,
            FeedChannel.LIQUIDATIONS, symbol -> LIQUIDATIONS + (symbol.endsWith(SWAP) ? "SWAP" : "FUTURES")));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of(
            "/api/v5/public/instruments?instType=SPOT",
            "/api/v5/public/instruments?instType=SWAP",
            "/api/v5/public/instruments?instType=FUTURES",
            // Options are listed by what they are of.
            "/api/v5/public/instruments?instType=OPTION&instFamily=BTC-USD",
            "/api/v5/public/instruments?instType=OPTION&instFamily=ETH-USD");
    }

    @Override
    public String group(final VenueStream stream)
    {
        return stream.channel() == FeedChannel.CANDLES ? BUSINESS : "public";
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/ws/v5/" + (streams.isEmpty() ? "public" : group(streams.get(0)));
    }

    @Override
    public Conversation newConversation()
    {
        return new OkxTalk(limits());
    }

    /** What is of two currencies is a pair, and what is of a day a future; options have four parts and more. */
    @Override
    boolean has(final FeedChannel channel, final String venueSymbol)
    {
        return channel != FeedChannel.LIQUIDATIONS || venueSymbol.split("-").length == 3;
    }

    @Override
    boolean isOfAll(final FeedChannel channel)
    {
        return channel == FeedChannel.LIQUIDATIONS;
    }
}
