package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.Decimals;
import io.tickwire.client.ws.FrameParser;
import io.tickwire.client.ws.Handshake;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Plays a session of the conformance set: {@code tools/conformance/README.md} says how.
 */
final class SessionPlayer
{
    private static final long TICK_MS = 50;

    private final SessionEvents events = new SessionEvents();
    private final SentMessages sent;
    private final Map<String, Handle> handles = new HashMap<>();
    private final Session session;
    private long nowNs = TimeUnit.SECONDS.toNanos(1_000);
    private boolean hasDialed;

    SessionPlayer(final JsonNode script)
    {
        final String[] encoding = script.get("encoding").asText().split("_");
        ClientConfig config = ClientConfig.of("ws://server/ws")
            .with(Encoding.valueOf(encoding[0].toUpperCase(Locale.ROOT)));
        config = encoding.length == 1 ? config.withFloats() : config;
        final JsonNode options = script.get("options");
        final String token = options.path("token").asText(null);
        if (options.has("tokens"))
        {
            final List<String> tokens = new ArrayList<>(token == null ? List.of() : List.of(token));
            options.get("tokens").forEach(each -> tokens.add(each.asText()));
            config = config.withToken(() -> tokens.isEmpty() ? null : tokens.remove(0));
        }
        else if (token != null)
        {
            config = config.withToken(token);
        }
        sent = new SentMessages();
        session = new Session(config, new Link(config));
        session.listeners.add(events);
        session.start(nowNs);
        hasDialed = false;
    }

    void play(final JsonNode step)
    {
        final String name = step.fieldNames().next();
        switch (name)
        {
            case "do" -> act(step);
            case "open" ->
            {
                hasDialed = false;
                sent.clear();
                session.onOpen();
            }
            case "refused" ->
            {
                hasDialed = false;
                final Handshake.Refusal refusal = new Handshake.Refusal(step.get(name).asInt(), "");
                session.onClose(refusal.closeCode(), refusal.message());
            }
            case "sent" -> sent.check(step.get(name));
            case "frame" -> frame(step.get(name));
            case "end" -> session.onClose(step.get(name).asInt(), "");
            case "dialed" ->
            {
                assertEquals(step.get(name).asBoolean(), hasDialed, "dialed");
                hasDialed = false;
            }
            case "state" -> checkState(step.get(name));
            default -> throw new AssertionError("no such step: " + name);
        }
    }

    private void act(final JsonNode step)
    {
        switch (step.get("do").asText())
        {
            case "subscribe" ->
            {
                final Handle handle = new Handle(null, subscription(step.get("with")), new MarketListener()
                {
                });
                handles.put(step.get("as").asText(), handle);
                session.subscribe(handle);
            }
            case "unsubscribe" -> session.unsubscribe(handles.get(step.get("as").asText()));
            case "auth" -> session.request(Values.map("type", "auth", "token", step.get("token").asText()));
            case "close" -> session.close();
            case "tick" -> tick(step.get("ms").asLong());
            default -> throw new AssertionError("nothing of the program's: " + step);
        }
    }

    private static Subscription subscription(final JsonNode with)
    {
        final Map<String, Object> options = new HashMap<>(SentMessages.map(with));
        List.of("channel", "symbols", "venues").forEach(options::remove);

        return new Subscription(with.get("channel").asText(), texts(with, "symbols"), texts(with, "venues"), options);
    }

    private static List<String> texts(final JsonNode node, final String name)
    {
        final List<String> texts = new ArrayList<>();
        node.path(name).forEach(each -> texts.add(each.asText()));

        return texts;
    }

    /** In steps, as a loop does. */
    private void tick(final long ms)
    {
        for (long left = ms; left > 0; left -= TICK_MS)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(Math.min(left, TICK_MS));
            session.onLoopTime(nowNs);
        }
    }

    private void frame(final JsonNode frame)
    {
        final boolean isText = frame.has("text");
        final byte[] bytes = isText ? frame.get("text").asText().getBytes(StandardCharsets.UTF_8) :
            Base64.getDecoder().decode(frame.get("base64").asText());
        session.onFrame(
            isText ? FrameParser.TEXT : FrameParser.BINARY, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    private void checkState(final JsonNode state)
    {
        if (state.has("connected"))
        {
            assertEquals(state.get("connected").asBoolean(), session.phase() == Session.Phase.OPEN, "connected");
        }
        if (state.has("epoch"))
        {
            assertEquals(state.get("epoch").asLong(), session.epoch(), "epoch");
        }
        state.path("streams").forEach(this::checkStream);
        state.path("prices").properties().forEach(price ->
            assertEquals(price.getValue().asDouble(), price(price.getKey()), 0, "price " + price.getKey()));
        state.path("books").forEach(this::checkBook);
        final Map<String, Long> counts = counts();
        state.path("counts").properties().forEach(count ->
            assertEquals(count.getValue().asLong(), counts.get(count.getKey()), "counts." + count.getKey()));
        state.path("handles").properties().forEach(count -> assertEquals(
            count.getValue().asLong(), handles.get(count.getKey()).delivered, "handle " + count.getKey()));
        if (state.has("events"))
        {
            events.check(state.get("events"));
        }
    }

    private Map<String, Long> counts()
    {
        final Counts counts = session.counts;

        return Map.of(
            "messages", counts.messages, "duplicates", counts.duplicates, "gaps", counts.gaps,
            "missed", counts.missed, "resyncs", counts.resyncs, "reconnects", counts.reconnects,
            "errors", counts.errors);
    }

    private void checkStream(final JsonNode wanted)
    {
        final List<StreamState> candidates = session.streams.all().stream()
            .filter(stream -> stream.channel().wireName().equals(wanted.get("channel").asText()) &&
                isOf(stream, wanted) &&
                (!wanted.has("interval") || wanted.get("interval").asInt() == stream.intervalSeconds()))
            .toList();
        assertTrue(
            candidates.stream().anyMatch(stream ->
                stream.status.name().equalsIgnoreCase(wanted.get("status").asText()) &&
                (!wanted.has("seq") || wanted.get("seq").asLong() == stream.last)),
            () -> "stream " + wanted + ": " + candidates.stream()
                .map(stream -> stream.last + " " + stream.status).toList());
    }

    private static boolean isOf(final StreamState stream, final JsonNode wanted)
    {
        return stream.symbol().equals(wanted.path("symbol").asText("")) &&
            stream.venue().equals(wanted.path("venue").asText(""));
    }

    private double price(final String key)
    {
        final String[] names = key.split("@", 2);
        final StreamState stream = session.streams.get(Channel.PRICE, names[0], names[1], 0);

        return names[1].isEmpty() ? events.marketPrices.getOrDefault(names[0], Double.NaN) :
            stream == null ? Double.NaN : stream.price;
    }

    /** One of the views that there are of it. */
    private void checkBook(final JsonNode wanted)
    {
        final List<String> views = session.streams.all().stream()
            .filter(stream -> stream.channel() == Channel.BOOK && isOf(stream, wanted))
            .map(stream -> text(stream.book))
            .toList();
        assertTrue(
            views.contains(wanted.get("status").asText() + " " + text(levels(wanted.get("bids"))) +
                text(levels(wanted.get("asks")))),
            () -> "book " + wanted + ": " + views);
    }

    private static String text(final Book book)
    {
        final double[][] bids = new double[book.bids()][];
        final double[][] asks = new double[book.asks()][];
        Arrays.setAll(bids, i -> level(book, book.bidPrice(i), book.bidQuantity(i)));
        Arrays.setAll(asks, i -> level(book, book.askPrice(i), book.askQuantity(i)));

        return book.status().name().toLowerCase(Locale.ROOT) + " " + text(bids) + text(asks);
    }

    private static double[] level(final Book book, final long price, final long quantity)
    {
        return new double[]{
            Decimals.toDouble(price, book.priceExponent()), Decimals.toDouble(quantity, book.quantityExponent())};
    }

    private static double[][] levels(final JsonNode levels)
    {
        final double[][] pairs = new double[levels.size()][];
        Arrays.setAll(pairs, i -> new double[]{levels.get(i).get(0).asDouble(), levels.get(i).get(1).asDouble()});

        return pairs;
    }

    private static String text(final double[][] levels)
    {
        return Arrays.deepToString(levels);
    }

    /** A socket whose other end is the session's script. */
    private final class Link implements ClientLink
    {
        private final ClientConfig config;

        Link(final ClientConfig config)
        {
            this.config = config;
        }

        @Override
        public void dial()
        {
            hasDialed = true;
            if (config.token() != null)
            {
                config.token().get();
            }
        }

        @Override
        public boolean send(final int opcode, final byte[] bytes, final int length)
        {
            sent.add(opcode, bytes, length);

            return true;
        }

        @Override
        public void close(final int code, final String reason)
        {
            // Whether the server is told is the connection's affair.
        }

        @Override
        public long jitter(final long bound)
        {
            return bound;
        }
    }
}
