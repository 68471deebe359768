package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.Channel;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of messages, as the wire protocol's tables have them. */
final class NaiveFields
{
    static final List<String> HEAD = List.of("seq", "pseq", "g", "t_ex", "t_in", "t_out");
    static final List<String> ENVELOPE = List.of("n", "hi", "lo", "first", "vol");

    private static final List<String> TEXTS = List.of(
        "type", "symbol", "venue", "account", "asset", "order_id", "client_order_id", "execution_id", "fee_asset",
        "side", "order_type", "status", "liquidity", "trade_id", "channel", "reason", "interval", "indicator", "signal",
        "buy_venue", "sell_venue");
    private static final Set<String> INTEGERS = Set.of(
        "sid", "seq", "pseq", "g", "t_ex", "t_in", "t_out", "timestamp", "n", "from", "to", "trades", "trades_24h");
    private static final Set<String> PRICES = Set.of(
        "price", "bid", "ask", "hi", "lo", "first", "open_24h", "high_24h", "low_24h", "vwap_24h", "open", "high",
        "low", "close", "buy_price", "sell_price");
    private static final int PERCENT_EXPONENT = -4;
    private static final int BASIS_POINTS_EXPONENT = -2;

    private static final Map<Channel, String> TYPES = Map.ofEntries(
        Map.entry(Channel.PRICE, "price_update"),
        Map.entry(Channel.BBO, "bbo_update"),
        Map.entry(Channel.TRADE, "trade_update"),
        Map.entry(Channel.LIQUIDATION, "liquidation_update"),
        Map.entry(Channel.STATS, "stats_update"),
        Map.entry(Channel.CANDLE, "candle_update"),
        Map.entry(Channel.SIGNAL, "signal_update"),
        Map.entry(Channel.ARBITRAGE, "arbitrage_update"),
        Map.entry(Channel.ORDERS, "order_update"),
        Map.entry(Channel.EXECUTIONS, "execution_update"),
        Map.entry(Channel.POSITIONS, "position_update"),
        Map.entry(Channel.ACCOUNT, "account_update"));

    private static final Map<Channel, List<String>> FIELDS = Map.ofEntries(
        Map.entry(Channel.PRICE, List.of(
            "symbol", "price", "change_24h", "volume_24h", "timestamp", "venue", "bid", "ask", "bid_qty", "ask_qty")),
        Map.entry(Channel.BBO, List.of("symbol", "venue", "bid", "bid_qty", "ask", "ask_qty", "timestamp")),
        Map.entry(Channel.TRADE, List.of("symbol", "venue", "price", "quantity", "side", "trade_id", "timestamp")),
        Map.entry(Channel.LIQUIDATION, List.of("symbol", "venue", "side", "price", "quantity", "timestamp")),
        Map.entry(Channel.STATS, List.of(
            "symbol", "open_24h", "high_24h", "low_24h", "change_24h", "volume_24h", "vwap_24h", "trades_24h",
            "timestamp", "venue")),
        Map.entry(Channel.CANDLE, List.of(
            "symbol", "interval", "open", "high", "low", "close", "volume", "trades", "closed", "timestamp", "venue")),
        Map.entry(Channel.SIGNAL, List.of(
            "symbol", "indicator", "signal", "value", "confidence", "timestamp", "venue")),
        Map.entry(Channel.ARBITRAGE, List.of(
            "symbol", "buy_venue", "sell_venue", "buy_price", "sell_price", "quantity", "spread_bps", "timestamp")),
        Map.entry(Channel.ORDERS, List.of(
            "account", "symbol", "venue", "order_id", "client_order_id", "side", "order_type", "status", "price",
            "quantity", "filled_quantity", "average_price", "timestamp")),
        Map.entry(Channel.EXECUTIONS, List.of(
            "account", "symbol", "venue", "execution_id", "order_id", "side", "price", "quantity", "fee",
            "fee_asset", "liquidity", "timestamp")),
        Map.entry(Channel.POSITIONS, List.of(
            "account", "symbol", "venue", "quantity", "entry_price", "mark_price", "liquidation_price",
            "unrealized_pnl", "realized_pnl", "timestamp")),
        Map.entry(Channel.ACCOUNT, List.of("account", "venue", "asset", "balance", "available", "timestamp")));

    private NaiveFields()
    {
    }

    static String typeOf(final Channel channel)
    {
        return TYPES.get(channel);
    }

    /** The channel's own fields, in the order of the compact encoding. */
    static List<String> of(final Channel channel)
    {
        return FIELDS.get(channel);
    }

    static Channel channelOf(final int code)
    {
        for (final Channel channel : Channel.values())
        {
            if (channel.code() == code)
            {
                return channel;
            }
        }

        throw new AssertionError("no channel has this code: " + code);
    }

    static boolean isText(final String field)
    {
        return TEXTS.contains(field);
    }

    static boolean isInteger(final String field)
    {
        return INTEGERS.contains(field);
    }

    static boolean isDecimal(final String field)
    {
        return !isText(field) && !isInteger(field);
    }

    /** The exponent of a market message's decimal field. */
    static int exponentOf(final String field, final int priceExponent, final int quantityExponent)
    {
        return "change_24h".equals(field) ? PERCENT_EXPONENT :
            "spread_bps".equals(field) ? BASIS_POINTS_EXPONENT :
            PRICES.contains(field) ? priceExponent : quantityExponent;
    }
}
