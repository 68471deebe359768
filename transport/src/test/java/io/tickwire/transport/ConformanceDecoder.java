package io.tickwire.transport;

import io.tickwire.transport.clients.Msgpack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Frames of any encoding as the maps that a state is made of; fields that are not known are passed over.
 */
final class ConformanceDecoder
{
    static final Map<String, String> CHANNELS = Map.ofEntries(
        Map.entry("price_update", "price"), Map.entry("bbo_update", "bbo"),
        Map.entry("orderbook_update", ConformanceStream.BOOK),
        Map.entry("trade_update", "trade"), Map.entry("stats_update", "stats"), Map.entry("candle_update", "candle"),
        Map.entry("signal_update", "signal"), Map.entry("liquidation_update", "liquidation"),
        Map.entry("arbitrage_update", "arbitrage"), Map.entry("market_update", "market"),
        Map.entry("initial_data", "market"), Map.entry("order_update", "orders"),
        Map.entry("execution_update", "executions"), Map.entry("position_update", "positions"),
        Map.entry("account_update", "account"));
    static final List<String> PRIVATE =
        List.of("order_update", "execution_update", "position_update", "account_update");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_PRIVATE_CODE = 12;

    private final String encoding;
    private final WireReader reader;
    private final Map<String, int[]> exponents = new HashMap<>();

    ConformanceDecoder(final String encoding, final SbeSchema schema)
    {
        this.encoding = encoding;
        reader = new WireReader(encoding, schema);
    }

    /** The tree of a frame; null: it is SBE. */
    JsonNode message(final boolean isText, final byte[] payload)
    {
        if (!isText && encoding.equals("sbe"))
        {
            return null;
        }
        final JsonNode message = isText ? JSON.readTree(payload) : Msgpack.unpack(payload);
        if (message == null || !message.isArray() && !message.path("type").isString())
        {
            throw new IllegalArgumentException("no message");
        }

        return message;
    }

    /** What a frame tells of the market or of accounts; null: nothing. */
    Map<String, Object> data(final JsonNode message, final byte[] payload)
    {
        if (message == null)
        {
            return reader.read(JSON.createObjectNode().put("hex", HexFormat.of().formatHex(payload)));
        }
        if (message.isArray())
        {
            final int code = message.get(0).asInt();
            if (code < FIRST_PRIVATE_CODE)
            {
                return reader.read(JSON.createObjectNode().set("message", message));
            }
            final Map<String, Object> data = new HashMap<>();
            data.put("type", PRIVATE.get(code - FIRST_PRIVATE_CODE));
            data.put("account", message.get(1).asString());
            data.put("symbol", code - FIRST_PRIVATE_CODE == PRIVATE.size() - 1 ? null : message.get(2).asString());

            return data;
        }
        final String type = message.path("type").asString();
        if (type.equals("subscribed"))
        {
            reader.read(JSON.createObjectNode().set("message", message));
            for (int i = 0; i < message.path("px_exp").size(); i++)
            {
                exponents.put(message.path("symbol").path(i).asString(""), new int[] {
                    message.path("px_exp").get(i).asInt(), message.path("qty_exp").get(i).asInt()});
            }
        }

        return CHANNELS.containsKey(type) ? map(message) : null;
    }

    private Map<String, Object> map(final JsonNode message)
    {
        final Map<String, Object> data = new HashMap<>();
        message.properties().forEach(entry -> data.put(entry.getKey(), plain(entry.getValue())));
        final int[] exponent = exponents.getOrDefault(message.path("symbol").asString(""), new int[2]);
        if (message.path("price").isNumber())
        {
            data.put("price", decimal(message.path("price"), exponent[0]));
        }
        for (final String side : List.of("bids", "asks"))
        {
            final List<List<BigDecimal>> levels = new ArrayList<>();
            message.path(side).forEach(level -> levels.add(List.of(
                decimal(level.path("price"), exponent[0]), decimal(level.path("quantity"), exponent[1]))));
            data.put(side, levels);
        }
        if (message.has("data"))
        {
            final Map<String, List<BigDecimal>> market = new HashMap<>();
            message.path("data").properties().forEach(entry ->
                market.put(entry.getKey(), List.of(new BigDecimal(entry.getValue().path("price").asString()))));
            data.put("data", market);
        }

        return data;
    }

    private BigDecimal decimal(final JsonNode value, final int exponent)
    {
        return encoding.endsWith("scaled") ?
            BigDecimal.valueOf(value.asLong()).scaleByPowerOfTen(exponent) : new BigDecimal(value.asString());
    }

    private static Object plain(final JsonNode value)
    {
        return value.isIntegralNumber() ? new BigDecimal(value.bigIntegerValue()) :
            value.isString() ? value.asString() : null;
    }
}
