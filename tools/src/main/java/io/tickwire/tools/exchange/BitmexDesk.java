package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * BitMEX. Its messages are changes of tables, of which each client gets the rows of its symbols. A level of a book has
 * a number, by which it is changed and deleted.
 * Thread: market-<venue>
 */
final class BitmexDesk extends Desk
{
    private static final String BOOK = "orderBookL2";
    private static final Map<String, FeedChannel> TABLES = Map.of(
        BOOK, FeedChannel.BOOK,
        "trade", FeedChannel.TRADES,
        "quote", FeedChannel.QUOTES,
        "instrument", FeedChannel.TICKER,
        "tradeBin1m", FeedChannel.CANDLES,
        "liquidation", FeedChannel.LIQUIDATIONS);
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Map<String, Map<Long, ObjectNode>> books = new HashMap<>();
    private final Map<String, ObjectNode> newest = new HashMap<>();
    private final Map<String, ObjectNode> heads = new HashMap<>();

    BitmexDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        final FeedChannel channel = TABLES.get(message.path("table").asText());
        if (event.kind() != CaptureEvent.Kind.RECEIVED || channel == null)
        {
            return;
        }
        for (final JsonNode row : message.path("data"))
        {
            final Survey.Listed listed = survey.see(row.path("symbol").asText(), channel);
            for (final String field : List.of("price", "bidPrice", "askPrice"))
            {
                listed.see(Json.token(row.path(field)), row.path("size").asText());
            }
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        final String table = message.path("table").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || !TABLES.containsKey(table))
        {
            return;
        }
        final Set<String> symbols = new LinkedHashSet<>();
        message.path("data").forEach(row -> symbols.add(row.path("symbol").asText()));
        symbols.add(message.path("filter").path("symbol").asText());
        symbols.remove("");
        keep(table, message);
        for (final Session session : market().sessions())
        {
            final Set<String> wanted = new LinkedHashSet<>(symbols);
            wanted.removeIf(symbol -> !session.streams().containsKey(table + ":" + symbol));
            if (!wanted.isEmpty() && !session.isClosed())
            {
                market().delivery().send(session, table + ":" + wanted.iterator().next(), Message.of(
                    wanted.size() == symbols.size() ? event.text() : Json.write(partOf(message, wanted))));
            }
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/realtime");
    }

    @Override
    void onOpen(final Session session)
    {
        final String now = Instant.ofEpochMilli(market().wallMs()).toString();
        session.sendText("{\"info\":\"Welcome to the BitMEX Realtime API.\",\"version\":\"2.0.0\",\"timestamp\":\"" +
            now + "\",\"docs\":\"https://www.bitmex.com/app/wsAPI\",\"limit\":{\"remaining\":39}}");
        final String wanted = session.request().query().getOrDefault("subscribe", "");
        for (final String topic : wanted.isEmpty() ? new String[0] : wanted.split(","))
        {
            subscribe(session, topic, Json.object().put("op", "subscribe").set("args", Json.array(List.of(topic))));
        }
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        if (text.equals("ping"))
        {
            session.sendText("pong");
            return;
        }
        final List<String> topics = Json.texts(message.path("args"));
        switch (message.path("op").asText())
        {
            case "subscribe" -> topics.forEach(topic -> subscribe(session, topic, message));
            case "unsubscribe" -> topics.forEach(topic ->
            {
                session.streams().remove(topic);
                succeed(session, "unsubscribe", topic, message);
            });
            default -> fail(session, BAD_REQUEST, "Unrecognized request", message);
        }
    }

    @Override
    void forget()
    {
        books.clear();
        newest.clear();
        heads.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        fail(session, TOO_MANY_REQUESTS, "Rate limit exceeded, retry in 1 seconds.", message);
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().contains("/instrument"))
        {
            return null;
        }
        final ArrayNode instruments = Json.array();
        for (final Survey.Listed listed : survey.symbols())
        {
            final String name = listed.name();
            final boolean isPerpetual = name.endsWith("USD") || name.endsWith("USDT");
            final int quote = isPerpetual ? name.lastIndexOf("USD") : Math.min(3, name.length());
            final ObjectNode entry = instruments.addObject()
                .put("symbol", name)
                .put("state", "Open")
                .put("typ", isPerpetual ? "FFWCSX" : "FFCCSX")
                .put("underlying", name.substring(0, quote))
                .put("quoteCurrency", isPerpetual ? name.substring(quote) : "XBT");
            entry.set("tickSize", Json.object().numberNode(new BigDecimal(listed.tick())));
            entry.set("lotSize", Json.object().numberNode(new BigDecimal(listed.lot())));
        }

        return Json.write(instruments);
    }

    private void subscribe(final Session session, final String topic, final JsonNode message)
    {
        final int colon = topic.indexOf(':');
        final String table = colon < 0 ? topic : topic.substring(0, colon);
        final String symbol = colon < 0 ? "" : topic.substring(colon + 1);
        if (!TABLES.containsKey(table))
        {
            fail(session, BAD_REQUEST, "Unknown table: " + table, message);
        }
        else if (!survey.has(symbol) || isRefused(session, topic))
        {
            fail(session, BAD_REQUEST, "Unknown or expired symbol: " + symbol, message);
        }
        else
        {
            succeed(session, "subscribe", topic, message);
            subscribe(session, topic, 0);
            if (books.containsKey(symbol) && table.equals(BOOK))
            {
                tellSnapshot(session, topic, () -> partial(table, symbol, books.get(symbol).values()));
            }
            else if (newest.containsKey(topic))
            {
                session.sendText(partial(table, symbol, List.of(newest.get(topic))));
            }
        }
    }

    private void keep(final String table, final JsonNode message)
    {
        final String action = message.path("action").asText();
        if (action.equals("partial"))
        {
            final ObjectNode head = message.deepCopy();
            head.remove(List.of("data", "filter"));
            heads.put(table, head);
            if (table.equals(BOOK))
            {
                books.put(message.path("filter").path("symbol").asText(), new TreeMap<>());
            }
        }
        for (final JsonNode row : message.path("data"))
        {
            final String symbol = row.path("symbol").asText();
            if (!table.equals(BOOK))
            {
                final ObjectNode known = newest.get(table + ":" + symbol);
                newest.put(table + ":" + symbol, action.equals("update") && known != null ?
                    known.setAll((ObjectNode)row) : (ObjectNode)row);
            }
            else if (books.containsKey(symbol))
            {
                change(books.get(symbol), action, (ObjectNode)row);
            }
        }
    }

    private static void change(final Map<Long, ObjectNode> book, final String action, final ObjectNode row)
    {
        final long id = row.path("id").asLong();
        final ObjectNode level = book.get(id);
        switch (action)
        {
            case "delete" -> book.remove(id);
            case "update" ->
            {
                if (level != null)
                {
                    level.setAll(row);
                }
            }
            default -> book.put(id, row.deepCopy());
        }
    }

    private String partial(final String table, final String symbol, final Iterable<ObjectNode> rows)
    {
        final ObjectNode partial = heads.containsKey(table) ?
            heads.get(table).deepCopy() : Json.object().put("table", table).put("action", "partial");
        partial.putObject("filter").put("symbol", symbol);
        final ArrayNode data = partial.putArray("data");
        rows.forEach(data::add);

        return Json.write(partial);
    }

    /** The rows of a message that are of some symbols. */
    private static ObjectNode partOf(final JsonNode message, final Set<String> wanted)
    {
        final Map<String, JsonNode> fields = new LinkedHashMap<>();
        message.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        final List<JsonNode> rows = new ArrayList<>();
        message.path("data").forEach(row ->
        {
            if (wanted.contains(row.path("symbol").asText()))
            {
                rows.add(row);
            }
        });
        final ObjectNode part = Json.object();
        part.setAll(fields);
        part.putArray("data").addAll(rows);

        return part;
    }

    private static void succeed(
        final Session session, final String op, final String topic, final JsonNode message)
    {
        final ObjectNode answer = Json.object().put("success", true).put(op, topic);
        answer.set("request", message);
        session.sendText(Json.write(answer));
    }

    private static void fail(final Session session, final int status, final String error, final JsonNode message)
    {
        final ObjectNode answer = Json.object().put("status", status).put("error", error);
        answer.putObject("meta");
        answer.set("request", message);
        session.sendText(Json.write(answer));
    }
}
