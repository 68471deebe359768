package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Bitstamp. Books come by REST; what orders them and their changes is their time in microseconds.
 * Thread: market-<venue>
 */
final class BitstampDesk extends Desk
{
    private static final String BOOK = "diff_order_book_";
    private static final String TRADES = "live_trades_";
    private static final String BOOK_PATH = "/order_book/";
    private static final String MICROS = "microtimestamp";
    private static final int QUOTE_LETTERS = 3;

    private final Set<String> bookSymbols = new HashSet<>();
    private final Map<String, RestBook> books = new HashMap<>();

    BitstampDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() != null)
        {
            bookSymbols.add(event.symbol());
        }
        final String channel = event.json().path("channel").asText();
        final JsonNode data = event.json().path("data");
        if (event.kind() != CaptureEvent.Kind.RECEIVED || data.isEmpty())
        {
            return;
        }
        if (channel.startsWith(BOOK))
        {
            final Survey.Listed listed = survey.see(channel.substring(BOOK.length()), FeedChannel.BOOK);
            listed.see(data.path("bids"));
            listed.see(data.path("asks"));
        }
        else if (channel.startsWith(TRADES))
        {
            survey.see(channel.substring(TRADES.length()), FeedChannel.TRADES)
                .see(data.path("price_str").asText(), data.path("amount_str").asText());
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() != null)
        {
            book(event.symbol()).onSnapshot(message.path(MICROS).asLong(), message);
        }
        final String channel = message.path("channel").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || message.path("event").asText().startsWith("bts:"))
        {
            return;
        }
        if (channel.startsWith(BOOK))
        {
            final JsonNode data = message.path("data");
            book(channel.substring(BOOK.length()))
                .onChange(data.path(MICROS).asLong(), data, data.path("bids"), data.path("asks"));
        }
        tell(channel, event.text());
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().equals("/");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final String channel = message.path("data").path("channel").asText();
        switch (message.path("event").asText())
        {
            case "bts:heartbeat" -> session.sendText(
                "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}");
            case "bts:subscribe" ->
            {
                if (!survey.has(channel.substring(channel.lastIndexOf('_') + 1)) || isRefused(session, channel))
                {
                    error(session, channel, "Incorrect channel name.");
                }
                else
                {
                    session.sendText(event("bts:subscription_succeeded", channel));
                    subscribe(session, channel, 0);
                }
            }
            case "bts:unsubscribe" ->
            {
                session.streams().remove(channel);
                session.sendText(event("bts:unsubscription_succeeded", channel));
            }
            default -> error(session, channel, "Incorrect JSON format.");
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
        error(session, "", "Maximum number of requests per second exceeded: rate limit.");
    }

    @Override
    void disconnect(final Session session)
    {
        session.sendText("{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}");
        market().later(TimeUnit.SECONDS.toNanos(1), () -> super.disconnect(session));
    }

    @Override
    boolean isSnapshot(final Request request)
    {
        return request.path().contains(BOOK_PATH);
    }

    @Override
    void onGet(final Request request, final CompletableFuture<Answer> reply)
    {
        if (!isSnapshot(request))
        {
            super.onGet(request, reply);
            return;
        }
        final String path = request.path();
        final String symbol = path.substring(path.indexOf(BOOK_PATH) + BOOK_PATH.length()).replace("/", "");
        if (!bookSymbols.contains(symbol))
        {
            reply.complete(Answer.notFound());
            return;
        }
        final RestBook book = book(symbol);
        book.answer(reply, () -> snapshot(book));
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().contains("/markets"))
        {
            return null;
        }
        final ArrayNode markets = Json.array();
        for (final Survey.Listed listed : survey.symbols())
        {
            final String name = listed.name().toUpperCase(Locale.ROOT);
            final int quote = name.length() -
                (name.endsWith("USDT") || name.endsWith("USDC") ? QUOTE_LETTERS + 1 : QUOTE_LETTERS);
            markets.addObject()
                .put("name", name.substring(0, quote) + "/" + name.substring(quote))
                .put("market_symbol", listed.name())
                .put("base_currency", name.substring(0, quote))
                .put("counter_currency", name.substring(quote))
                .put("base_decimals", listed.quantityDecimals())
                .put("counter_decimals", listed.priceDecimals())
                .put("trading", "Enabled");
        }

        return Json.write(markets);
    }

    private static String snapshot(final RestBook book)
    {
        final ObjectNode answer = Json.object()
            .put("timestamp", Long.toString(TimeUnit.MICROSECONDS.toSeconds(book.sequence())))
            .put(MICROS, Long.toString(book.sequence()));
        answer.set("bids", book.side(true, Integer.MAX_VALUE));
        answer.set("asks", book.side(false, Integer.MAX_VALUE));

        return Json.write(answer);
    }

    private RestBook book(final String symbol)
    {
        return books.computeIfAbsent(symbol, added -> new RestBook());
    }

    private static String event(final String event, final String channel)
    {
        return "{\"event\":\"" + event + "\",\"channel\":" + Json.quoted(channel) + ",\"data\":{}}";
    }

    private static void error(final Session session, final String channel, final String text)
    {
        session.sendText("{\"event\":\"bts:error\",\"channel\":" + Json.quoted(channel) +
            ",\"data\":{\"code\":null,\"message\":" + Json.quoted(text) + "}}");
    }
}
