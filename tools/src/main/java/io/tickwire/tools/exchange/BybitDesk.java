package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bybit, derivatives and spot. A book can be had in another depth than the recorded one: what changes among its best
 * levels is told then, with the recorded numbers.
 * Thread: market-<venue>
 */
final class BybitDesk extends Desk
{
    private static final String BOOK = "orderbook";
    private static final int MAX_SPOT_TOPICS = 10;

    private final boolean isSpot;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Book> books = new HashMap<>();
    private final Map<String, ObjectNode> tickers = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();

    /**
     * A book, and its newest message.
     * Thread: market-<venue>
     */
    private static final class Book
    {
        private final TextBook levels = new TextBook();
        private JsonNode newest;
    }

    BybitDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
        isSpot = venue.equals("bybit-spot");
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        final String[] topic = message.path("topic").asText().split("\\.");
        if (event.kind() != CaptureEvent.Kind.RECEIVED || topic.length < 2)
        {
            return;
        }
        final String symbol = topic[topic.length - 1];
        final JsonNode data = message.path("data");
        switch (topic[0])
        {
            case BOOK ->
            {
                depths.merge(symbol, Integer.valueOf(topic[1]), Math::max);
                final Survey.Listed listed = survey.see(symbol, FeedChannel.BOOK);
                listed.see(data.path("b"));
                listed.see(data.path("a"));
            }
            case "publicTrade" -> data.forEach(trade -> survey.see(symbol, FeedChannel.TRADES)
                .see(trade.path("p").asText(), trade.path("v").asText()));
            case "tickers" -> survey.see(symbol, FeedChannel.TICKER);
            case "kline" -> survey.see(symbol, FeedChannel.CANDLES);
            default -> survey.see(symbol, FeedChannel.LIQUIDATIONS);
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        final String topic = message.path("topic").asText();
        final String[] parts = topic.split("\\.");
        if (event.kind() != CaptureEvent.Kind.RECEIVED || parts.length < 2)
        {
            return;
        }
        switch (parts[0])
        {
            case BOOK ->
            {
                final String symbol = parts[2];
                if (depths.get(symbol) == Integer.parseInt(parts[1]))
                {
                    onBook(symbol, message);
                }
                tell(topic, event.text());
            }
            case "tickers" ->
            {
                final ObjectNode known = tickers.get(topic);
                if (known == null || message.path("type").asText().equals("snapshot"))
                {
                    tickers.put(topic, message.deepCopy());
                }
                else
                {
                    ((ObjectNode)known.path("data")).setAll((ObjectNode)message.path("data"));
                    message.properties().forEach(field ->
                    {
                        if (!field.getKey().equals("data") && !field.getKey().equals("type"))
                        {
                            known.set(field.getKey(), field.getValue());
                        }
                    });
                }
                tell(topic, event.text());
            }
            default ->
            {
                newest.put(topic, event.text());
                tell(topic, event.text());
            }
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().startsWith("/v5/public/");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final List<String> topics = Json.texts(message.path("args"));
        switch (message.path("op").asText())
        {
            case "ping" -> answer(session, message, true, "pong");
            case "subscribe" ->
            {
                final List<String> bad = topics.stream()
                    .filter(topic -> !isKnown(topic) || isRefused(session, topic))
                    .toList();
                if (isSpot && topics.size() > MAX_SPOT_TOPICS)
                {
                    answer(session, message, false, "args size >10");
                }
                else if (!bad.isEmpty())
                {
                    answer(session, message, false, "error:handler not found,topic:" + bad.get(0));
                }
                else
                {
                    answer(session, message, true, "");
                    topics.forEach(topic -> subscribe(session, topic, 0));
                    topics.forEach(topic -> tellState(session, topic));
                }
            }
            case "unsubscribe" ->
            {
                topics.forEach(session.streams()::remove);
                answer(session, message, true, "");
            }
            default -> answer(session, message, false, "error:request not found");
        }
    }

    @Override
    void forget()
    {
        books.clear();
        tickers.clear();
        newest.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        answer(session, message, false, "Too many visits. Exceeded the API Rate Limit.");
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/instruments-info"))
        {
            return null;
        }
        final String category = request.query().getOrDefault("category", "");
        final ObjectNode answer = Json.object().put("retCode", 0).put("retMsg", "OK");
        final ArrayNode list = answer.putObject("result").put("category", category).putArray("list");
        for (final Survey.Listed listed : survey.symbols())
        {
            final boolean isInverse = listed.name().endsWith("USD");
            if (category.equals(isSpot ? "spot" : isInverse ? "inverse" : "linear"))
            {
                final ObjectNode entry = list.addObject().put("symbol", listed.name()).put("status", "Trading");
                if (!isSpot)
                {
                    entry.put("contractType", isInverse ? "InversePerpetual" : "LinearPerpetual");
                }
                entry.putObject("priceFilter").put("tickSize", listed.tick());
                entry.putObject("lotSizeFilter").put(isSpot ? "basePrecision" : "qtyStep", listed.lot());
            }
        }

        return Json.write(answer);
    }

    private boolean isKnown(final String topic)
    {
        return survey.has(topic.substring(topic.lastIndexOf('.') + 1));
    }

    private void tellState(final Session session, final String topic)
    {
        final String[] parts = topic.split("\\.");
        if (parts[0].equals(BOOK))
        {
            if (books.containsKey(parts[2]))
            {
                final int depth = Integer.parseInt(parts[1]);
                tellSnapshot(session, topic, () -> snapshot(books.get(parts[2]), topic, depth));
            }
        }
        else if (tickers.containsKey(topic))
        {
            session.sendText(Json.write(tickers.get(topic)));
        }
        else if (parts[0].equals("kline"))
        {
            tellNewest(session, newest, topic);
        }
    }

    private void onBook(final String symbol, final JsonNode message)
    {
        final boolean isSnapshot = message.path("type").asText().equals("snapshot");
        if (isSnapshot)
        {
            books.put(symbol, new Book());
        }
        final Book book = books.get(symbol);
        if (book == null)
        {
            return;
        }
        final Map<Integer, List<List<TextBook.Level>>> before = new LinkedHashMap<>();
        for (final Session session : market().sessions())
        {
            session.streams().keySet().forEach(topic ->
            {
                final String[] parts = topic.split("\\.");
                if (parts[0].equals(BOOK) && parts[2].equals(symbol) &&
                    Integer.parseInt(parts[1]) != depths.get(symbol))
                {
                    final int depth = Integer.parseInt(parts[1]);
                    before.put(depth, List.of(book.levels.side(true, depth), book.levels.side(false, depth)));
                }
            });
        }
        set(book.levels, true, message.path("data").path("b"));
        set(book.levels, false, message.path("data").path("a"));
        book.levels.truncate(depths.get(symbol));
        book.newest = message;
        before.forEach((depth, sides) -> tellOther(symbol, book, depth, isSnapshot, sides));
    }

    private void tellOther(
        final String symbol,
        final Book book,
        final int depth,
        final boolean isSnapshot,
        final List<List<TextBook.Level>> before)
    {
        final String topic = BOOK + "." + depth + "." + symbol;
        final List<TextBook.Level> bids = book.levels.changes(true, before.get(0), depth);
        final List<TextBook.Level> asks = book.levels.changes(false, before.get(1), depth);
        if (isSnapshot || depth == 1 && !(bids.isEmpty() && asks.isEmpty()))
        {
            tell(topic, snapshot(book, topic, depth));
        }
        else if (depth > 1)
        {
            tell(topic, message(book, topic, "delta", bids, asks));
        }
    }

    private String snapshot(final Book book, final String topic, final int depth)
    {
        return message(book, topic, "snapshot", book.levels.side(true, depth), book.levels.side(false, depth));
    }

    private static String message(
        final Book book,
        final String topic,
        final String type,
        final List<TextBook.Level> bids,
        final List<TextBook.Level> asks)
    {
        final JsonNode last = book.newest;
        final JsonNode data = last.path("data");

        return "{\"topic\":\"" + topic + "\",\"type\":\"" + type + "\",\"ts\":" + last.path("ts").asText() +
            ",\"data\":{\"s\":\"" + data.path("s").asText() + "\",\"b\":[" + text(bids) + "],\"a\":[" + text(asks) +
            "],\"u\":" + data.path("u").asText() + ",\"seq\":" + data.path("seq").asText() + "}" +
            (last.has("cts") ? ",\"cts\":" + last.path("cts").asText() : "") + "}";
    }

    private static String text(final List<TextBook.Level> levels)
    {
        return levels.stream()
            .map(level -> "[\"" + level.price() + "\",\"" + level.quantity() + "\"]")
            .collect(Collectors.joining(","));
    }

    private static void set(final TextBook book, final boolean isBid, final JsonNode levels)
    {
        levels.forEach(level -> book.set(isBid, level.path(0).asText(), level.path(1).asText()));
    }

    private static void answer(
        final Session session, final JsonNode message, final boolean isSuccess, final String text)
    {
        session.sendText(Json.write(Json.object()
            .put("success", isSuccess)
            .put("ret_msg", text)
            .put("conn_id", "tickwire-" + session.line())
            .put("req_id", message.path("req_id").asText())
            .put("op", message.path("op").asText())));
    }
}
