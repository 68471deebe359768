package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.feed.venue.FeedChannel;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * OKX. A book is told by whichever of the channels of whole books a client has asked for; and, where no best levels
 * were recorded, these are taken from it.
 * Thread: market-<venue>
 */
final class OkxDesk extends Desk
{
    private static final Pattern CHECKSUM = Pattern.compile("\"checksum\":(-?\\d+)");
    private static final Set<String> BOOKS = Set.of("books", "books-l2-tbt", "books50-l2-tbt");
    private static final String QUOTES = "bbo-tbt";
    private static final String CONNECTION = "a4d3ae55";
    private static final int CHECKED = 25;
    private static final int NO_DATA = 4004;
    private static final long IDLE_MS = TimeUnit.SECONDS.toMillis(30);

    private final Map<String, TextBook> books = new HashMap<>();
    private final Map<String, JsonNode> newestOfBook = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();
    private boolean hasQuotes;

    OkxDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        final JsonNode message = event.json();
        final String channel = message.path("arg").path("channel").asText();
        final String instrument = message.path("arg").path("instId").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || !message.has("data") || instrument.isEmpty())
        {
            return;
        }
        hasQuotes |= channel.equals(QUOTES);
        for (final JsonNode entry : message.path("data"))
        {
            if (BOOKS.contains(channel))
            {
                final Survey.Listed listed = survey.see(instrument, FeedChannel.BOOK);
                listed.see(entry.path("bids"));
                listed.see(entry.path("asks"));
            }
            else if (channel.equals("trades"))
            {
                survey.see(instrument, FeedChannel.TRADES).see(entry.path("px").asText(), entry.path("sz").asText());
            }
            else
            {
                survey.see(instrument, channel.equals("tickers") ? FeedChannel.TICKER :
                    channel.startsWith("candle") ? FeedChannel.CANDLES : FeedChannel.QUOTES);
            }
        }
    }

    @Override
    void onRecorded(final Recorded event)
    {
        final JsonNode message = event.json();
        final String channel = message.path("arg").path("channel").asText();
        final String instrument = message.path("arg").path("instId").asText();
        if (event.kind() != CaptureEvent.Kind.RECEIVED || !message.has("data"))
        {
            return;
        }
        if (BOOKS.contains(channel))
        {
            onBook(instrument, message);
            BOOKS.forEach(name -> tell(name + "/" + instrument, name.equals(channel) ? event.text() :
                event.text().replaceFirst("\"channel\":\"" + channel + "\"", "\"channel\":\"" + name + "\"")));
            if (!hasQuotes)
            {
                tellQuote(instrument);
            }
        }
        else
        {
            newest.put(channel + "/" + instrument, event.text());
            tell(channel + "/" + instrument, event.text());
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return request.path().startsWith("/ws/v5/");
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        final String op = message.path("op").asText();
        if (text.equals("ping"))
        {
            session.sendText("pong");
        }
        else if (op.equals("subscribe") || op.equals("unsubscribe"))
        {
            message.path("args").forEach(arg -> onArgument(session, message, op, arg));
        }
        else
        {
            error(session, message, "60012", "Invalid request: " + text);
        }
    }

    @Override
    void onSecond(final Session session, final long nowMs)
    {
        if (nowMs - session.heardMs() > IDLE_MS)
        {
            session.close(NO_DATA, "No data received in 30s.");
        }
    }

    @Override
    void forget()
    {
        books.clear();
        newestOfBook.clear();
        newest.clear();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        error(session, message, "60014", "Requests too frequent");
    }

    @Override
    void disconnect(final Session session)
    {
        session.sendText("{\"event\":\"notice\",\"code\":\"64008\",\"msg\":\"The connection will soon be closed for " +
            "a service upgrade. Please reconnect.\",\"connId\":\"" + CONNECTION + "\"}");
        market().later(TimeUnit.SECONDS.toNanos(1), () -> super.disconnect(session));
    }

    @Override
    Pattern checksum()
    {
        return CHECKSUM;
    }

    @Override
    String instruments(final Request request)
    {
        if (!request.path().endsWith("/public/instruments"))
        {
            return null;
        }
        final String wanted = request.query().getOrDefault("instType", "");
        final ObjectNode answer = Json.object().put("code", "0").put("msg", "");
        final ArrayNode data = answer.putArray("data");
        for (final Survey.Listed listed : survey.symbols())
        {
            if (wanted.isEmpty() || typeOf(listed.name()).equals(wanted))
            {
                data.addObject()
                    .put("instType", typeOf(listed.name()))
                    .put("instId", listed.name())
                    .put("tickSz", listed.tick())
                    .put("lotSz", listed.lot())
                    .put("state", "live");
            }
        }

        return Json.write(answer);
    }

    private void onArgument(final Session session, final JsonNode message, final String op, final JsonNode arg)
    {
        final String channel = arg.path("channel").asText();
        final String instrument = arg.path("instId").asText();
        final String stream = channel + "/" + (instrument.isEmpty() ? arg.path("instType").asText() : instrument);
        final boolean isOn = op.equals("subscribe");
        if (isOn && (!instrument.isEmpty() && !survey.has(instrument) || isRefused(session, stream)))
        {
            error(session, message, "60018", "Wrong URL or channel:" + channel + ",instId:" + instrument +
                " doesn't exist. Please use the correct URL, channel and parameters referring to API document.");
            return;
        }
        final ObjectNode answer = Json.object();
        if (message.has("id"))
        {
            answer.set("id", message.path("id"));
        }
        answer.put("event", op).set("arg", arg);
        session.sendText(Json.write(answer.put("connId", CONNECTION)));
        if (!isOn)
        {
            session.streams().remove(stream);
            return;
        }
        subscribe(session, stream, 0);
        if (BOOKS.contains(channel))
        {
            if (books.containsKey(instrument))
            {
                tellSnapshot(session, stream, () -> snapshot(arg, instrument));
            }
        }
        else if (channel.equals(QUOTES) && books.containsKey(instrument) && !hasQuotes)
        {
            session.sendText(quote(instrument));
        }
        else
        {
            tellNewest(session, newest, stream);
        }
    }

    private void onBook(final String instrument, final JsonNode message)
    {
        if (message.path("action").asText().equals("snapshot"))
        {
            books.put(instrument, new TextBook());
        }
        final TextBook book = books.get(instrument);
        if (book == null)
        {
            return;
        }
        for (final JsonNode entry : message.path("data"))
        {
            entry.path("bids").forEach(level -> set(book, true, level));
            entry.path("asks").forEach(level -> set(book, false, level));
            newestOfBook.put(instrument, entry);
        }
    }

    private static void set(final TextBook book, final boolean isBid, final JsonNode level)
    {
        book.set(isBid, new TextBook.Level(level.path(0).asText(), level.path(1).asText(), Json.write(level)));
    }

    /** A number that the newest message has not is none that the snapshot can have. */
    private String snapshot(final JsonNode arg, final String instrument)
    {
        final TextBook book = books.get(instrument);
        final JsonNode last = newestOfBook.get(instrument);
        final StringBuilder text = new StringBuilder("{\"arg\":").append(Json.write(arg))
            .append(",\"action\":\"snapshot\",\"data\":[{\"asks\":").append(side(book, false, Integer.MAX_VALUE))
            .append(",\"bids\":").append(side(book, true, Integer.MAX_VALUE))
            .append(",\"ts\":\"").append(last.path("ts").asText()).append('"');
        if (last.has("checksum"))
        {
            text.append(",\"checksum\":").append(last.path("checksum").asInt() == 0 ? 0 : checksum(book));
        }
        if (last.has("seqId"))
        {
            text.append(",\"seqId\":").append(last.path("seqId").asText()).append(",\"prevSeqId\":-1");
        }

        return text.append("}]}").toString();
    }

    private void tellQuote(final String instrument)
    {
        final String stream = QUOTES + "/" + instrument;
        final String quote = books.containsKey(instrument) ? quote(instrument) : "";
        final String best = quote.substring(0, Math.max(0, quote.indexOf(",\"ts\"")));
        if (!best.isEmpty() && !best.equals(newest.put(stream + "/best", best)))
        {
            tell(stream, quote);
        }
    }

    private String quote(final String instrument)
    {
        final TextBook book = books.get(instrument);
        final JsonNode last = newestOfBook.get(instrument);

        return "{\"arg\":{\"channel\":\"bbo-tbt\",\"instId\":\"" + instrument + "\"},\"data\":[{\"asks\":" +
            side(book, false, 1) + ",\"bids\":" + side(book, true, 1) + ",\"ts\":\"" + last.path("ts").asText() + "\"" +
            (last.has("seqId") ? ",\"seqId\":" + last.path("seqId").asText() : "") + "}]}";
    }

    private static String side(final TextBook book, final boolean isBid, final int levels)
    {
        return "[" + String.join(",", book.side(isBid, levels).stream().map(TextBook.Level::extra).toList()) + "]";
    }

    /** As the venue says: the best 25, bid and ask in turn, price and size of each; signed. */
    private static int checksum(final TextBook book)
    {
        final List<TextBook.Level> bids = book.side(true, CHECKED);
        final List<TextBook.Level> asks = book.side(false, CHECKED);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.max(bids.size(), asks.size()); i++)
        {
            append(text, bids, i);
            append(text, asks, i);
        }
        final CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));

        return (int)crc.getValue();
    }

    private static void append(final StringBuilder text, final List<TextBook.Level> side, final int index)
    {
        if (index < side.size())
        {
            text.append(text.isEmpty() ? "" : ":")
                .append(side.get(index).price()).append(':').append(side.get(index).quantity());
        }
    }

    private static String typeOf(final String instrument)
    {
        return instrument.endsWith("-SWAP") ? "SWAP" : switch (instrument.split("-").length)
        {
            case 2 -> "SPOT";
            case 3 -> "FUTURES";
            default -> "OPTION";
        };
    }

    private static void error(final Session session, final JsonNode message, final String code, final String text)
    {
        final ObjectNode answer = Json.object();
        if (message.has("id"))
        {
            answer.set("id", message.path("id"));
        }
        session.sendText(Json.write(
            answer.put("event", "error").put("code", code).put("msg", text).put("connId", CONNECTION)));
    }
}
