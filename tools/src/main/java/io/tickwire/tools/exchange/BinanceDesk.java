package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Binance: spot, and futures of both kinds. Streams are in the address or subscribed to; books come by REST, and are
 * numbered as they were recorded. Who asks for a book that the recording has no snapshot of yet is answered when it
 * has.
 * Thread: market-<venue>
 */
class BinanceDesk extends Desk
{
    private static final String[] DEPTH_SPEEDS = {"", "@0ms", "@100ms", "@250ms", "@500ms", "@1000ms"};
    private static final long PING_MS = TimeUnit.SECONDS.toMillis(20);
    private static final long PONG_MS = TimeUnit.SECONDS.toMillis(60);
    private static final int COMBINED = 1;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int DEFAULT_LIMIT = 100;
    private static final int DEFAULT_FUTURES_LIMIT = 500;

    private final boolean isSpot;
    protected final Set<String> bookSymbols = new HashSet<>();
    private final Set<String> tradeSymbols = new HashSet<>();
    private final Map<String, String> pairs = new HashMap<>();
    private final Map<String, RestBook> books = new HashMap<>();

    BinanceDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
        isSpot = venue.equals("binance") || venue.equals("binance-sbe");
    }

    @Override
    void learn(final Recorded event)
    {
        if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() != null)
        {
            bookSymbols.add(event.symbol());
        }
        final JsonNode data = dataOf(event);
        final String symbol = data.path("s").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || symbol.isEmpty())
        {
            return;
        }
        pairs.put(symbol, data.path("ps").asText(symbol));
        if (kindOf(data).equals("trade"))
        {
            tradeSymbols.add(symbol);
        }
        switch (kindOf(data))
        {
            case "trade", "aggTrade" -> survey.see(symbol, FeedChannel.TRADES)
                .see(data.path("p").asText(), data.path("q").asText());
            case "bookTicker" -> survey.see(symbol, FeedChannel.QUOTES)
                .see(data.path("b").asText(), data.path("B").asText());
            case "depthUpdate" ->
            {
                final Survey.Listed listed = survey.see(symbol, FeedChannel.BOOK);
                listed.see(data.path("b"));
                listed.see(data.path("a"));
            }
            case "kline" -> survey.see(symbol, FeedChannel.CANDLES);
            case "24hrTicker" -> survey.see(symbol, FeedChannel.TICKER);
            case "forceOrder" -> survey.see(symbol, FeedChannel.LIQUIDATIONS);
            default -> survey.symbol(symbol);
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        switch (event.kind())
        {
            case ANSWER ->
            {
                if (event.symbol() != null)
                {
                    book(event.symbol()).onSnapshot(event.json().path("lastUpdateId").asLong(), event.json());
                }
            }
            case RECEIVED -> onMessage(event);
            default ->
            {
                // What the client of then did concerns nobody now.
                return;
            }
        }
    }

    @Override
    final boolean accepts(final Request request)
    {
        return request.path().endsWith("/stream") || request.path().contains("/ws");
    }

    @Override
    void onOpen(final Session session)
    {
        final Request request = session.request();
        final String path = request.path();
        final boolean isCombined = path.endsWith("/stream");
        session.flags(isCombined ? COMBINED : 0);
        final int raw = path.indexOf("/ws/");
        final String names = isCombined ? request.query().getOrDefault("streams", "") :
            raw < 0 ? "" : path.substring(raw + "/ws/".length());
        for (final String name : names.split("/"))
        {
            if (!name.isEmpty() && !isRefused(session, name))
            {
                subscribe(session, name, 0);
            }
        }
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final JsonNode id = message.path("id");
        final ObjectNode answer = Json.object();
        switch (message.path("method").asText())
        {
            case "SUBSCRIBE" -> subscribe(session, Json.texts(message.path("params")), answer);
            case "UNSUBSCRIBE" ->
            {
                Json.texts(message.path("params")).forEach(session.streams()::remove);
                answer.putNull("result");
            }
            case "LIST_SUBSCRIPTIONS" -> answer.set("result", Json.array(session.streams().keySet()));
            case "SET_PROPERTY" ->
            {
                session.flags(message.path("params").path(1).asBoolean() ? COMBINED : 0);
                answer.putNull("result");
            }
            case "GET_PROPERTY" -> answer.put("result", session.flags() == COMBINED);
            case "" -> answer.put("code", message.isMissingNode() ? 3 : 2).put("msg", message.isMissingNode() ?
                "Invalid JSON: expected value at line 1 column 1" : "Invalid request: missing field `method`");
            default -> answer.put("code", 2).put("msg",
                "Invalid request: unknown variant `" + message.path("method").asText() + "`, expected one of " +
                "`SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`");
        }
        session.sendText(Json.write(id.isMissingNode() ? answer.putNull("id") : answer.set("id", id)));
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (nowMs - session.pongMs() > PONG_MS)
        {
            session.close(Session.POLICY, "Pong timeout");
        }
        else if (session.isDue(nowMs, PING_MS))
        {
            session.sendPing(Long.toString(nowMs).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    void forget()
    {
        books.values().forEach(RestBook::answer);
        books.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        session.close(Session.POLICY, "Too many requests");
    }

    @Override
    Answer tooFast()
    {
        return new Answer(TOO_MANY_REQUESTS, "{\"code\":-1003,\"msg\":\"Too much request weight used; please use " +
            "WebSocket Streams for live updates to avoid polling the API.\"}");
    }

    @Override
    boolean isSnapshot(final Request request)
    {
        return request.path().endsWith("/depth");
    }

    @Override
    void onGet(final Request request, final CompletableFuture<Answer> reply)
    {
        if (!isSnapshot(request))
        {
            super.onGet(request, reply);
            return;
        }
        final String symbol = request.query().getOrDefault("symbol", "");
        if (!bookSymbols.contains(symbol))
        {
            reply.complete(new Answer(BAD_REQUEST, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"));
            return;
        }
        final String limit = request.query().getOrDefault("limit", "");
        final int levels = limit.matches("[1-9]\\d{0,4}") ? Integer.parseInt(limit) :
            isSpot ? DEFAULT_LIMIT : DEFAULT_FUTURES_LIMIT;
        final RestBook book = book(symbol);
        book.answer(reply, () -> snapshot(symbol, book, levels));
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/exchangeInfo"))
        {
            return null;
        }
        final ObjectNode info = Json.object();
        final ArrayNode symbols = info.put("timezone", "UTC").putArray("symbols");
        for (final Survey.Listed listed : survey.symbols())
        {
            final ObjectNode symbol = symbols.addObject().put("symbol", listed.name());
            if (isSpot)
            {
                symbol.put("status", "TRADING")
                    .put("baseAssetPrecision", listed.quantityDecimals())
                    .put("quotePrecision", listed.priceDecimals());
            }
            else
            {
                symbol.put("pair", pairs.getOrDefault(listed.name(), listed.name()))
                    .put("contractType", "PERPETUAL")
                    .put(venue().equals("binance-coinm") ? "contractStatus" : "status", "TRADING")
                    .put("pricePrecision", listed.priceDecimals())
                    .put("quantityPrecision", listed.quantityDecimals());
            }
            final ArrayNode filters = symbol.putArray("filters");
            filters.addObject().put("filterType", "PRICE_FILTER").put("tickSize", listed.tick());
            filters.addObject().put("filterType", "LOT_SIZE").put("stepSize", listed.lot());
        }

        return Json.write(info);
    }

    private void subscribe(final Session session, final List<String> names, final ObjectNode answer)
    {
        for (final String name : names)
        {
            if (isRefused(session, name))
            {
                answer.put("code", 2).put("msg", "Invalid request: unknown stream " + name);
                return;
            }
            subscribe(session, name, 0);
        }
        answer.putNull("result");
    }

    private void onMessage(final Recorded event)
    {
        final JsonNode data = dataOf(event);
        final String symbol = data.path("s").asText();
        if (symbol.isEmpty())
        {
            return;
        }
        final String recorded = event.json().path("stream").asText();
        final String name = recorded.isEmpty() ? streamOf(data, symbol) : recorded;
        final int at = name.indexOf("@depth");
        if (at > 0 && kindOf(data).equals("depthUpdate"))
        {
            book(symbol).onChange(data.path("u").asLong(), data, data.path("b"), data.path("a"));
            for (final String speed : DEPTH_SPEEDS)
            {
                tell(event, name.substring(0, at) + "@depth" + speed, recorded);
            }
        }
        else
        {
            tell(event, name, recorded);
            if (kindOf(data).equals("aggTrade") && !tradeSymbols.contains(symbol))
            {
                tellTrade(symbol, data);
            }
        }
    }

    /** Where only aggregates of trades were recorded, each is told as the one trade that it mostly is. */
    private void tellTrade(final String symbol, final JsonNode aggregate)
    {
        final ObjectNode trade = Json.object().put("e", "trade");
        trade.set("E", aggregate.path("E"));
        trade.put("s", symbol).set("t", aggregate.path("a"));
        for (final String field : isSpot ? List.of("p", "q", "T", "m", "M") : List.of("p", "q", "T", "m"))
        {
            trade.set(field, aggregate.path(field));
        }
        if (!isSpot)
        {
            trade.put("X", "MARKET");
        }
        final String name = symbol.toLowerCase(Locale.ROOT) + "@trade";
        final String text = Json.write(trade);
        tell(name, session -> session.flags() == COMBINED ? combined(name, text) : text);
    }

    private void tell(final Recorded event, final String name, final String recorded)
    {
        tell(name, session ->
        {
            if (session.flags() == COMBINED && name.equals(recorded))
            {
                return event.text();
            }
            final String data = recorded.isEmpty() ? event.text() : bare(event.text());

            return session.flags() == COMBINED ? combined(name, data) : data;
        });
    }

    private static String combined(final String name, final String data)
    {
        return "{\"stream\":\"" + name + "\",\"data\":" + data + "}";
    }

    private String snapshot(final String symbol, final RestBook book, final int levels)
    {
        final ObjectNode answer = Json.object().put("lastUpdateId", book.sequence());
        if (!isSpot)
        {
            answer.set("E", book.newest().path("E"));
            answer.set("T", book.newest().path("T"));
        }
        if (venue().equals("binance-coinm"))
        {
            answer.put("symbol", symbol).put("pair", pairs.getOrDefault(symbol, symbol));
        }
        answer.set("bids", book.side(true, levels));
        answer.set("asks", book.side(false, levels));

        return Json.write(answer);
    }

    final RestBook book(final String symbol)
    {
        return books.computeIfAbsent(symbol, added -> new RestBook());
    }

    private static JsonNode dataOf(final Recorded event)
    {
        final JsonNode json = event.json();

        return json.has("stream") ? json.path("data") : json;
    }

    private static String bare(final String wrapped)
    {
        return wrapped.substring(wrapped.indexOf("\"data\":") + "\"data\":".length(), wrapped.length() - 1);
    }

    /** Spot says of a quote only what it is in. */
    private static String kindOf(final JsonNode data)
    {
        return data.has("e") ? data.path("e").asText() : data.has("B") && data.has("A") ? "bookTicker" : "";
    }

    private static String streamOf(final JsonNode data, final String symbol)
    {
        final String kind = kindOf(data);

        return symbol.toLowerCase(Locale.ROOT) + "@" + switch (kind)
        {
            case "depthUpdate" -> "depth";
            case "kline" -> "kline_" + data.path("k").path("i").asText();
            case "24hrTicker" -> "ticker";
            default -> kind;
        };
    }
}
