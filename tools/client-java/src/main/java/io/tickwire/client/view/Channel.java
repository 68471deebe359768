package io.tickwire.client.view;

import java.util.Locale;

/**
 * A kind of message that is subscribed to. States may be conflated, and are healed by the next message; of events none
 * is missing that is not told.
 * Thread: any
 */
public enum Channel
{
    /** Last price, best bid and ask, figures of the day. */
    PRICE("price_update", true),

    /** The book of a symbol at a venue. */
    BOOK("orderbook_update", true),

    /** Public trades. */
    TRADE("trade_update", false),

    /** Best bid and ask. */
    BBO("bbo_update", true),

    /** What indicators advise. */
    SIGNAL("signal_update", false),

    /** Candles; each interval is a stream. */
    CANDLE("candle_update", true),

    /** The newest figures of all symbols in one message. */
    MARKET("market_update", true),

    /** Figures of the last 24 hours. */
    STATS("stats_update", true),

    /** Forced orders. */
    LIQUIDATION("liquidation_update", false),

    /** Gaps between venues that pay. */
    ARBITRAGE("arbitrage_update", false),

    /** An account's orders. */
    ORDERS("order_update", false),

    /** An account's fills. */
    EXECUTIONS("execution_update", false),

    /** An account's positions. */
    POSITIONS("position_update", false),

    /** An account's balances. */
    ACCOUNT("account_update", false);

    private final String type;
    private final boolean isState;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Channel(final String type, final boolean isState)
    {
        this.type = type;
        this.isState = isState;
    }

    /** The {@code type} of its messages. */
    public String type()
    {
        return type;
    }

    public boolean isState()
    {
        return isState;
    }

    /** Whether it belongs to accounts. */
    public boolean isPrivate()
    {
        return ordinal() >= ORDERS.ordinal();
    }

    /** As the protocol has it. */
    public String wireName()
    {
        return wireName;
    }

    /**
     * The channel of a message's {@code type}, or of a channel's name; null: none of these.
     */
    public static Channel of(final String text)
    {
        for (final Channel channel : values())
        {
            if (channel.type.equals(text) || channel.wireName.equals(text))
            {
                return channel;
            }
        }

        return "initial_data".equals(text) ? MARKET : null;
    }
}
