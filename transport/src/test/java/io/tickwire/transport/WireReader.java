package io.tickwire.transport;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Reads data messages of any encoding to the same maps: numbers are decimals, texts texts, and each is held against the
 * form that its encoding has for it. What it knows of streams is from {@code subscribed}.
 */
final class WireReader
{
    static final String SID = "sid";

    private static final List<String> HEAD = List.of("seq", "pseq", "g", "t_ex", "t_in", "t_out");
    private static final List<String> ENVELOPE = List.of("n", "hi", "lo", "first", "vol");
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
        fields("price_update", "symbol price change_24h volume_24h timestamp venue bid ask bid_qty ask_qty"),
        fields("orderbook_update", "symbol bids asks timestamp venue checksum"),
        fields("trade_update", "symbol venue price quantity side trade_id timestamp"),
        fields("bbo_update", "symbol venue bid bid_qty ask ask_qty timestamp"),
        fields("signal_update", "symbol indicator signal value confidence timestamp venue"),
        fields("candle_update",
            "symbol interval open high low close volume trades closed timestamp venue"),
        fields("market_update", "data timestamp"),
        fields("stats_update",
            "symbol open_24h high_24h low_24h change_24h volume_24h vwap_24h trades_24h timestamp venue"),
        fields("liquidation_update", "symbol venue side price quantity timestamp"),
        fields("arbitrage_update",
            "symbol buy_venue sell_venue buy_price sell_price quantity spread_bps timestamp"));
    private static final List<String> COMPACT_TYPES = List.of(
        "", "price_update", "orderbook_update", "orderbook_update", "trade_update", "bbo_update", "signal_update",
        "candle_update", "market_update", "stats_update", "liquidation_update", "arbitrage_update");
    private static final int COMPACT_HEAD = 2 + HEAD.size();
    private static final int DELTA = 3;
    private static final Set<String> PRICES = Set.of(
        "price", "bid", "ask", "open", "high", "low", "close", "open_24h", "high_24h", "low_24h", "vwap_24h",
        "buy_price", "sell_price", "hi", "lo", "first");
    private static final Set<String> QUANTITIES = Set.of(
        "quantity", "bid_qty", "ask_qty", "volume", "volume_24h", "vol");
    private static final Map<String, Integer> FIXED = Map.of(
        "change_24h", -4, "confidence", -4, "spread_bps", -2, "value", -8);

    private final String encoding;
    private final SbeReader sbe;
    private final Map<Long, StreamInfo> streams = new HashMap<>();

    WireReader(final String encoding, final SbeSchema schema)
    {
        this.encoding = encoding;
        this.sbe = new SbeReader(schema);
    }

    /**
     * What a client was told of a stream.
     */
    record StreamInfo(String channel, String symbol, String venue, int priceExponent, int quantityExponent)
    {
    }

    /**
     * What an event tells of the market; null: nothing. Learns of streams where it is a {@code subscribed}.
     */
    Map<String, Object> read(final JsonNode event)
    {
        final JsonNode message = event.path("message");
        final String type = message.path("type").asString("");
        if (type.equals("subscribed"))
        {
            learn(message);

            return null;
        }
        if (event.has("hex"))
        {
            return sbe.read(HexFormat.of().parseHex(event.path("hex").asString()), streams);
        }
        if (message.isArray())
        {
            return array(message);
        }

        return FIELDS.containsKey(type) || type.equals("initial_data") ? map(type, message) : null;
    }

    private void learn(final JsonNode subscribed)
    {
        for (int i = 0; i < subscribed.path("sid").size(); i++)
        {
            streams.put(subscribed.path("sid").get(i).asLong(), new StreamInfo(
                subscribed.path("channel").asString(),
                subscribed.path("symbol").path(i).asString(""),
                subscribed.path("venue").path(i).asString(""),
                subscribed.path("px_exp").path(i).asInt(0),
                subscribed.path("qty_exp").path(i).asInt(0)));
        }
    }

    private Map<String, Object> map(final String type, final JsonNode message)
    {
        assertTrue(encoding.startsWith("json") || encoding.startsWith("msgpack"), () -> encoding + " " + message);
        final List<String> expected = new ArrayList<>(List.of("type"));
        expected.addAll(FIELDS.get(type.equals("initial_data") ? "market_update" : type));
        expected.addAll(HEAD);
        if (type.equals("orderbook_update"))
        {
            expected.add("kind");
            expected.remove("checksum");
        }
        if (message.has("n"))
        {
            expected.addAll(ENVELOPE);
        }
        assertEquals(Set.copyOf(expected), Set.copyOf(message.propertyNames()), () -> message.toString());

        final StreamInfo stream = streamOf(message.path("symbol").asString(""));
        final Map<String, Object> values = new LinkedHashMap<>();
        message.properties().forEach(entry ->
            values.put(entry.getKey(), value(entry.getKey(), entry.getValue(), stream)));

        return values;
    }

    private Map<String, Object> array(final JsonNode message)
    {
        assertTrue(encoding.startsWith("compact"), () -> encoding + " " + message);
        final int code = message.get(0).asInt();
        final String type = COMPACT_TYPES.get(code);
        final long sid = message.get(1).asLong();
        final StreamInfo stream = streams.get(sid);
        assertNotNull(stream, () -> "a frame of a stream before its subscribed: " + message);
        final boolean isMarket = type.equals("market_update");
        final Map<String, Object> values = new LinkedHashMap<>();
        values.put(SID, sid);
        for (int i = 0; i < HEAD.size(); i++)
        {
            values.put(HEAD.get(i), value(HEAD.get(i), message.get(2 + i), stream));
        }
        values.put("type", isMarket && message.get(3).asLong() == 0 ? "initial_data" : type);
        if (type.equals("orderbook_update"))
        {
            values.put("kind", code == DELTA ? "delta" : "snapshot");
        }
        final List<String> names = new ArrayList<>(FIELDS.get(type));
        final int count = message.size() - COMPACT_HEAD;
        if (type.equals("orderbook_update") && count < names.size())
        {
            names.remove("checksum");
        }
        if (count > names.size())
        {
            names.addAll(ENVELOPE);
        }
        assertEquals(names.size(), count, () -> message.toString());
        for (int i = 0; i < count; i++)
        {
            values.put(names.get(i), value(names.get(i), message.get(COMPACT_HEAD + i), stream));
        }

        return values;
    }

    private Object value(final String name, final JsonNode value, final StreamInfo stream)
    {
        if (value.isNull())
        {
            return null;
        }
        if (name.equals("bids") || name.equals("asks"))
        {
            return levels(value, stream);
        }
        if (name.equals("data"))
        {
            return value.isArray() ? flatMarket(value) : market(value);
        }
        if (PRICES.contains(name))
        {
            return decimal(value, stream.priceExponent);
        }
        if (QUANTITIES.contains(name))
        {
            return decimal(value, stream.quantityExponent);
        }
        if (FIXED.containsKey(name))
        {
            return decimal(value, FIXED.get(name));
        }
        if (value.isBoolean())
        {
            return value.asBoolean();
        }
        if (value.isString())
        {
            return value.asString();
        }
        assertTrue(value.isIntegralNumber(), () -> name + "=" + value);

        return new BigDecimal(value.bigIntegerValue());
    }

    private BigDecimal decimal(final JsonNode value, final int exponent)
    {
        switch (encoding)
        {
            case "json":
                assertTrue(value.isNumber(), value::toString);
                break;

            case "json_string":
                assertTrue(value.isString(), value::toString);
                break;

            case "msgpack":
            case "compact":
                assertTrue(value.isFloatingPointNumber(), value::toString);
                break;

            default:
                assertTrue(value.isIntegralNumber(), value::toString);

                return BigDecimal.valueOf(value.asLong()).scaleByPowerOfTen(exponent);
        }

        return new BigDecimal(value.asString());
    }

    private List<List<BigDecimal>> levels(final JsonNode side, final StreamInfo stream)
    {
        final List<List<BigDecimal>> levels = new ArrayList<>();
        if (encoding.startsWith("compact"))
        {
            for (int i = 0; i < side.size(); i += 2)
            {
                levels.add(List.of(
                    decimal(side.get(i), stream.priceExponent), decimal(side.get(i + 1), stream.quantityExponent)));
            }
        }
        else
        {
            side.forEach(level -> levels.add(List.of(
                decimal(level.path("price"), stream.priceExponent),
                decimal(level.path("quantity"), stream.quantityExponent))));
        }

        return levels;
    }

    private Map<String, List<BigDecimal>> market(final JsonNode data)
    {
        final Map<String, List<BigDecimal>> market = new HashMap<>();
        data.properties().forEach(entry -> market.put(entry.getKey(), List.of(
            wide(entry.getValue().path("price")),
            wide(entry.getValue().path("change_24h")),
            wide(entry.getValue().path("volume_24h")),
            new BigDecimal(entry.getValue().path("timestamp").asString()))));

        return market;
    }

    private Map<String, List<BigDecimal>> flatMarket(final JsonNode data)
    {
        final Map<String, List<BigDecimal>> market = new HashMap<>();
        for (int i = 0; i < data.size(); i += 5)
        {
            market.put(data.get(i).asString(), List.of(
                wide(data.get(i + 1)),
                wide(data.get(i + 2)),
                wide(data.get(i + 3)),
                new BigDecimal(data.get(i + 4).asString())));
        }

        return market;
    }

    /** What spans symbols has no exponents to be scaled by. */
    private BigDecimal wide(final JsonNode value)
    {
        assertTrue(
            encoding.startsWith("json") || value.isFloatingPointNumber(), () -> encoding + " " + value);

        return new BigDecimal(value.asString());
    }

    private StreamInfo streamOf(final String symbol)
    {
        if (symbol.isEmpty())
        {
            return null;
        }

        return streams.values().stream()
            .filter(stream -> stream.symbol.equals(symbol))
            .findAny()
            .orElseThrow(() -> new AssertionError("a frame of a stream before its subscribed: " + symbol));
    }

    private static Map.Entry<String, List<String>> fields(final String type, final String names)
    {
        return Map.entry(type, List.of(names.split(" ")));
    }
}
