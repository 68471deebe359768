package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Bitfinex. A channel has a number of its own on each connection, and, where a client wants them, messages have numbers
 * and books checksums; so a recorded message keeps nothing but its payload.
 * Thread: market-<venue>
 */
final class BitfinexDesk extends Desk
{
    private static final Pattern CHECKSUM = Pattern.compile("\"cs\",(-?\\d+)");
    private static final int NUMBERED = 65_536;
    private static final int CHECKED = 131_072;
    private static final int FIRST_CHANNEL = 1000;
    private static final int MAX_TRADES = 30;
    private static final int SYMBOL_INVALID = 10_300;
    private static final int RATE_LIMIT = 11_010;
    private static final long HEARTBEAT_MS = TimeUnit.SECONDS.toMillis(15);
    private static final String BOOK = "book";
    private static final Set<String> CHANNELS = Set.of(BOOK, "trades", "ticker", "candles", "status");

    private final Map<String, String> streams = new HashMap<>();
    private final Map<Integer, Boolean> numbered = new HashMap<>();
    private final Map<String, TextBook> books = new HashMap<>();
    private final Map<String, Deque<String>> trades = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private final Map<Session, Integer> nextChannels = new HashMap<>();

    BitfinexDesk(final String venue, final Survey survey)
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
        if (message.isObject())
        {
            onEvent(event, message);
            if (message.path("event").asText().equals("subscribed"))
            {
                survey.see(subjectOf(message), switch (message.path("channel").asText())
                {
                    case BOOK -> FeedChannel.BOOK;
                    case "trades" -> FeedChannel.TRADES;
                    case "ticker" -> FeedChannel.TICKER;
                    case "candles" -> FeedChannel.CANDLES;
                    default -> FeedChannel.LIQUIDATIONS;
                });
            }
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        if (event.kind() != CaptureEvent.Kind.RECEIVED)
        {
            return;
        }
        if (message.isObject())
        {
            onEvent(event, message);
            return;
        }
        final String stream = streams.get(event.connection() + "/" + message.path(0).asText());
        final JsonNode payload = message.path(1);
        final String kind = payload.asText();
        if (stream == null || kind.equals("hb") || kind.equals("cs"))
        {
            return;
        }
        final boolean isNumbered = numbered.getOrDefault(event.connection(), false);
        final String text = event.text();
        final String bare =
            text.substring(text.indexOf(',') + 1, isNumbered ? text.lastIndexOf(',') : text.lastIndexOf(']'));
        keep(stream, payload, message, bare);
        tell(stream, session -> framed(session, session.streams().get(stream), bare));
        if (stream.startsWith(BOOK))
        {
            tell(stream, session -> (session.flags() & CHECKED) == 0 ? null :
                framed(session, session.streams().get(stream), "\"cs\"," + BitfinexLevels.checksum(books.get(stream))));
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().startsWith("/ws/2");
    }

    @Override
    void onOpen(final Session session)
    {
        nextChannels.put(session, FIRST_CHANNEL * session.line());
        session.nextSequence();
        session.sendText("{\"event\":\"info\",\"version\":2,\"serverId\":\"tickwire\",\"platform\":{\"status\":1}}");
    }

    @Override
    void onGone(final Session session)
    {
        nextChannels.remove(session);
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        switch (message.path("event").asText())
        {
            case "ping" -> session.sendText(Json.write(Json.object().put("event", "pong")
                .put("ts", market().wallMs())
                .put("cid", message.path("cid").asLong())));
            case "conf" ->
            {
                session.flags(message.path("flags").asInt());
                session.sendText("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":" + session.flags() + "}");
            }
            case "subscribe" -> subscribe(session, message);
            case "unsubscribe" ->
            {
                final int channel = message.path("chanId").asInt();
                final boolean isThere = session.streams().values().removeIf(number -> number == channel);
                session.sendText(isThere ?
                    "{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":" + channel + "}" :
                    "{\"event\":\"error\",\"msg\":\"unsubscribe: invalid\",\"code\":10400,\"chanId\":" + channel + "}");
            }
            default -> session.sendText("{\"event\":\"error\",\"msg\":\"event: invalid\",\"code\":10000}");
        }
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (session.isDue(nowMs, HEARTBEAT_MS))
        {
            List.copyOf(session.streams().values())
                .forEach(channel -> session.sendText(framed(session, channel, "\"hb\"")));
        }
    }

    @Override
    void forget()
    {
        streams.clear();
        books.clear();
        trades.clear();
        newest.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        session.sendText(Json.write(error(message, "ratelimit: error", RATE_LIMIT)));
    }

    @Override
    void disconnect(final Session session)
    {
        session.sendText(
            "{\"event\":\"info\",\"code\":20051,\"msg\":\"Stopping. Please try to reconnect\"}");
        market().later(TimeUnit.SECONDS.toNanos(1), () -> super.disconnect(session));
    }

    @Override
    Pattern checksum()
    {
        return CHECKSUM;
    }

    /** Lists of pairs are asked for together. */
    @Override
    String instruments(final Request request)
    {
        final int conf = request.path().indexOf("/conf/");
        if (conf < 0)
        {
            return null;
        }

        return Arrays.stream(request.path().substring(conf + "/conf/".length()).split(","))
            .map(list -> list.startsWith("pub:list:pair:") ?
                Json.write(Json.array(pairs(list.endsWith("futures")))) : "[]")
            .collect(Collectors.joining(",", "[", "]"));
    }

    private List<String> pairs(final boolean areFutures)
    {
        return survey.symbols().stream()
            .map(Survey.Listed::name)
            .filter(name -> name.startsWith("t") && name.contains("F0:") == areFutures)
            .map(name -> name.substring(1))
            .toList();
    }

    private void onEvent(final Recorded event, final JsonNode message)
    {
        switch (message.path("event").asText())
        {
            case "conf" -> numbered.put(event.connection(), (message.path("flags").asInt() & NUMBERED) != 0);
            case "subscribed" -> streams.put(
                event.connection() + "/" + message.path("chanId").asText(),
                message.path("channel").asText() + "/" + subjectOf(message));
            default ->
            {
                // Of no channel that is told.
            }
        }
    }

    private void subscribe(final Session session, final JsonNode message)
    {
        final String channel = message.path("channel").asText();
        final String subject = subjectOf(message);
        final String stream = channel + "/" + subject;
        if (!CHANNELS.contains(channel))
        {
            session.sendText(Json.write(error(message, "channel: unknown", SYMBOL_INVALID - 1)));
        }
        else if (message.has("symbol") && !survey.has(subject) || isRefused(session, stream))
        {
            session.sendText(Json.write(error(message, "symbol: invalid", SYMBOL_INVALID)));
        }
        else if (session.streams().containsKey(stream))
        {
            session.sendText(Json.write(error(message, "subscribe: dup", SYMBOL_INVALID + 1)));
        }
        else
        {
            final int number = nextChannels.merge(session, 1, Integer::sum);
            final ObjectNode answer = Json.object().put("event", "subscribed").put("channel", channel)
                .put("chanId", number);
            message.properties().forEach(field ->
            {
                if (!answer.has(field.getKey()))
                {
                    answer.set(field.getKey(), field.getValue());
                }
            });
            session.sendText(Json.write(message.has("symbol") ? answer.put("pair", subject.substring(1)) : answer));
            subscribe(session, stream, number);
            tellState(session, stream, number);
        }
    }

    private void tellState(final Session session, final String stream, final int number)
    {
        if (books.containsKey(stream))
        {
            tellSnapshot(session, stream, () -> framed(session, number, BitfinexLevels.snapshot(books.get(stream))));
        }
        else if (trades.containsKey(stream))
        {
            session.sendText(framed(session, number, "[" + String.join(",", trades.get(stream)) + "]"));
        }
        else if (newest.containsKey(stream))
        {
            session.sendText(framed(session, number, newest.get(stream)));
        }
    }

    private void keep(final String stream, final JsonNode payload, final JsonNode message, final String bare)
    {
        final boolean isSnapshot = payload.path(0).isArray() || payload.isArray() && payload.isEmpty();
        if (stream.startsWith(BOOK))
        {
            if (isSnapshot)
            {
                books.put(stream, new TextBook());
            }
            final TextBook book = books.computeIfAbsent(stream, added -> new TextBook());
            if (isSnapshot)
            {
                payload.forEach(level -> BitfinexLevels.set(book, level));
            }
            else
            {
                BitfinexLevels.set(book, payload);
            }
        }
        else if (stream.startsWith("trades"))
        {
            final Deque<String> kept = trades.computeIfAbsent(stream, added -> new ArrayDeque<>());
            if (isSnapshot)
            {
                payload.forEach(trade -> kept.addLast(BitfinexLevels.text(trade)));
            }
            else if (payload.asText().equals("te"))
            {
                kept.addFirst(BitfinexLevels.text(message.path(2)));
            }
            while (kept.size() > MAX_TRADES)
            {
                kept.removeLast();
            }
        }
        else
        {
            newest.put(stream, bare);
        }
    }

    private static String framed(final Session session, final int channel, final String payload)
    {
        final String number = (session.flags() & NUMBERED) == 0 ? "" : "," + session.nextSequence();

        return "[" + channel + "," + payload + number + "]";
    }

    private static ObjectNode error(final JsonNode message, final String text, final int code)
    {
        final ObjectNode error = Json.object();
        message.properties().forEach(field -> error.set(field.getKey(), field.getValue()));

        return error.put("event", "error").put("msg", text).put("code", code);
    }

    private static String subjectOf(final JsonNode message)
    {
        return message.path("symbol").asText(message.path("key").asText());
    }
}
