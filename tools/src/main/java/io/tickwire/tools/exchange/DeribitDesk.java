package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deribit, by JSON-RPC. A channel that was recorded at one interval is told at whichever is asked for, as it was
 * recorded; quotes are those of tickers. Who wants heartbeats and does not answer a test is let go.
 * Thread: market-<venue>
 */
final class DeribitDesk extends Desk
{
    private static final Pattern INTERVAL = Pattern.compile("\\.(raw|100ms|agg2)$");
    private static final List<String> INTERVALS = List.of(".raw", ".100ms", ".agg2");
    private static final String PLATFORM = "platform_state";
    private static final String BOOK = "book";
    private static final String TICKER = "ticker";
    private static final int UNKNOWN_METHOD = -32_601;
    private static final int TOO_MANY = 10_028;
    private static final int NO_PARAMS = -32_602;

    private final Map<String, TextBook> books = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Set<Session> asked = new HashSet<>();

    DeribitDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode params = event.json().path("params");
        final String[] channel = params.path("channel").asText().split("\\.");
        if (event.kind() != CaptureEvent.Kind.RECEIVED || channel.length < 2)
        {
            return;
        }
        final JsonNode data = params.path("data");
        switch (channel[0])
        {
            case BOOK ->
            {
                final Survey.Listed listed = survey.see(channel[1], FeedChannel.BOOK);
                data.path("bids").forEach(level -> see(listed, level.path(1), level.path(2)));
                data.path("asks").forEach(level -> see(listed, level.path(1), level.path(2)));
            }
            case "trades" -> data.forEach(trade -> see(
                survey.see(trade.path("instrument_name").asText(), FeedChannel.TRADES),
                trade.path("price"),
                trade.path("amount")));
            case TICKER -> see(survey.see(channel[1], FeedChannel.TICKER),
                data.path("best_bid_price"), data.path("best_bid_amount"));
            default ->
            {
                // Of no channel that is told.
            }
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode params = event.json().path("params");
        final String channel = params.path("channel").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || channel.isEmpty())
        {
            return;
        }
        final String base = INTERVAL.matcher(channel).replaceFirst("");
        if (base.startsWith(BOOK + "."))
        {
            onBook(base, params.path("data"));
        }
        else
        {
            newest.put(base, event.text());
        }
        if (base.equals(channel))
        {
            tell(channel, event.text());
            return;
        }
        for (final String interval : INTERVALS)
        {
            tell(base + interval, named(event.text(), channel, base + interval));
        }
        if (base.startsWith(TICKER + "."))
        {
            tell("quote" + base.substring(TICKER.length()), quote(params.path("data")));
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/ws/api/v2");
    }

    @Override
    void onGone(final Session session)
    {
        asked.remove(session);
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final String method = message.path("method").asText().replaceFirst("^(public|private)/", "");
        final List<String> channels = Json.texts(message.path("params").path("channels"));
        switch (method)
        {
            case "subscribe" ->
            {
                final List<String> taken = channels.stream()
                    .filter(channel -> isKnown(channel) && !isRefused(session, channel))
                    .toList();
                taken.forEach(channel -> subscribe(session, channel, 0));
                answer(session, message, Json.array(taken));
                taken.forEach(channel -> tellState(session, channel));
            }
            case "unsubscribe" ->
            {
                final List<String> gone = new ArrayList<>(channels);
                gone.retainAll(session.streams().keySet());
                gone.forEach(session.streams()::remove);
                answer(session, message, Json.array(gone));
            }
            case "unsubscribe_all" ->
            {
                session.streams().clear();
                answer(session, message, Json.object().textNode("ok"));
            }
            case "set_heartbeat" -> setHeartbeat(session, message);
            case "disable_heartbeat" ->
            {
                session.flags(0);
                answer(session, message, Json.object().textNode("ok"));
            }
            case "test", "hello" ->
            {
                asked.remove(session);
                answer(session, message, Json.object().put("version", "1.2.26"));
            }
            case "get_time" -> answer(session, message, Json.object().numberNode(market().wallMs()));
            default -> error(session, message, UNKNOWN_METHOD, "Method not found");
        }
    }

    /** A heartbeat tells that it is there, and half an interval later a test asks whether the client is. */
    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (session.flags() == 0 || !session.isDue(nowMs, session.flags() * Market.SECOND_MS / 2))
        {
            return;
        }
        final boolean isTest = session.nextSequence() % 2 == 1;
        if (!isTest && asked.contains(session))
        {
            session.close(Session.NORMAL, "");
            return;
        }
        if (isTest)
        {
            asked.add(session);
        }
        session.sendText("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"" +
            (isTest ? "test_request" : "heartbeat") + "\"}}");
    }

    @Override
    void forget()
    {
        books.clear();
        newest.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        error(session, message, TOO_MANY, "too_many_requests");
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/get_instruments"))
        {
            return null;
        }
        final ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        final ArrayNode result = answer.putArray("result");
        for (final Survey.Listed listed : survey.symbols())
        {
            final String[] parts = listed.name().split("-");
            final boolean isPerpetual = parts[parts.length - 1].equals("PERPETUAL");
            final ObjectNode entry = result.addObject()
                .put("instrument_name", listed.name())
                .put("kind", parts.length == 4 ? "option" : parts.length == 2 ? "future" : "spot")
                .put("settlement_period", isPerpetual ? "perpetual" : "month")
                .put("base_currency", parts[0].split("_")[0])
                .put("counter_currency", "USD")
                .put("is_active", true);
            entry.set("tick_size", Json.object().numberNode(new BigDecimal(listed.tick())));
            entry.set("min_trade_amount", Json.object().numberNode(new BigDecimal(listed.lot())));
            entry.set("contract_size", Json.object().numberNode(new BigDecimal(listed.lot())));
        }

        return Json.write(answer);
    }

    private void setHeartbeat(final Session session, final JsonNode message)
    {
        final int seconds = message.path("params").path("interval").asInt();
        if (seconds < 10)
        {
            error(session, message, NO_PARAMS, "Invalid params");
            return;
        }
        session.flags(seconds);
        answer(session, message, Json.object().textNode("ok"));
    }

    private boolean isKnown(final String channel)
    {
        final String[] parts = channel.split("\\.");

        return channel.equals(PLATFORM) || parts.length > 1 && (survey.has(parts[1]) ||
            parts.length > 2 && survey.has(parts[2]));
    }

    private void tellState(final Session session, final String channel)
    {
        final String base = INTERVAL.matcher(channel).replaceFirst("");
        if (books.containsKey(base))
        {
            tellSnapshot(session, channel, () -> snapshot(books.get(base), base, channel));
        }
        else if (base.startsWith(TICKER + ".") && newest.containsKey(base))
        {
            final String recorded = Json.read(newest.get(base)).path("params").path("channel").asText();
            session.sendText(named(newest.get(base), recorded, channel));
        }
    }

    private void onBook(final String base, final JsonNode data)
    {
        if (data.path("type").asText().equals("snapshot"))
        {
            books.put(base, new TextBook());
        }
        final TextBook book = books.get(base);
        if (book == null)
        {
            return;
        }
        data.path("bids").forEach(level -> set(book, true, level));
        data.path("asks").forEach(level -> set(book, false, level));
        book.sequence(data.path("change_id").asLong());
        book.time(data.path("timestamp").asText());
    }

    private static void set(final TextBook book, final boolean isBid, final JsonNode level)
    {
        if (level.path(0).asText().equals("delete"))
        {
            book.remove(isBid, Json.token(level.path(1)));
        }
        else
        {
            book.set(isBid, Json.token(level.path(1)), Json.token(level.path(2)));
        }
    }

    private static String snapshot(final TextBook book, final String base, final String channel)
    {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"" + channel +
            "\",\"data\":{\"type\":\"snapshot\",\"timestamp\":" + book.time() + ",\"instrument_name\":\"" +
            base.substring(BOOK.length() + 1) + "\",\"change_id\":" + book.sequence() +
            ",\"bids\":" + side(book, true) + ",\"asks\":" + side(book, false) + "}}}";
    }

    private static String side(final TextBook book, final boolean isBid)
    {
        return book.side(isBid, Integer.MAX_VALUE).stream()
            .map(level -> "[\"new\"," + level.price() + "," + level.quantity() + "]")
            .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(final JsonNode ticker)
    {
        final String name = ticker.path("instrument_name").asText();
        final ObjectNode data = Json.object();
        for (final String field : List.of("timestamp", "instrument_name", "best_bid_price", "best_bid_amount",
            "best_ask_price", "best_ask_amount"))
        {
            data.set(field, ticker.path(field));
        }

        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"quote." + name +
            "\",\"data\":" + Json.write(data) + "}}";
    }

    private static String named(final String text, final String recorded, final String channel)
    {
        return recorded.equals(channel) ? text :
            text.replace("\"channel\":\"" + recorded + "\"", "\"channel\":\"" + channel + "\"");
    }

    private static void see(final Survey.Listed listed, final JsonNode price, final JsonNode quantity)
    {
        listed.see(shortest(price), shortest(quantity));
    }

    /** Numbers are doubles, so that a zero behind the point is no digit. */
    private static String shortest(final JsonNode number)
    {
        return number.isNumber() ? number.decimalValue().stripTrailingZeros().toPlainString() : "";
    }

    private static void answer(final Session session, final JsonNode message, final JsonNode result)
    {
        final ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", message.path("id"));
        answer.set("result", result);
        session.sendText(Json.write(answer));
    }

    private static void error(final Session session, final JsonNode message, final int code, final String text)
    {
        final ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", message.path("id"));
        answer.putObject("error").put("code", code).put("message", text);
        session.sendText(Json.write(answer));
    }
}
