package io.tickwire.client.wire;

import io.tickwire.client.view.Channel;

/**
 * What all messages of a stream have in common.
 * Thread: client
 */
public class StreamInfo
{
    /** Where the server has not told them. */
    public static final int UNTOLD_EXPONENT = -8;

    private final Channel channel;
    private final String symbol;
    private final String venue;
    private final int intervalSeconds;
    private long sid;
    private int priceExponent = UNTOLD_EXPONENT;
    private int quantityExponent = UNTOLD_EXPONENT;

    /**
     * @param venue           empty: all.
     * @param intervalSeconds of candles, else 0.
     */
    public StreamInfo(final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        this.channel = channel;
        this.symbol = symbol;
        this.venue = venue;
        this.intervalSeconds = intervalSeconds;
    }

    public final Channel channel()
    {
        return channel;
    }

    public final String symbol()
    {
        return symbol;
    }

    public final String venue()
    {
        return venue;
    }

    public final int intervalSeconds()
    {
        return intervalSeconds;
    }

    public final long sid()
    {
        return sid;
    }

    public final int priceExponent()
    {
        return priceExponent;
    }

    public final int quantityExponent()
    {
        return quantityExponent;
    }

    /** What `subscribed` tells. */
    public final void tell(final long sid, final int priceExponent, final int quantityExponent)
    {
        this.sid = sid;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    @Override
    public final String toString()
    {
        return channel.wireName() + ":" + symbol + "@" + venue + (intervalSeconds == 0 ? "" : ":" + intervalSeconds);
    }
}
