package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Kraken, protocol 2. A book can be had in another depth than the recorded one: what changes among its best levels is
 * told then, with the same checksum, since that is of the best ten.
 * Thread: market-<venue>
 */
final class KrakenDesk extends Desk
{
    private static final Pattern CHECKSUM = Pattern.compile("\"checksum\":(\\d+)");
    private static final int DEFAULT_DEPTH = 10;
    private static final int TRADES = 50;
    private static final String BOOK = "book";

    private final Map<String, KrakenBook> books = new HashMap<>();
    private final Map<String, Deque<JsonNode>> trades = new HashMap<>();
    private final Map<String, JsonNode> newest = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    KrakenDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        if (event.kind() != CaptureEvent.Kind.RECEIVED)
        {
            return;
        }
        final JsonNode result = message.path("result");
        if (result.path("channel").asText().equals(BOOK))
        {
            depths.put(result.path("symbol").asText(), result.path("depth").asInt(DEFAULT_DEPTH));
        }
        for (final JsonNode entry : message.path("data"))
        {
            final String symbol = entry.path("symbol").asText();
            switch (symbol.isEmpty() ? "" : message.path("channel").asText())
            {
                case BOOK ->
                {
                    final Survey.Listed listed = survey.see(symbol, FeedChannel.BOOK);
                    final int levels = Math.max(entry.path("bids").size(), entry.path("asks").size());
                    depths.merge(symbol, KrakenBook.depthOf(levels), Math::max);
                    entry.path("bids").forEach(level -> see(listed, level));
                    entry.path("asks").forEach(level -> see(listed, level));
                }
                case "trade" -> see(survey.see(symbol, FeedChannel.TRADES), entry);
                case "ticker" -> survey.see(symbol, FeedChannel.TICKER);
                case "ohlc" -> survey.see(symbol, FeedChannel.CANDLES);
                default ->
                {
                    // Of no channel that is told.
                }
            }
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
        final String channel = message.path("channel").asText();
        final Map<String, List<JsonNode>> bySymbol = new LinkedHashMap<>();
        message.path("data").forEach(entry ->
            bySymbol.computeIfAbsent(entry.path("symbol").asText(), added -> new ArrayList<>()).add(entry));
        bySymbol.forEach((symbol, entries) ->
        {
            final String text = bySymbol.size() == 1 ? event.text() : part(message, entries);
            switch (channel)
            {
                case BOOK -> onBook(symbol, message.path("type").asText(), entries, text);
                case "trade" ->
                {
                    final Deque<JsonNode> kept = trades.computeIfAbsent(symbol, added -> new ArrayDeque<>());
                    entries.forEach(kept::add);
                    while (kept.size() > TRADES)
                    {
                        kept.removeFirst();
                    }
                    tell("trade/" + symbol, text);
                }
                case "ticker", "ohlc" ->
                {
                    newest.put(channel + "/" + symbol, entries.get(entries.size() - 1));
                    tell(channel + "/" + symbol, text);
                }
                default ->
                {
                    // Of no channel that is told.
                }
            }
        });
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/v2") || request.path().equals("/");
    }

    @Override
    void onOpen(final Session session)
    {
        session.sendText("{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\"," +
            "\"system\":\"online\",\"api_version\":\"v2\",\"connection_id\":" +
            (1L << 62 | session.line()) + "}]}");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final String method = message.path("method").asText();
        final JsonNode params = message.path("params");
        switch (method)
        {
            case "ping" -> session.sendText(Json.write(signed(Json.object().put("method", "pong"), message)));
            case "subscribe" ->
            {
                if (params.path("channel").asText().equals("instrument"))
                {
                    final ObjectNode result = Json.object().put("channel", "instrument").put("snapshot", true);
                    accept(session, message, result);
                    session.sendText(instrumentSnapshot());
                    return;
                }
                Json.texts(params.path("symbol")).forEach(symbol -> subscribe(session, message, symbol));
            }
            case "unsubscribe" ->
                Json.texts(params.path("symbol")).forEach(symbol -> unsubscribe(session, message, symbol));
            default -> refuse(session, message, "Unsupported method", null);
        }
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (!session.streams().isEmpty())
        {
            session.sendText("{\"channel\":\"heartbeat\"}");
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
        refuse(session, message, "Exceeded msg rate", null);
    }

    @Override
    Pattern checksum()
    {
        return CHECKSUM;
    }

    @Override
    String instruments(final Request request)
    {
        return assetPairs(request, survey);
    }

    /** The list that both protocols' clients ask for; null: it is not asked for. */
    static String assetPairs(final Request request, final Survey survey)
    {
        if (!request.path().endsWith("/AssetPairs"))
        {
            return null;
        }
        final ObjectNode answer = Json.object();
        answer.putArray("error");
        final ObjectNode result = answer.putObject("result");
        for (final Survey.Listed listed : survey.symbols())
        {
            result.putObject(listed.name().replace("/", ""))
                .put("wsname", listed.name())
                .put("pair_decimals", listed.priceDecimals())
                .put("lot_decimals", listed.quantityDecimals())
                .put("status", "online");
        }

        return Json.write(answer);
    }

    private void subscribe(final Session session, final JsonNode message, final String symbol)
    {
        final JsonNode params = message.path("params");
        final String channel = params.path("channel").asText();
        final String stream = channel + "/" + symbol;
        final ObjectNode result = Json.object().put("channel", channel);
        final boolean isBook = channel.equals(BOOK);
        final int depth = isBook ? params.path("depth").asInt(DEFAULT_DEPTH) : 0;
        if (isBook)
        {
            result.put("depth", depth);
        }
        if (params.has("interval"))
        {
            result.set("interval", params.path("interval"));
        }
        final boolean isWanted = params.path("snapshot").asBoolean(true);
        result.put("snapshot", isWanted).put("symbol", symbol);
        if (!survey.has(symbol) || isRefused(session, stream))
        {
            refuse(session, message, "Currency pair not supported " + symbol, symbol);
        }
        else if (isBook && KrakenBook.depthOf(depth) != depth)
        {
            refuse(session, message, "Depth not supported", symbol);
        }
        else if (session.streams().containsKey(stream))
        {
            refuse(session, message, "Already subscribed to one " + channel + " on this symbol", symbol);
        }
        else
        {
            accept(session, message, result);
            subscribe(session, stream, depth);
            if (isWanted)
            {
                tellState(session, channel, symbol, stream);
            }
        }
    }

    private void tellState(final Session session, final String channel, final String symbol, final String stream)
    {
        switch (channel)
        {
            case BOOK ->
            {
                final KrakenBook book = books.get(symbol);
                if (book != null)
                {
                    tellSnapshot(session, stream, () -> book.snapshot(session.streams().get(stream)));
                }
            }
            case "trade" ->
            {
                final Deque<JsonNode> kept = trades.get(symbol);
                if (kept != null)
                {
                    session.sendText(entries(channel, List.copyOf(kept)));
                }
            }
            default ->
            {
                if (newest.containsKey(stream))
                {
                    session.sendText(entries(channel, List.of(newest.get(stream))));
                }
            }
        }
    }

    private void unsubscribe(final Session session, final JsonNode message, final String symbol)
    {
        final String channel = message.path("params").path("channel").asText();
        final Integer depth = session.streams().remove(channel + "/" + symbol);
        if (depth == null)
        {
            refuse(session, message, "Subscription Not Found", symbol);
            return;
        }
        final ObjectNode result = Json.object().put("channel", channel);
        if (depth > 0)
        {
            result.put("depth", depth);
        }
        accept(session, message, result.put("symbol", symbol));
    }

    private void onBook(final String symbol, final String type, final List<JsonNode> entries, final String text)
    {
        final int recorded = depths.getOrDefault(symbol, DEFAULT_DEPTH);
        if (type.equals("snapshot"))
        {
            books.put(symbol, new KrakenBook(symbol, recorded));
        }
        final KrakenBook book = books.get(symbol);
        if (book == null)
        {
            return;
        }
        book.apply(entries, market().sessions().stream()
            .map(session -> session.streams().getOrDefault("book/" + symbol, 0))
            .filter(depth -> depth > 0 && depth != recorded)
            .toList());
        tell("book/" + symbol, session ->
        {
            final int depth = session.streams().get("book/" + symbol);
            if (depth == recorded)
            {
                return text;
            }

            return type.equals("snapshot") ? book.snapshot(depth) : book.update(depth);
        });
    }

    private String instrumentSnapshot()
    {
        final ObjectNode message = Json.object().put("channel", "instrument").put("type", "snapshot");
        final ArrayNode pairs = message.putObject("data").putArray("pairs");
        for (final Survey.Listed listed : survey.symbols())
        {
            pairs.addObject().put("symbol", listed.name())
                .put("status", "online")
                .put("price_increment", Double.valueOf(listed.tick()))
                .put("qty_increment", Double.valueOf(listed.lot()));
        }

        return Json.write(message);
    }

    private static void accept(final Session session, final JsonNode message, final ObjectNode result)
    {
        final ObjectNode answer = Json.object().put("method", message.path("method").asText());
        answer.set("result", result);
        session.sendText(Json.write(signed(answer.put("success", true), message)));
    }

    private static void refuse(
        final Session session, final JsonNode message, final String error, final String symbol)
    {
        final ObjectNode answer = Json.object().put("error", error);
        answer.put("method", message.path("method").asText()).put("success", false);
        if (symbol != null)
        {
            answer.put("symbol", symbol);
        }
        session.sendText(Json.write(signed(answer, message)));
    }

    private static ObjectNode signed(final ObjectNode answer, final JsonNode message)
    {
        final String now = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        answer.put("time_in", now).put("time_out", now);
        if (message.has("req_id"))
        {
            answer.set("req_id", message.path("req_id"));
        }

        return answer;
    }

    private static String entries(final String channel, final List<JsonNode> entries)
    {
        final ObjectNode message = Json.object().put("channel", channel).put("type", "snapshot");
        message.putArray("data").addAll(entries);

        return Json.write(message);
    }

    private static String part(final JsonNode message, final List<JsonNode> entries)
    {
        final ObjectNode part = Json.object();
        message.fieldNames().forEachRemaining(name -> part.set(name, message.path(name)));
        part.putArray("data").addAll(entries);

        return Json.write(part);
    }

    private static void see(final Survey.Listed listed, final JsonNode entry)
    {
        listed.see(Json.token(entry.path("price")), Json.token(entry.path("qty")));
    }
}
