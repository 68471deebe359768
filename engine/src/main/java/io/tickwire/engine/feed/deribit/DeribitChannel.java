package io.tickwire.engine.feed.deribit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a channel's name begins with: {@code book.BTC-PERPETUAL.raw}.
 * Thread: any
 */
enum DeribitChannel
{
    BOOK("book."),
    TICKER("ticker."),
    TRADES("trades."),
    QUOTE("quote."),
    CHART("chart.trades.");

    private static final DeribitChannel[] ALL = values();

    private final byte[] prefix;

    DeribitChannel(final String prefix)
    {
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    }

    int prefixLength()
    {
        return prefix.length;
    }

    /** The channel of a name, or null. */
    static DeribitChannel of(final byte[] buffer, final int offset, final int length)
    {
        for (final DeribitChannel channel : ALL)
        {
            final byte[] prefix = channel.prefix;
            if (length > prefix.length &&
                Arrays.equals(prefix, 0, prefix.length, buffer, offset, offset + prefix.length))
            {
                return channel;
            }
        }

        return null;
    }
}
