package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Coinbase Advanced. Each message of a connection has the next number, whatever it is, so that recorded ones get the
 * number of whoever they are told to; of those that are of several products, each client gets its own.
 * Thread: market-<venue>
 */
final class CoinbaseAdvancedDesk extends Desk
{
    private static final Pattern NUMBER = Pattern.compile("\"sequence_num\":\\s*\\d+");
    private static final String HEARTBEATS = "heartbeats";
    private static final String LEVEL2 = "level2";
    private static final String TRADES = "market_trades";
    private static final int MAX_TRADES = 100;
    private static final Set<String> CHANNELS = Set.of(
        LEVEL2, TRADES, "ticker", "ticker_batch", "candles", "status", HEARTBEATS);

    private final Map<String, TextBook> books = new HashMap<>();
    private final Map<String, Deque<JsonNode>> trades = new HashMap<>();
    private final Map<String, JsonNode> newest = new HashMap<>();

    CoinbaseAdvancedDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        if (event.kind() != CaptureEvent.Kind.RECEIVED)
        {
            return;
        }
        final JsonNode message = event.json();
        final FeedChannel channel = switch (message.path("channel").asText())
        {
            case "l2_data" -> FeedChannel.BOOK;
            case TRADES -> FeedChannel.TRADES;
            case "ticker", "ticker_batch" -> FeedChannel.TICKER;
            case "candles" -> FeedChannel.CANDLES;
            default -> null;
        };
        for (final JsonNode part : message.path("events"))
        {
            final Set<String> products = productsOf(part);
            if (channel != null)
            {
                products.forEach(product -> survey.see(product, channel));
            }
            part.path("updates").forEach(level -> survey.symbol(part.path("product_id").asText())
                .see(level.path("price_level").asText(), level.path("new_quantity").asText()));
            part.path("trades").forEach(trade -> survey.symbol(trade.path("product_id").asText())
                .see(trade.path("price").asText(), trade.path("size").asText()));
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        if (event.kind() != CaptureEvent.Kind.RECEIVED)
        {
            return;
        }
        final JsonNode message = event.json();
        final String recorded = message.path("channel").asText();
        final String channel = recorded.equals("l2_data") ? LEVEL2 : recorded;
        if (!CHANNELS.contains(channel) || channel.equals(HEARTBEATS))
        {
            return;
        }
        final Set<String> products = new LinkedHashSet<>();
        for (final JsonNode part : message.path("events"))
        {
            products.addAll(productsOf(part));
            keep(channel, part, message.path("timestamp").asText());
        }
        for (final Session session : market().sessions())
        {
            final Set<String> wanted = new LinkedHashSet<>(products);
            wanted.removeIf(product -> !session.streams().containsKey(channel + "/" + product));
            if (!wanted.isEmpty() && !session.isClosed())
            {
                final String text = wanted.size() == products.size() ?
                    event.text() : Json.write(partOf(message, wanted));
                market().delivery().send(
                    session, channel + "/" + wanted.iterator().next(), Message.of(numbered(session, text)));
            }
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final String type = message.path("type").asText();
        final boolean isOn = type.equals("subscribe");
        final String channel = message.path("channel").asText();
        if (!isOn && !type.equals("unsubscribe") || !CHANNELS.contains(channel))
        {
            error(session, CHANNELS.contains(channel) ? "unknown type" : "unknown channel: " + channel);
            return;
        }
        final List<String> products = channel.equals(HEARTBEATS) ?
            List.of(HEARTBEATS) : Json.texts(message.path("product_ids"));
        for (final String product : products)
        {
            final String stream = channel + "/" + product;
            if (!isOn)
            {
                session.streams().remove(stream);
            }
            else if (!product.equals(HEARTBEATS) && !survey.has(product) || isRefused(session, stream))
            {
                error(session, product + " is not a valid product");
                return;
            }
        }
        if (isOn)
        {
            products.forEach(product -> subscribe(session, channel + "/" + product, 0));
            products.forEach(product -> tellState(session, channel, product));
        }
        session.sendText(numbered(session, subscriptions(session)));
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (session.streams().containsKey(HEARTBEATS + "/" + HEARTBEATS))
        {
            final Instant now = Instant.ofEpochMilli(nowMs);
            final long counter = (nowMs - session.openedMs()) / Market.SECOND_MS;
            session.sendText(numbered(session, message(HEARTBEATS, now.toString(), Json.object()
                .put("current_time", now.toString().replace('T', ' ').replace("Z", " +0000 UTC m=+" + counter))
                .put("heartbeat_counter", counter))));
        }
    }

    @Override
    void forget()
    {
        books.clear();
        trades.clear();
        newest.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        error(session, "rate limit exceeded");
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/products"))
        {
            return null;
        }
        final ObjectNode answer = Json.object();
        final ArrayNode products = answer.putArray("products");
        for (final Survey.Listed listed : survey.symbols())
        {
            products.addObject()
                .put("product_id", listed.name())
                .put("price_increment", listed.tick())
                .put("base_increment", listed.lot())
                .put("status", "online")
                .put("is_disabled", false)
                .put("trading_disabled", false)
                .put("product_type", "SPOT");
        }

        return Json.write(answer);
    }

    private void keep(final String channel, final JsonNode part, final String time)
    {
        switch (channel)
        {
            case LEVEL2 ->
            {
                final String product = part.path("product_id").asText();
                if (part.path("type").asText().equals("snapshot"))
                {
                    books.put(product, new TextBook());
                }
                final TextBook book = books.get(product);
                if (book != null)
                {
                    book.time(time);
                    part.path("updates").forEach(level -> book.set(
                        level.path("side").asText().equals("bid"),
                        new TextBook.Level(level.path("price_level").asText(), level.path("new_quantity").asText(),
                            level.path("event_time").asText())));
                }
            }
            case TRADES -> keepTrades(part);
            default -> listOf(part).forEach(entry ->
                newest.put(channel + "/" + entry.path("product_id").asText(), entry));
        }
    }

    private void keepTrades(final JsonNode part)
    {
        // The newest is the first.
        for (int i = part.path("trades").size() - 1; i >= 0; i--)
        {
            final JsonNode trade = part.path("trades").path(i);
            final Deque<JsonNode> kept =
                trades.computeIfAbsent(trade.path("product_id").asText(), added -> new ArrayDeque<>());
            kept.addFirst(trade);
            if (kept.size() > MAX_TRADES)
            {
                kept.removeLast();
            }
        }
    }

    private void tellState(final Session session, final String channel, final String product)
    {
        final String stream = channel + "/" + product;
        final String now = Instant.now().toString();
        switch (channel)
        {
            case LEVEL2 ->
            {
                if (books.containsKey(product))
                {
                    tellSnapshot(session, stream, () -> numbered(session, snapshot(product, books.get(product))));
                }
            }
            case TRADES ->
            {
                if (trades.containsKey(product))
                {
                    final ObjectNode part = Json.object().put("type", "snapshot");
                    part.putArray("trades").addAll(trades.get(product));
                    session.sendText(numbered(session, message(channel, now, part)));
                }
            }
            default ->
            {
                if (newest.containsKey(stream))
                {
                    final ObjectNode part = Json.object().put("type", "snapshot");
                    part.putArray(channel.equals("candles") ? channel : "tickers").add(newest.get(stream));
                    session.sendText(numbered(session, message(channel, now, part)));
                }
            }
        }
    }

    private static String snapshot(final String product, final TextBook book)
    {
        final ObjectNode part = Json.object().put("type", "snapshot").put("product_id", product);
        final ArrayNode updates = part.putArray("updates");
        for (final boolean isBid : new boolean[] {true, false})
        {
            book.side(isBid, Integer.MAX_VALUE).forEach(level -> updates.addObject()
                .put("side", isBid ? "bid" : "offer")
                .put("event_time", level.extra())
                .put("price_level", level.price())
                .put("new_quantity", level.quantity()));
        }

        return message("l2_data", book.time(), part);
    }

    private static String subscriptions(final Session session)
    {
        final Map<String, Set<String>> channels = new TreeMap<>();
        session.streams().keySet().forEach(stream -> channels
            .computeIfAbsent(stream.substring(0, stream.indexOf('/')), added -> new LinkedHashSet<>())
            .add(stream.substring(stream.indexOf('/') + 1)));
        final ObjectNode subscriptions = Json.object();
        channels.forEach((name, products) -> subscriptions.set(name, Json.array(products)));
        final ObjectNode part = Json.object();
        part.set("subscriptions", subscriptions);

        return message("subscriptions", Instant.now().toString(), part);
    }

    private static String message(final String channel, final String time, final ObjectNode part)
    {
        final ObjectNode message = Json.object().put("channel", channel).put("timestamp", time).put("sequence_num", 0);
        message.putArray("events").add(part);

        return Json.write(message);
    }

    private static String numbered(final Session session, final String text)
    {
        return NUMBER.matcher(text).replaceFirst(
            Matcher.quoteReplacement("\"sequence_num\":" + session.nextSequence()));
    }

    /** What of a message is of some products. */
    private static ObjectNode partOf(final JsonNode message, final Set<String> wanted)
    {
        final ObjectNode part = message.deepCopy();
        final ArrayNode events = part.putArray("events");
        for (final JsonNode event : message.path("events"))
        {
            final Map<String, ArrayNode> lists = new LinkedHashMap<>();
            event.properties().forEach(field ->
            {
                if (field.getValue().isArray() && !event.has("product_id"))
                {
                    final ArrayNode kept = Json.array();
                    field.getValue().forEach(entry ->
                    {
                        if (wanted.contains(entry.path("product_id").asText()))
                        {
                            kept.add(entry);
                        }
                    });
                    lists.put(field.getKey(), kept);
                }
            });
            final boolean isWanted = event.has("product_id") ? wanted.contains(event.path("product_id").asText()) :
                lists.values().stream().anyMatch(list -> !list.isEmpty());
            if (isWanted)
            {
                final ObjectNode copy = event.deepCopy();
                lists.forEach(copy::set);
                events.add(copy);
            }
        }

        return part;
    }

    private static Set<String> productsOf(final JsonNode part)
    {
        final Set<String> products = new LinkedHashSet<>();
        if (part.has("product_id"))
        {
            products.add(part.path("product_id").asText());
        }
        else
        {
            listOf(part).forEach(entry -> products.add(entry.path("product_id").asText()));
        }
        products.remove("");

        return products;
    }

    private static JsonNode listOf(final JsonNode part)
    {
        for (final String name : List.of("trades", "tickers", "candles", "products"))
        {
            if (part.has(name))
            {
                return part.path(name);
            }
        }

        return Json.array();
    }

    private static void error(final Session session, final String message)
    {
        session.sendText(Json.write(Json.object().put("type", "error").put("message", message)));
    }
}
