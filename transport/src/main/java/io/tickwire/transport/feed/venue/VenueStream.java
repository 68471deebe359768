package io.tickwire.transport.feed.venue;

/**
 * What is subscribed to at a venue, at once or not at all.
 *
 * @param name        by which the venue's answers can be told from each other: {@code btcusdt@trade},
 *                    {@code book/BTC/USD}.
 * @param channel     what comes by it.
 * @param venueSymbol whose; empty: of all symbols.
 * Thread: any
 */
public record VenueStream(String name, FeedChannel channel, String venueSymbol)
{
}
