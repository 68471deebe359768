package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Kraken, protocol 1. A book can be had in another depth than the recorded one; and, where no spreads were recorded,
 * they are those of the book.
 * Thread: market-<venue>
 */
final class KrakenV1Desk extends Desk
{
    private static final Pattern CHECKSUM = Pattern.compile("\"c\":\"(\\d+)\"\\}");
    private static final int DEFAULT_DEPTH = 10;
    private static final int MAX_CHANNEL = 1 << 12;
    private static final String BOOK = "book";
    private static final String SPREAD = "spread";

    private final Map<String, KrakenV1Book> books = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private boolean hasSpreads;

    KrakenV1Desk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || !message.isArray())
        {
            return;
        }
        final String channel = message.path(message.size() - 2).asText();
        final String pair = message.path(message.size() - 1).asText();
        numbers.put(channel + "/" + pair, message.path(0).asInt());
        if (channel.startsWith(BOOK))
        {
            depths.put(pair, depthOf(channel));
            final Survey.Listed listed = survey.see(pair, FeedChannel.BOOK);
            for (int i = 1; i < message.size() - 2; i++)
            {
                message.path(i).forEach(listed::see);
            }
        }
        else if (channel.equals("trade"))
        {
            message.path(1).forEach(trade -> survey.see(pair, FeedChannel.TRADES)
                .see(trade.path(0).asText(), trade.path(1).asText()));
        }
        else
        {
            hasSpreads |= channel.equals(SPREAD);
            survey.see(pair, channel.equals(SPREAD) ? FeedChannel.QUOTES :
                channel.equals("ticker") ? FeedChannel.TICKER : FeedChannel.CANDLES);
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || !message.isArray())
        {
            return;
        }
        final String channel = message.path(message.size() - 2).asText();
        final String pair = message.path(message.size() - 1).asText();
        if (channel.startsWith(BOOK))
        {
            onBook(pair, message, event.text());
        }
        else
        {
            newest.put(channel + "/" + pair, event.text());
            tell(channel + "/" + pair, event.text());
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/");
    }

    @Override
    void onOpen(final Session session)
    {
        session.sendText("{\"connectionID\":" + (1L << 62 | session.line()) +
            ",\"event\":\"systemStatus\",\"status\":\"online\",\"version\":\"1.9.6\"}");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        switch (message.path("event").asText())
        {
            case "ping" -> session.sendText(Json.write(signed(Json.object().put("event", "pong"), message)));
            case "subscribe" ->
                Json.texts(message.path("pair")).forEach(pair -> subscribe(session, message, pair));
            case "unsubscribe" -> Json.texts(message.path("pair")).forEach(pair ->
            {
                final String channel = channelOf(message.path("subscription"));
                session.streams().remove(streamOf(channel, pair));
                session.sendText(Json.write(status(message, channel, pair, "unsubscribed")));
            });
            default -> session.sendText(Json.write(signed(
                Json.object().put("event", "error").put("errorMessage", "Unsupported event"), message)));
        }
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        session.sendText("{\"event\":\"heartbeat\"}");
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
        session.sendText(Json.write(signed(
            Json.object().put("event", "error").put("errorMessage", "Exceeded msg rate"), message)));
    }

    @Override
    Pattern checksum()
    {
        return CHECKSUM;
    }

    @Override
    String instruments(final Request request)
    {
        return KrakenDesk.assetPairs(request, survey);
    }

    private void subscribe(final Session session, final JsonNode message, final String pair)
    {
        final String channel = channelOf(message.path("subscription"));
        final String stream = streamOf(channel, pair);
        if (!survey.has(pair) || isRefused(session, stream))
        {
            final ObjectNode refusal = Json.object().put("errorMessage", "Currency pair not supported " + pair)
                .put("event", "subscriptionStatus").put("pair", pair).put("status", "error");
            refusal.set("subscription", message.path("subscription"));
            session.sendText(Json.write(signed(refusal, message)));
            return;
        }
        session.sendText(Json.write(status(message, channel, pair, "subscribed")));
        subscribe(session, stream, channel.startsWith(BOOK) ? depthOf(channel) : 0);
        final KrakenV1Book book = books.get(pair);
        if (channel.startsWith(BOOK) && book != null)
        {
            tellSnapshot(session, stream, () -> book.snapshot(session.streams().get(stream), number(channel, pair)));
        }
        else if (channel.equals(SPREAD) && !hasSpreads && book != null)
        {
            session.sendText(book.spread(number(channel, pair)));
        }
        else if (channel.equals("ticker") || channel.startsWith("ohlc"))
        {
            tellNewest(session, newest, stream);
        }
    }

    private void onBook(final String pair, final JsonNode message, final String text)
    {
        final boolean isSnapshot = message.path(1).has("as");
        final int recorded = depths.get(pair);
        if (isSnapshot)
        {
            books.put(pair, new KrakenV1Book(pair, recorded));
        }
        final KrakenV1Book book = books.get(pair);
        if (book == null)
        {
            return;
        }
        final String stream = streamOf(BOOK, pair);
        final String before = book.best();
        book.apply(message, market().sessions().stream()
            .map(session -> session.streams().getOrDefault(stream, 0))
            .filter(depth -> depth > 0 && depth != recorded)
            .toList());
        tell(stream, session ->
        {
            final int depth = session.streams().get(stream);
            final int number = number(BOOK + "-" + depth, pair);

            return depth == recorded ? text :
                isSnapshot ? book.snapshot(depth, number) : book.update(depth, number);
        });
        if (!hasSpreads && !before.equals(book.best()))
        {
            tell(SPREAD + "/" + pair, book.spread(number(SPREAD, pair)));
        }
    }

    private ObjectNode status(
        final JsonNode message, final String channel, final String pair, final String status)
    {
        final ObjectNode answer = Json.object().put("channelID", number(channel, pair)).put("channelName", channel)
            .put("event", "subscriptionStatus").put("pair", pair);
        signed(answer, message).put("status", status).set("subscription", message.path("subscription"));

        return answer;
    }

    /** The number of a channel is the same on all connections. */
    private int number(final String channel, final String pair)
    {
        return numbers.computeIfAbsent(channel + "/" + pair, added -> MAX_CHANNEL + numbers.size());
    }

    private static ObjectNode signed(final ObjectNode answer, final JsonNode message)
    {
        if (message.has("reqid"))
        {
            answer.set("reqid", message.path("reqid"));
        }

        return answer;
    }

    private static String channelOf(final JsonNode subscription)
    {
        final String name = subscription.path("name").asText();

        return switch (name)
        {
            case BOOK -> name + "-" + subscription.path("depth").asInt(DEFAULT_DEPTH);
            case "ohlc" -> name + "-" + subscription.path("interval").asInt(1);
            default -> name;
        };
    }

    /** A book is one stream, whatever its depth. */
    private static String streamOf(final String channel, final String pair)
    {
        return (channel.startsWith(BOOK) ? BOOK : channel) + "/" + pair;
    }

    private static int depthOf(final String channel)
    {
        return Integer.parseInt(channel.substring(channel.indexOf('-') + 1));
    }
}
