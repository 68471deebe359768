package io.tickwire.transport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client that is slow and obviously right: what the conformance set says that each client's state must be. It reads
 * frames by the readers of these tests and follows the document's rules one by one.
 */
final class ConformanceTwin
{
    private static final long NONE = ConformanceStream.NONE;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STALE = "stale";
    private static final String LIVE = ConformanceStream.LIVE;
    private static final String RECOVERING = ConformanceStream.RECOVERING;
    private static final String BOOK = ConformanceStream.BOOK;
    private static final long RESYNC_MS = ConformanceStream.RESYNC_MS;
    private static final int NORMAL = 1_000;
    private static final Map<String, String> EVENTS = Map.of(
        "order_update", "order", "execution_update", "order", "position_update", "position",
        "account_update", "account");

    private final ConformanceDecoder decoder;
    private final Map<String, String> aliases;
    /** Whether data says of which stream it is, and so of which view of a book. */
    private final boolean isNumbered;
    private final Map<String, ConformanceStream> streams = new TreeMap<>();
    private final Map<Long, String> views = new TreeMap<>();
    private final Map<String, JsonNode> handles = new TreeMap<>();
    private final Map<String, Integer> given = new TreeMap<>();
    private final Map<String, BigDecimal> prices = new TreeMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<List<Object>> events = new ArrayList<>();
    private final List<Map<String, Object>> resyncs = new ArrayList<>();
    private long epoch = NONE;
    private long nowMs;
    private boolean isConnected;
    private boolean wasConnected;

    ConformanceTwin(final String encoding, final SbeSchema schema, final Map<String, String> aliases)
    {
        this.aliases = aliases;
        isNumbered = encoding.startsWith("compact") || encoding.equals("sbe");
        decoder = new ConformanceDecoder(encoding, schema);
        List.of("messages", "duplicates", "gaps", "missed", "resyncs", "reconnects", "errors")
            .forEach(name -> counts.put(name, 0));
    }

    void open()
    {
        isConnected = true;
        count("reconnects", wasConnected ? 1 : 0);
        wasConnected = true;
        tell("open", "", null, null);
    }

    void end(final int code, final boolean isLast)
    {
        isConnected = false;
        streams.values().forEach(stream -> stream.status = STALE);
        tell("close", String.valueOf(code), null, null);
        if (isLast && code != NORMAL)
        {
            fail(String.valueOf(code));
        }
    }

    void refused(final String status)
    {
        fail(status);
    }

    void tick(final long ms)
    {
        nowMs += ms;
    }

    void subscribe(final String name, final JsonNode with)
    {
        handles.put(name, with);
        given.put(name, 0);
    }

    /** Another view of a book that is there: nothing tells the two apart. */
    void refuseView(final String name)
    {
        given.put(name, 0);
        fail("conflicting_view");
    }

    void unsubscribe(final String name)
    {
        handles.remove(name);
    }

    boolean hasResyncs()
    {
        return !resyncs.isEmpty();
    }

    /** What the client has sent by itself since it was asked. */
    List<Map<String, Object>> takeResyncs()
    {
        final List<Map<String, Object>> taken = List.copyOf(resyncs);
        resyncs.clear();

        return taken;
    }

    int count(final String name)
    {
        return counts.get(name);
    }

    void frame(final boolean isText, final byte[] payload)
    {
        final JsonNode message;
        final Map<String, Object> data;
        try
        {
            message = decoder.message(isText, payload);
            data = decoder.data(message, payload);
        }
        catch (final RuntimeException | AssertionError ex)
        {
            fail("invalid_message");

            return;
        }
        count("messages", 1);
        if (data != null)
        {
            onData(data);
        }
        else
        {
            onControl(message);
        }
    }

    private void onData(final Map<String, Object> data)
    {
        final String type = (String)data.get("type");
        if (!data.containsKey("seq"))
        {
            give(data, NONE);

            return;
        }
        final ConformanceStream stream = streamOf(data);
        final long sequence = number(data.get("seq"));
        final long previous = number(data.get("pseq"));
        final boolean isBook = stream.channel.equals(BOOK);
        final boolean isDelta = isBook && data.get("kind").equals("delta");
        if (isDelta)
        {
            if (!isApplied(stream, sequence, previous))
            {
                return;
            }
        }
        else if (!isBook && previous != 0 && sequence <= stream.last)
        {
            count("duplicates", 1);

            return;
        }
        else if (stream.isEvents() && previous != 0 && stream.last != NONE && sequence > stream.last + 1)
        {
            gap(stream, "unannounced", stream.last + 1, sequence - 1);
        }
        stream.last = sequence;
        if (isBook && !onBook(stream, data, isDelta))
        {
            return;
        }
        if (!isDelta)
        {
            stream.status = LIVE;
        }
        if (type.equals("price_update") && data.get("price") != null)
        {
            prices.put(stream.symbol + "@" + stream.venue, (BigDecimal)data.get("price"));
        }
        if (data.get("data") instanceof final Map<?, ?> market)
        {
            market.forEach((symbol, values) -> prices.put(symbol + "@", (BigDecimal)((List<?>)values).get(0)));
        }
        give(data, sequence);
    }

    private boolean isApplied(final ConformanceStream stream, final long sequence, final long previous)
    {
        if (stream.status.equals(RECOVERING) || stream.last == NONE)
        {
            if (stream.resyncMs >= 0 && nowMs - stream.resyncMs >= RESYNC_MS)
            {
                resync(stream);
            }

            return false;
        }
        if (sequence <= stream.last)
        {
            count("duplicates", 1);

            return false;
        }
        if (previous != stream.last)
        {
            breakChain(stream);

            return false;
        }

        return true;
    }

    /** Whether the book is right after it. */
    private boolean onBook(final ConformanceStream stream, final Map<String, Object> data, final boolean isDelta)
    {
        stream.book.apply(levels(data.get("bids")), levels(data.get("asks")), isDelta);
        final boolean isRight = data.get("checksum") == null || number(data.get("checksum")) ==
            stream.book.checksum(stream.priceExponent, stream.quantityExponent);
        if (!isRight)
        {
            fail("checksum");
            breakChain(stream);
        }

        return isRight;
    }

    private void breakChain(final ConformanceStream stream)
    {
        stream.book.clear();
        stream.status = RECOVERING;
        resync(stream);
    }

    private void resync(final ConformanceStream stream)
    {
        if (stream.resyncMs >= 0 && nowMs - stream.resyncMs < RESYNC_MS)
        {
            return;
        }
        stream.resyncMs = nowMs;
        count("resyncs", 1);
        resyncs.add(Map.of("type", "resync", "channel", BOOK, "symbol", stream.symbol, "venue", stream.venue));
    }

    private void onControl(final JsonNode message)
    {
        switch (message.path("type").asString())
        {
            case "welcome" -> onEpoch(message.path("epoch").asLong());
            case "subscribed" -> onSubscribed(message);
            case "gap" -> onGap(message);
            case STALE -> onStale(message);
            case "error" -> fail(message.path("code").asString());
            default ->
            {
                // Nothing of it is in a state.
            }
        }
    }

    private void onEpoch(final long value)
    {
        if (epoch != NONE && value != epoch)
        {
            for (final ConformanceStream stream : streams.values())
            {
                if (stream.isEvents() && stream.last != NONE)
                {
                    count("gaps", 1);
                    tell("gap", "unrecoverable", stream.symbol, null);
                }
                stream.last = NONE;
                if (stream.channel.equals(BOOK))
                {
                    stream.book.clear();
                    stream.status = RECOVERING;
                }
            }
        }
        epoch = value;
    }

    private void onSubscribed(final JsonNode message)
    {
        if (message.has("epoch"))
        {
            onEpoch(message.path("epoch").asLong());
        }
        final String channel = message.path("channel").asString();
        for (int i = 0; i < message.path("sid").size(); i++)
        {
            if (message.has("accounts"))
            {
                continue;
            }
            final String view = isNumbered && channel.equals(BOOK) ? ConformanceWish.viewOf(message) : "";
            views.put(message.path("sid").get(i).asLong(), view);
            final ConformanceStream stream = stream(
                channel, message.path("symbol").path(i).asString(""), message.path("venue").path(i).asString(""),
                message.path("interval").asInt(0), view);
            stream.priceExponent = message.path("px_exp").path(i).asInt(0);
            stream.quantityExponent = message.path("qty_exp").path(i).asInt(0);
            stream.isRaw = message.path("class").asString().equals("raw");
            final long sequence = message.path("seq").get(i).asLong();
            if (stream.isEvents() && !message.path("recovered").asBoolean(false))
            {
                if (stream.last != NONE && sequence > stream.last)
                {
                    gap(stream, "unrecoverable", stream.last + 1, sequence);
                }
                stream.last = Math.max(stream.last, sequence);
            }
        }
    }

    private void onGap(final JsonNode message)
    {
        final ConformanceStream stream = stream(
            message.path("channel").asString(), message.path("symbol").asString(""),
            message.path("venue").asString(""), 0, "");
        final long from = message.path("from").asLong();
        final long to = message.path("to").asLong();
        if (to > stream.last)
        {
            count("gaps", 1);
            count("missed", (int)(to - Math.max(from, stream.last + 1) + 1));
            tell("gap", message.path("reason").asString(), stream.symbol, from);
            stream.last = to;
        }
    }

    private void onStale(final JsonNode message)
    {
        streams.values().stream()
            .filter(stream -> stream.channel.equals(message.path("channel").asString()))
            .filter(stream -> !message.path("symbol").isString() ||
                stream.symbol.equals(message.path("symbol").asString()))
            .filter(stream -> !message.path("venue").isString() ||
                stream.venue.equals(message.path("venue").asString()))
            .forEach(stream -> stream.status = STALE);
        tell(STALE, message.path("reason").asString(), message.path("symbol").asString(null), null);
    }

    private void gap(final ConformanceStream stream, final String reason, final long from, final long to)
    {
        count("gaps", 1);
        count("missed", (int)(to - from + 1));
        tell("gap", reason, stream.symbol, from);
    }

    private void fail(final String code)
    {
        count("errors", 1);
        tell("error", code, null, null);
    }

    private void give(final Map<String, Object> data, final long sequence)
    {
        final String type = (String)data.get("type");
        final String channel = ConformanceDecoder.CHANNELS.get(type);
        handles.forEach((name, with) ->
        {
            if (ConformanceWish.of(with, aliases).wants(channel, data, viewOf(data)))
            {
                given.merge(name, 1, Integer::sum);
            }
        });
        final String event =
            ConformanceStream.EVENT_CHANNELS.contains(channel) ? channel : EVENTS.getOrDefault(type, "market");
        tell(event, type, (String)data.get("symbol"), sequence == NONE ? null : sequence);
    }

    private void tell(final String event, final String what, final String symbol, final Long sequence)
    {
        final List<Object> entry = new ArrayList<>(List.of(event, what));
        entry.add(symbol);
        entry.add(sequence);
        events.add(entry);
    }

    private void count(final String name, final int more)
    {
        counts.merge(name, more, Integer::sum);
    }

    private ConformanceStream streamOf(final Map<String, Object> data)
    {
        final String symbol = (String)data.get("symbol");
        final String venue = (String)data.get("venue");

        return stream(
            ConformanceDecoder.CHANNELS.get((String)data.get("type")), symbol == null ? "" : symbol,
            venue == null ? "" : venue, ConformanceWish.intervalOf(data), viewOf(data));
    }

    private String viewOf(final Map<String, Object> data)
    {
        return data.get(WireReader.SID) instanceof final Long sid ? views.getOrDefault(sid, "") : "";
    }

    private ConformanceStream stream(
        final String channel, final String symbol, final String venue, final int interval, final String view)
    {
        return streams.computeIfAbsent(
            channel + "|" + symbol + "|" + venue + "|" + interval + "|" + view,
            key -> new ConformanceStream(channel, symbol, venue, interval));
    }

    private static long number(final Object value)
    {
        return value == null ? 0 : ((BigDecimal)value).longValueExact();
    }

    @SuppressWarnings("unchecked")
    private static List<List<BigDecimal>> levels(final Object side)
    {
        return (List<List<BigDecimal>>)side;
    }

    /** The state, as sessions have it; its events are those since the last one. */
    ObjectNode state()
    {
        final ObjectNode state = JSON.createObjectNode().put("connected", isConnected);
        if (epoch != NONE)
        {
            state.put("epoch", epoch);
        }
        final ArrayNode list = state.putArray("streams");
        final ArrayNode books = JSON.createArrayNode();
        for (final ConformanceStream stream : streams.values())
        {
            if (stream.last == NONE && !stream.channel.equals(BOOK) || stream.channel.equals("orders"))
            {
                continue;
            }
            final ObjectNode entry = list.addObject()
                .put("channel", stream.channel).put("symbol", stream.symbol).put("venue", stream.venue);
            if (stream.interval > 0)
            {
                entry.put("interval", stream.interval);
            }
            if (stream.last != NONE && !stream.status.equals(RECOVERING))
            {
                entry.put("seq", stream.last);
            }
            entry.put("status", stream.status);
            if (stream.channel.equals(BOOK))
            {
                final ObjectNode book = books.addObject()
                    .put("symbol", stream.symbol).put("venue", stream.venue).put("status", stream.status);
                stream.book.into(book);
            }
        }
        state.set("prices", JSON.valueToTree(prices));
        state.set("books", books);
        state.set("counts", JSON.valueToTree(counts));
        state.set("handles", JSON.valueToTree(given));
        state.set("events", JSON.valueToTree(events));
        events.clear();

        return state;
    }
}
