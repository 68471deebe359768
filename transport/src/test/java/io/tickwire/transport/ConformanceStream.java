package io.tickwire.transport;

import java.util.Set;

/**
 * What a client knows of one stream.
 */
final class ConformanceStream
{
    static final long NONE = -1;
    static final String LIVE = "live";
    static final String RECOVERING = "recovering";
    static final String BOOK = "book";
    static final long RESYNC_MS = 1_000;
    static final Set<String> EVENT_CHANNELS = Set.of("trade", "signal", "liquidation", "arbitrage");

    final String channel;
    final String symbol;
    final String venue;
    final int interval;
    final ConformanceBook book = new ConformanceBook();
    long last = NONE;
    long resyncMs = -RESYNC_MS;
    int priceExponent;
    int quantityExponent;
    boolean isRaw;
    String status;

    ConformanceStream(final String channel, final String symbol, final String venue, final int interval)
    {
        this.channel = channel;
        this.symbol = symbol;
        this.venue = venue;
        this.interval = interval;
        this.status = channel.equals(BOOK) ? RECOVERING : LIVE;
    }

    boolean isEvents()
    {
        return isRaw && EVENT_CHANNELS.contains(channel);
    }
}
