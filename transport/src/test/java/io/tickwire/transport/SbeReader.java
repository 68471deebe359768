package io.tickwire.transport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/**
 * Reads SBE messages to the maps that the other encodings have.
 */
final class SbeReader
{
    private static final Map<String, String> TYPES = Map.of(
        "PriceUpdate", "price_update",
        "BboUpdate", "bbo_update",
        "TradeUpdate", "trade_update",
        "LiquidationUpdate", "liquidation_update",
        "OrderBookUpdate", "orderbook_update",
        "StatsUpdate", "stats_update",
        "CandleUpdate", "candle_update",
        "SignalUpdate", "signal_update",
        "ArbitrageUpdate", "arbitrage_update",
        "MarketUpdate", "market_update");
    private static final Map<String, String> NAMES = Map.ofEntries(
        Map.entry("bidQuantity", "bid_qty"),
        Map.entry("askQuantity", "ask_qty"),
        Map.entry("openPrice", "open"),
        Map.entry("highPrice", "high"),
        Map.entry("lowPrice", "low"),
        Map.entry("closePrice", "close"),
        Map.entry("openTimeMs", "timestamp"),
        Map.entry("action", "signal"),
        Map.entry("tradeIdLow", "trade_id"));
    private static final Map<String, Integer> FIXED = Map.of(
        "change24h", -4, "confidence", -4, "spreadBps", -2, "value", -8, "trades", 0, "trades24h", 0,
        "openTimeMs", 0, "tradeIdLow", 0);
    private static final Set<String> QUANTITIES = Set.of(
        "quantity", "bidQuantity", "askQuantity", "volume", "volume24h");
    private static final Set<String> PASSED_OVER = Set.of(
        "message", "head", "merged", "tradeIdHigh", "intervalSeconds", "isSnapshot", "hasChecksum", "checksum",
        "isInitial", "entries", "bids", "asks");
    private static final BigDecimal NS_PER_US = BigDecimal.valueOf(1_000);
    private static final BigDecimal NS_PER_MS = BigDecimal.valueOf(1_000_000);

    private final SbeSchema schema;

    SbeReader(final SbeSchema schema)
    {
        this.schema = schema;
    }

    /**
     * @param streams that were subscribed to, by number.
     */
    Map<String, Object> read(final byte[] bytes, final Map<Long, WireReader.StreamInfo> streams)
    {
        final Map<String, Object> from = schema.decode(bytes);
        final Map<String, Object> values = new LinkedHashMap<>();
        final Map<?, ?> head = (Map<?, ?>)from.get("head");
        final long sid = (long)head.get("streamId");
        final WireReader.StreamInfo stream = streams.get(sid);
        assertNotNull(stream, () -> "a frame of a stream before its subscribed: " + from);
        values.put(WireReader.SID, sid);
        values.put("type", "YES".equals(from.get("isInitial")) ? "initial_data" : TYPES.get(from.get("message")));
        values.put("seq", scaled(head.get("sequence"), 0));
        values.put("pseq", scaled(head.get("previousSequence"), 0));
        values.put("g", scaled(head.get("globalSequence"), 0));
        values.put("t_ex", micros(head.get("exchangeTime")));
        values.put("t_in", micros(head.get("receiveTime")));
        values.put("t_out", micros(head.get("sendTime")));
        if (from.containsKey("entries"))
        {
            values.put("data", market((List<?>)from.get("entries")));

            return values;
        }

        final int priceExponent = (int)(long)head.get("priceExponent");
        final int quantityExponent = (int)(long)head.get("quantityExponent");
        assertEquals(stream.priceExponent(), priceExponent);
        assertEquals(stream.quantityExponent(), quantityExponent);
        values.put("symbol", stream.symbol());
        if (!stream.venue().isEmpty())
        {
            values.put("venue", stream.venue());
        }
        if (from.containsKey("isSnapshot"))
        {
            values.put("kind", "YES".equals(from.get("isSnapshot")) ? "snapshot" : "delta");
            values.put("bids", levels((List<?>)from.get("bids"), priceExponent, quantityExponent));
            values.put("asks", levels((List<?>)from.get("asks"), priceExponent, quantityExponent));
        }
        from.forEach((name, value) -> put(values, name, value, priceExponent, quantityExponent));
        envelope(values, (Map<?, ?>)from.get("merged"), priceExponent, quantityExponent);

        return values;
    }

    private static void put(
        final Map<String, Object> values,
        final String name,
        final Object value,
        final int priceExponent,
        final int quantityExponent)
    {
        if (PASSED_OVER.contains(name))
        {
            return;
        }
        final String mapName = NAMES.getOrDefault(
            name, name.replace("24h", "_24h").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        if (name.equals("closed"))
        {
            values.put(mapName, "YES".equals(value));
        }
        else if (name.equals("side") || name.equals("action"))
        {
            values.put(mapName, value == null ? null : value.toString().toLowerCase(Locale.ROOT));
        }
        else if (value instanceof String)
        {
            values.put(mapName, value);
        }
        else
        {
            values.put(mapName, scaled(value, FIXED.getOrDefault(
                name, QUANTITIES.contains(name) ? quantityExponent : priceExponent)));
        }
    }

    private static void envelope(
        final Map<String, Object> values,
        final Map<?, ?> merged,
        final int priceExponent,
        final int quantityExponent)
    {
        if (merged != null && merged.get("count") != null)
        {
            values.put("n", scaled(merged.get("count"), 0));
            values.put("hi", scaled(merged.get("high"), priceExponent));
            values.put("lo", scaled(merged.get("low"), priceExponent));
            values.put("first", scaled(merged.get("first"), priceExponent));
            values.put("vol", scaled(merged.get("volume"), quantityExponent));
        }
    }

    private static List<List<BigDecimal>> levels(
        final List<?> side, final int priceExponent, final int quantityExponent)
    {
        final List<List<BigDecimal>> levels = new ArrayList<>();
        for (final Object level : side)
        {
            final Map<?, ?> entry = (Map<?, ?>)level;
            levels.add(List.of(
                scaled(entry.get("price"), priceExponent), scaled(entry.get("quantity"), quantityExponent)));
        }

        return levels;
    }

    private static Map<String, List<BigDecimal>> market(final List<?> entries)
    {
        final Map<String, List<BigDecimal>> market = new HashMap<>();
        for (final Object each : entries)
        {
            final Map<?, ?> entry = (Map<?, ?>)each;
            final int priceExponent = (int)(long)entry.get("priceExponent");
            final int quantityExponent = (int)(long)entry.get("quantityExponent");
            market.put((String)entry.get("symbol"), List.of(
                scaled(entry.get("price"), priceExponent),
                scaled(entry.get("change24h"), FIXED.get("change24h")),
                scaled(entry.get("volume24h"), quantityExponent),
                scaled(entry.get("timestamp"), 0).divide(NS_PER_MS)));
        }

        return market;
    }

    private static BigDecimal scaled(final Object mantissa, final int exponent)
    {
        return mantissa == null ? null : BigDecimal.valueOf((long)mantissa).scaleByPowerOfTen(exponent);
    }

    private static BigDecimal micros(final Object ns)
    {
        return ns == null ? null : scaled(ns, 0).divideToIntegralValue(NS_PER_US);
    }
}
