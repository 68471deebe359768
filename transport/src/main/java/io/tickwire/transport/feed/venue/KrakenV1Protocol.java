package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.Map;

/**
 * Kraken's spot market, version 1, which is still served. The channels are named as its messages name them.
 * Thread: any
 */
final class KrakenV1Protocol extends PublicVenue
{
    KrakenV1Protocol()
    {
        super("kraken-v1", "wss://ws.kraken.com", KrakenProtocol.REST, KrakenProtocol.LIMITS, Map.of(
            FeedChannel.TRADES, symbol -> "trade/" + symbol,
            FeedChannel.QUOTES, symbol -> "spread/" + symbol,
            FeedChannel.BOOK, symbol -> "book-" + KrakenProtocol.BOOK_DEPTH + '/' + symbol,
            FeedChannel.TICKER, symbol -> "ticker/" + symbol,
            FeedChannel.CANDLES, symbol -> "ohlc-1/" + symbol));
    }

    @Override
    public List<String> instrumentRequests()
    {
        return List.of(KrakenProtocol.PAIRS);
    }

    @Override
    public String path(final List<VenueStream> streams)
    {
        return "/";
    }

    @Override
    public Conversation newConversation()
    {
        return new KrakenV1Talk(limits());
    }
}
