package io.tickwire.transport;

import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A book that a client builds of a snapshot and changes is the one that others are told whole.
 */
class BooksTest
{
    private static final int ENOUGH = 300;
    private static final int CHECKED_LEVELS = 10;

    @Test
    void shouldBeTheSameWholeAndInChanges()
    {
        try (TestServer server = TestServer.start();
            RealClient whole = server.connect("/ws");
            RealClient changes = server.connect("/ws"))
        {
            whole.send(wish("BTCUSDT", "raw", 10));
            assertEquals("raw", whole.message("subscribed").path("class").asString());
            changes.send(wish("BTCUSDT", "delta", 10));
            final JsonNode subscribed = changes.message("subscribed");
            assertEquals("delta", subscribed.path("mode").asString());
            TestServer.await(
                () -> changes.messages("orderbook_update").size() > ENOUGH &&
                    whole.messages("orderbook_update").size() > ENOUGH,
                () -> "too few books: " + changes.messages("orderbook_update").size());

            final Map<Long, String> built = new HashMap<>();
            final Book book =
                new Book(subscribed.path("px_exp").get(0).asInt(), subscribed.path("qty_exp").get(0).asInt());
            for (final JsonNode message : changes.messages("orderbook_update"))
            {
                book.apply(message);
                built.put(message.path("g").asLong(), book.toString());
            }
            int compared = 0;
            for (final JsonNode message : whole.messages("orderbook_update"))
            {
                assertEquals("snapshot", message.path("kind").asString());
                final Book expected = new Book(book.priceExponent, book.quantityExponent);
                expected.apply(message);
                final String actual = built.get(message.path("g").asLong());
                if (actual != null)
                {
                    assertEquals(expected.toString(), actual);
                    compared++;
                }
            }
            assertTrue(compared > ENOUGH / 2, "compared " + compared);
            assertTrue(book.checksums > 0, "no checksum came");
        }
    }

    @Test
    void shouldTellTheBookAgainToWhoAsks()
    {
        try (TestServer server = TestServer.start(); RealClient client = server.connect("/ws"))
        {
            client.send(wish("ETHUSDT", "delta", 10));
            client.message("orderbook_update", update -> update.path("kind").asString().equals("delta"));
            client.send(Map.of("type", "resync", "symbol", "eth", "channel", "book", "venue", "alpha"));
            final JsonNode again =
                client.message("orderbook_update", update -> update.path("kind").asString().equals("snapshot"));
            assertEquals(10, again.path("bids").size());
            client.send(Map.of("type", "resync", "symbol", "eth", "channel", "book", "id", "r"));
            final JsonNode error = client.message("error");
            assertEquals("rate_limited", error.path("code").asString());
            assertEquals("r", error.path("id").asString());
            assertTrue(error.path("retry_after_ms").asLong() > 0, error.toString());
            assertTrue(error.path("retry_after_ms").asLong() <= 1_000, error.toString());

            final Book book = new Book(-2, -4);
            client.message("orderbook_update");
            client.messages("orderbook_update").forEach(book::apply);
        }
    }

    @Test
    void shouldNeverTellACrossedBook()
    {
        try (TestServer server = TestServer.quiet(TestServer.generous()); RealClient client = server.connect("/ws"))
        {
            server.list("BTCUSDT", "alpha", -2, -6);
            client.send(wish("BTCUSDT", "delta", 5));
            client.message("subscribed");
            server.ticks("BTCUSDT", "alpha").bookSnapshot(0, true, new long[]{100, 5}, new long[]{102, 6});
            final JsonNode first = client.message("orderbook_update");
            assertEquals("snapshot", first.path("kind").asString());
            assertEquals("1.02", first.path("asks").get(0).path("price").decimalValue().toPlainString());
            server.ticks("BTCUSDT", "alpha").bookDelta(0, true, new long[]{103, 1}, new long[0]);
            final JsonNode stale = client.message("stale");
            assertEquals("BTCUSDT", stale.path("symbol").asString());
            assertEquals("alpha", stale.path("venue").asString());
            assertEquals("crossed", stale.path("reason").asString());
            server.ticks("BTCUSDT", "alpha").bookSnapshot(0, true, new long[]{103, 5}, new long[]{104, 6});
            final JsonNode healed = client.message("orderbook_update");
            assertEquals("snapshot", healed.path("kind").asString());
            assertEquals("1.03", healed.path("bids").get(0).path("price").decimalValue().toPlainString());
            server.ticks("BTCUSDT", "alpha").bookDelta(0, true, new long[]{103, 0}, new long[0]);
            final JsonNode change = client.message("orderbook_update");
            assertEquals(healed.path("seq"), change.path("pseq"));
            assertEquals(0, change.path("bids").get(0).path("quantity").decimalValue().signum());
        }
    }

    private static Map<String, Object> wish(final String symbol, final String mode, final int depth)
    {
        return Map.of(
            "type", "subscribe",
            "channel", "book",
            "symbols", List.of(symbol),
            "venue", "alpha",
            "mode", mode,
            "depth", depth,
            "checksum", true);
    }

    /**
     * A book as a client keeps it, by the client's rule.
     */
    private static final class Book
    {
        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        private final int priceExponent;
        private final int quantityExponent;
        private long last = -1;
        private int checksums;

        private Book(final int priceExponent, final int quantityExponent)
        {
            this.priceExponent = priceExponent;
            this.quantityExponent = quantityExponent;
        }

        private void apply(final JsonNode message)
        {
            final long sequence = message.path("seq").asLong();
            if (message.path("kind").asString().equals("snapshot"))
            {
                bids.clear();
                asks.clear();
            }
            else
            {
                assertEquals(last, message.path("pseq").asLong(), () -> "a broken chain: " + message);
                assertTrue(sequence > last, message::toString);
            }
            last = sequence;
            change(bids, message.path("bids"));
            change(asks, message.path("asks"));
            assertTrue(
                bids.isEmpty() || asks.isEmpty() || bids.firstKey().compareTo(asks.firstKey()) < 0, this::toString);
            if (message.has("checksum"))
            {
                assertEquals(message.path("checksum").asLong(), checksum(), () -> message + " " + this);
                checksums++;
            }
        }

        private void change(final TreeMap<BigDecimal, BigDecimal> side, final JsonNode levels)
        {
            final Map<BigDecimal, BigDecimal> once = new HashMap<>();
            for (final JsonNode level : levels)
            {
                final BigDecimal price = level.path("price").decimalValue().stripTrailingZeros();
                final BigDecimal quantity = level.path("quantity").decimalValue().stripTrailingZeros();
                assertEquals(null, once.put(price, quantity), () -> "a price stands twice: " + levels);
                if (quantity.signum() == 0)
                {
                    // It may have come and gone between two messages.
                    side.remove(price);
                }
                else
                {
                    side.put(price, quantity);
                }
            }
        }

        private long checksum()
        {
            final CRC32C checksum = new CRC32C();
            update(checksum, bids);
            update(checksum, asks);

            return checksum.getValue();
        }

        private void update(final CRC32C checksum, final TreeMap<BigDecimal, BigDecimal> side)
        {
            final ByteBuffer level = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            side.entrySet().stream().limit(CHECKED_LEVELS).forEach(entry -> checksum.update(level.clear()
                .putLong(entry.getKey().scaleByPowerOfTen(-priceExponent).longValueExact())
                .putLong(entry.getValue().scaleByPowerOfTen(-quantityExponent).longValueExact())
                .flip()));
        }

        @Override
        public String toString()
        {
            return bids + " " + asks;
        }
    }
}
