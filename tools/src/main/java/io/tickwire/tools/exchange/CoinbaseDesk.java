package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Coinbase Exchange. Each subscription is answered by all that the connection has; who subscribes to matches gets the
 * last one first.
 * Thread: market-<venue>
 */
final class CoinbaseDesk extends Desk
{
    private static final Set<String> CHANNELS = Set.of(
        "level2", "level2_batch", "matches", "ticker", "ticker_batch", "heartbeat", "status");
    private static final String HEARTBEAT = "heartbeat/";

    private final Map<String, TextBook> books = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, JsonNode> lastMatch = new HashMap<>();

    CoinbaseDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        final String product = message.path("product_id").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || product.isEmpty())
        {
            return;
        }
        switch (message.path("type").asText())
        {
            case "snapshot" ->
            {
                final Survey.Listed listed = survey.see(product, FeedChannel.BOOK);
                listed.see(message.path("bids"));
                listed.see(message.path("asks"));
            }
            case "l2update" ->
            {
                final Survey.Listed listed = survey.see(product, FeedChannel.BOOK);
                message.path("changes").forEach(level -> listed.see(level.path(1).asText(), level.path(2).asText()));
            }
            case "match", "last_match" -> survey.see(product, FeedChannel.TRADES)
                .see(message.path("price").asText(), message.path("size").asText());
            case "ticker" -> survey.see(product, FeedChannel.TICKER);
            default -> survey.symbol(product);
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        final String product = message.path("product_id").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || product.isEmpty())
        {
            return;
        }
        switch (message.path("type").asText())
        {
            case "snapshot" ->
            {
                final TextBook book = new TextBook();
                message.path("bids").forEach(level -> book.set(true, level.path(0).asText(), level.path(1).asText()));
                message.path("asks").forEach(level -> book.set(false, level.path(0).asText(), level.path(1).asText()));
                books.put(product, book);
                tellBook(product, event.text());
            }
            case "l2update" ->
            {
                final TextBook book = books.get(product);
                message.path("changes").forEach(change -> change(book, change));
                tellBook(product, event.text());
            }
            case "match", "last_match" ->
            {
                lastMatch.put(product, message);
                tell("matches/" + product, event.text());
            }
            case "ticker" ->
            {
                newest.put("ticker/" + product, event.text());
                tell("ticker/" + product, event.text());
                tell("ticker_batch/" + product, event.text());
            }
            default ->
            {
                // Of no channel that is told.
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
        if (!isOn && !type.equals("unsubscribe"))
        {
            error(session, "Malformed JSON", "type must be subscribe or unsubscribe");
            return;
        }
        final List<String> wanted = new ArrayList<>();
        for (final JsonNode channel : message.path("channels"))
        {
            final String name = channel.isTextual() ? channel.asText() : channel.path("name").asText();
            final List<String> products = Json.texts(
                channel.has("product_ids") ? channel.path("product_ids") : message.path("product_ids"));
            if (!CHANNELS.contains(name))
            {
                error(session, "Failed to subscribe", name + " is not a valid channel");
                return;
            }
            if (!isOn && products.isEmpty())
            {
                session.streams().keySet().removeIf(stream -> stream.startsWith(name + "/"));
            }
            for (final String product : products)
            {
                final String stream = name + "/" + product;
                if (isOn && (!survey.has(product) || isRefused(session, stream)))
                {
                    error(session, "Failed to subscribe", product + " is not a valid product");
                    return;
                }
                wanted.add(stream);
            }
        }
        if (isOn)
        {
            wanted.forEach(stream -> subscribe(session, stream, 0));
        }
        else
        {
            wanted.forEach(session.streams()::remove);
        }
        session.sendText(subscriptions(session));
        if (isOn)
        {
            wanted.forEach(stream -> tellState(session, stream));
        }
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        for (final String stream : session.streams().keySet())
        {
            if (stream.startsWith(HEARTBEAT))
            {
                final String product = stream.substring(HEARTBEAT.length());
                final JsonNode match = lastMatch.get(product);
                session.sendText(Json.write(Json.object()
                    .put("type", "heartbeat")
                    .put("last_trade_id", match == null ? 0 : match.path("trade_id").asLong())
                    .put("product_id", product)
                    .put("sequence", match == null ? 0 : match.path("sequence").asLong())
                    .put("time", Instant.ofEpochMilli(nowMs).truncatedTo(ChronoUnit.MILLIS).toString())));
            }
        }
    }

    @Override
    void forget()
    {
        books.clear();
        newest.clear();
        lastMatch.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        error(session, "Rate limit exceeded", "too many requests");
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/products"))
        {
            return null;
        }
        final ArrayNode products = Json.array();
        for (final Survey.Listed listed : survey.symbols())
        {
            final String[] assets = listed.name().split("-");
            products.addObject()
                .put("id", listed.name())
                .put("base_currency", assets[0])
                .put("quote_currency", assets[assets.length - 1])
                .put("quote_increment", listed.tick())
                .put("base_increment", listed.lot())
                .put("status", "online");
        }

        return Json.write(products);
    }

    private void tellState(final Session session, final String stream)
    {
        final int slash = stream.indexOf('/');
        final String product = stream.substring(slash + 1);
        switch (stream.substring(0, slash))
        {
            case "level2", "level2_batch" ->
            {
                if (books.containsKey(product))
                {
                    tellSnapshot(session, stream, () -> snapshot(product, books.get(product)));
                }
            }
            case "matches" ->
            {
                final JsonNode match = lastMatch.get(product);
                if (match != null)
                {
                    session.sendText(Json.write(((ObjectNode)match.deepCopy()).put("type", "last_match")));
                }
            }
            default -> tellNewest(session, newest, "ticker/" + product);
        }
    }

    private void tellBook(final String product, final String text)
    {
        tell("level2/" + product, text);
        tell("level2_batch/" + product, text);
    }

    private static void change(final TextBook book, final JsonNode change)
    {
        if (book != null)
        {
            book.set(change.path(0).asText().equals("buy"), change.path(1).asText(), change.path(2).asText());
        }
    }

    private static String snapshot(final String product, final TextBook book)
    {
        final ObjectNode snapshot = Json.object().put("type", "snapshot").put("product_id", product);
        for (final boolean isBid : new boolean[] {false, true})
        {
            final ArrayNode side = snapshot.putArray(isBid ? "bids" : "asks");
            book.side(isBid, Integer.MAX_VALUE)
                .forEach(level -> side.addArray().add(level.price()).add(level.quantity()));
        }

        return Json.write(snapshot);
    }

    private static String subscriptions(final Session session)
    {
        final Map<String, Set<String>> channels = new LinkedHashMap<>();
        session.streams().keySet().forEach(stream ->
        {
            final int slash = stream.indexOf('/');
            channels.computeIfAbsent(stream.substring(0, slash), added -> new LinkedHashSet<>())
                .add(stream.substring(slash + 1));
        });
        final ObjectNode answer = Json.object().put("type", "subscriptions");
        final ArrayNode list = answer.putArray("channels");
        channels.forEach((name, products) ->
            list.addObject().put("name", name).set("product_ids", Json.array(products)));

        return Json.write(answer);
    }

    private static void error(final Session session, final String message, final String reason)
    {
        session.sendText(Json.write(
            Json.object().put("type", "error").put("message", message).put("reason", reason)));
    }
}
