package io.tickwire.client.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The lane of the server itself.
 */
@Timeout(120)
class ServedLaneTest
{
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final int DEPTH = 20;
    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(1_500);

    @TempDir
    private Path folder;

    @Test
    void shouldCostNobodyAnythingThatReadersStandStillAndDie() throws Exception
    {
        final AtomicBoolean isEnding = new AtomicBoolean();
        try (Served served = new Served(
            folder, "stream.term=4MiB", "feed.simulation.ticksPerSecond=10000", "feed.simulation.symbols=20");
            LaneReader good = reader(new LaneHandler() { });
            LaneReader stalled = reader(new LaneHandler() { }))
        {
            until(good, good::isLive);
            final Thread reading = new Thread(() -> readUntil(good, isEnding), "good");
            reading.start();
            final Process doomed = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
                "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), DoomedReader.class.getName(), folder.toString())
                .redirectErrorStream(true).start();
            try (BufferedReader output = doomed.inputReader())
            {
                String line = output.readLine();
                while (line != null && !line.equals("live"))
                {
                    line = output.readLine();
                }
                assertEquals("live", line, "the process that is to be killed");
            }
            finally
            {
                doomed.destroyForcibly().waitFor();
            }
            until(stalled, stalled::isLive);
            for (int i = 0; i < 2; i++)
            {
                LockSupport.parkNanos(STALL_NS);
                final long before = stalled.nextG();
                until(stalled, () -> stalled.isLive() && stalled.nextG() > before + 20_000);
            }
            isEnding.set(true);
            reading.join();

            assertTrue(stalled.cutOffs() >= 1, "it was cut off " + stalled.cutOffs());
            assertTrue(stalled.lost() > 0);
            assertEquals(0, good.lost());
            assertEquals(0, good.unreadable());
            assertEquals(0, served.counter("ticks_without_room"));
            assertEquals(0, served.counter("ticks_overtaken"));
        }
    }

    @Test
    void shouldComeBackByTheJournalOfTheServerAlsoOverARestart() throws Exception
    {
        final String[] settings = {
            "stream.term=1MiB", "stream.journal.segment=1MiB", "stream.journal.path=" + folder.resolve("journal"),
            "feed.simulation.ticksPerSecond=10000"};
        final Path aeron = folder.resolve("runtime");
        try (LaneReader stalled = new LaneReader(LaneConfig.of(aeron, new LaneHandler() { })
            .withJournal(folder.resolve("journal")).from(LaneStart.oldest()).withDriverTimeoutMs(1_000)))
        {
            try (Served served = new Served(aeron, settings))
            {
                until(stalled, stalled::isLive);
                final long before = stalled.nextG();
                LockSupport.parkNanos(STALL_NS);
                until(stalled, () -> stalled.isLive() && stalled.cutOffs() > 0);
                until(stalled, () -> stalled.nextG() > before + 15_000);
                assertTrue(stalled.replayed() > 0);
                assertEquals(0, stalled.lost());
                assertEquals(0, served.counter("ticks_without_room"));
            }
            until(stalled, () -> !stalled.isConnected());
            final long before = stalled.nextG();
            try (Served served = new Served(aeron, settings))
            {
                until(stalled, () -> stalled.isLive() && stalled.nextG() > before + 5_000);
                assertEquals(0, stalled.lost());
                assertEquals(0, served.counter("ticks_overtaken"));
            }
        }
    }

    @Test
    void shouldHaveTheBooksThatOtherClientsHave() throws Exception
    {
        final Map<String, Map<Long, String>> books = new HashMap<>();
        final LaneHandler handler = new LaneHandler()
        {
            @Override
            public void onBook(final LaneBook book)
            {
                if (book.isLive())
                {
                    books.computeIfAbsent(book.symbol() + "@" + book.venue(), name -> new HashMap<>())
                        .put(book.g(), textOf(book));
                }
            }
        };
        final Queue<JsonNode> updates = new ConcurrentLinkedQueue<>();
        try (LaneReader lane = reader(handler);
            Served served = new Served(folder, "feed.simulation.ticksPerSecond=4000", "feed.simulation.symbols=3"))
        {
            // Definitions come in turn, so that who comes late may know the last before the first.
            until(lane, () -> lane.isLive() && lane.names().venueId("gamma") >= 0 &&
                IntStream.range(0, 3).allMatch(symbol -> lane.names().symbol(symbol) != null));
            for (int symbol = 0; symbol < 3; symbol++)
            {
                lane.book(lane.names().symbol(symbol), "alpha");
                lane.book(lane.names().symbol(symbol), "beta");
            }
            final WebSocket socket = subscribe(served, updates);
            int same = 0;
            final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (same < 2_000 && System.nanoTime() - endNs < 0)
            {
                until(lane, () -> !updates.isEmpty());
                final JsonNode update = updates.poll();
                final long g = update.get("g").asLong();
                until(lane, () -> lane.nextG() > g);
                final String text =
                    books.getOrDefault(update.get("symbol").asText() + "@" + update.get("venue").asText(), Map.of())
                        .get(g);
                if (text != null)
                {
                    assertEquals(sideOf(update.get("bids")) + " " + sideOf(update.get("asks")), text);
                    same++;
                }
            }
            socket.abort();

            assertTrue(same >= 2_000, "compared " + same);
            assertEquals(0, lane.lost());
        }
    }

    private LaneReader reader(final LaneHandler handler)
    {
        return new LaneReader(LaneConfig.of(folder, handler));
    }

    private static void readUntil(final LaneReader reader, final AtomicBoolean isEnding)
    {
        while (!isEnding.get())
        {
            if (reader.poll(64) == 0)
            {
                LockSupport.parkNanos(50_000);
            }
        }
    }

    private static void until(final LaneReader reader, final BooleanSupplier condition)
    {
        LaneServer.await(() ->
        {
            reader.poll(64);

            return condition.getAsBoolean();
        });
    }

    private static WebSocket subscribe(final Served served, final Queue<JsonNode> updates)
    {
        final WebSocket socket = Served.http().newWebSocketBuilder().buildAsync(
            URI.create("ws://" + served.address() + "/ws"),
            new WebSocket.Listener()
            {
                private final StringBuilder text = new StringBuilder();

                @Override
                public CompletionStage<?> onText(
                    final WebSocket webSocket, final CharSequence data, final boolean last)
                {
                    text.append(data);
                    if (last)
                    {
                        add(text.toString(), updates);
                        text.setLength(0);
                    }
                    webSocket.request(1);

                    return null;
                }
            }).join();
        socket.sendText(
            "{\"type\":\"subscribe\",\"channel\":\"book\",\"symbols\":[\"*\"],\"mode\":\"raw\"," +
                "\"depth\":" + DEPTH + "}",
            true).join();

        return socket;
    }

    private static void add(final String text, final Queue<JsonNode> updates)
    {
        try
        {
            final JsonNode message = JSON.readTree(text);
            if (message.get("type").asText().equals("orderbook_update"))
            {
                updates.add(message);
            }
        }
        catch (final JsonProcessingException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private static String sideOf(final JsonNode levels)
    {
        final StringBuilder text = new StringBuilder();
        levels.forEach(level -> text
            .append(level.get("price").decimalValue().stripTrailingZeros().toPlainString()).append('=')
            .append(level.get("quantity").decimalValue().stripTrailingZeros().toPlainString()).append(' '));

        return text.toString();
    }

    private static String textOf(final LaneBook book)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(DEPTH, book.bids()); i++)
        {
            append(text, book, book.bidPrice(i), book.bidQuantity(i));
        }
        text.append(' ');
        for (int i = 0; i < Math.min(DEPTH, book.asks()); i++)
        {
            append(text, book, book.askPrice(i), book.askQuantity(i));
        }

        return text.toString();
    }

    private static void append(
        final StringBuilder text, final LaneBook book, final long price, final long quantity)
    {
        text.append(decimal(price, book.priceExponent())).append('=')
            .append(decimal(quantity, book.quantityExponent())).append(' ');
    }

    private static String decimal(final long mantissa, final int exponent)
    {
        return BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros().toPlainString();
    }
}
