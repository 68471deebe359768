package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.replay.DeltaMarket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Books of a venue that sent its snapshots long ago, wherever in the journal a replay goes on.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayBooksTest
{
    private static final int CHANGES = 240_000;
    private static final int DEPTH = 5;
    private static final double PRICE_UNIT = 1e-2;
    private static final double QUANTITY_UNIT = 1e-8;

    /** Less than there is between two rounds of keyframes. */
    private static final long WARM_MS = 1_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record()
    {
        DeltaMarket.record(folder.resolve("whole"), CHANGES);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000000", "86400000, 1000"})
    void shouldHaveEachBookWhereverItGoes(final long warmMs, final long warmTicks)
    {
        try (TestServer server = start(folder.resolve("whole"), ";paused", warmMs, warmTicks);
            RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            client.message("replay_status");
            for (final int place : new int[]{CHANGES / 2, CHANGES - 10, 1_001, CHANGES / 3, 77_777, 0})
            {
                final long ms = DeltaMarket.timeNs(place) / 1_000_000;
                client.send("{\"type\":\"replay_control\",\"action\":\"seek\",\"value\":" + ms + ",\"id\":1}");
                client.await(frame -> frame.type().equals("replay_status") && frame.json().path("id").asInt() == 1);
                assertBook(DeltaMarket.bids(0, place), snapshotOf(client, "BTC/USD"), place);
                assertBook(DeltaMarket.bids(1, place), snapshotOf(client, "ETH/USD"), place);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 200_000})
    void shouldHaveEachBookWhereAServersReplayBegins(final int place)
    {
        final String from = ";paused;from=" + DeltaMarket.timeNs(place) / 1_000_000;
        try (TestServer server = start(folder.resolve("whole"), from); RawClient client = RawClient.open(server))
        {
            assertBook(DeltaMarket.bids(0, place), snapshotOf(client, "BTC/USD"), place);
            assertBook(DeltaMarket.bids(1, place), snapshotOf(client, "ETH/USD"), place);
        }
    }

    @Test
    void shouldHaveBooksAgainSoonAfterWhatIsDamaged() throws IOException
    {
        final Path broken = folder.resolve("broken");
        copy(folder.resolve("whole"), broken);
        try (RandomAccessFile segment = new RandomAccessFile(secondSegment(broken).toFile(), "rw"))
        {
            segment.seek(segment.length() / 2);
            segment.write(new byte[4_096]);
        }
        try (TestServer server = start(broken, ";paused");
            RawClient client = RawClient.open(server.port(), "/ws/replay", 0))
        {
            client.message("replay_status");
            client.send("{\"type\":\"subscribe\",\"channel\":\"book\",\"symbols\":[\"BTC/USD\"],\"depth\":5}");
            client.message("subscribed");
            client.send("{\"type\":\"replay_control\",\"speed\":\"max\",\"id\":1}");
            client.send("{\"type\":\"replay_control\",\"resume\":true,\"id\":2}");
            client.message("stale");
            JsonNode book = null;
            JsonNode next = client.next().json();
            while (!next.path("state").asString("").equals("ended"))
            {
                book = next.path("type").asString().equals("orderbook_update") ? next : book;
                next = client.next().json();
            }
            assertBook(DeltaMarket.bids(0, CHANGES), book, CHANGES);
        }
    }

    private static JsonNode snapshotOf(final RawClient client, final String symbol)
    {
        final String wish = "\"channel\":\"book\",\"symbols\":[\"" + symbol + "\"],\"depth\":" + DEPTH;
        client.send("{\"type\":\"subscribe\"," + wish + "}");
        final JsonNode book = client.await(frame -> frame.type().equals("orderbook_update") &&
            frame.json().path("symbol").asString().equals(symbol)).json();
        client.send("{\"type\":\"unsubscribe\"," + wish + "}");
        client.message("unsubscribed");
        assertEquals("snapshot", book.path("kind").asString());

        return book;
    }

    private static void assertBook(final Map<Long, Long> expected, final JsonNode book, final int place)
    {
        assertFalse(book == null, "there is no book");
        final List<String> told = new ArrayList<>();
        final List<String> wanted = new ArrayList<>();
        final Iterator<Map.Entry<Long, Long>> bids = expected.entrySet().iterator();
        for (int i = 0; i < DEPTH; i++)
        {
            final Map.Entry<Long, Long> bid = bids.next();
            wanted.add(bid.getKey() + "x" + bid.getValue());
            final JsonNode level = book.path("bids").path(i);
            told.add(Math.round(level.path("price").asDouble() / PRICE_UNIT) + "x" +
                Math.round(level.path("quantity").asDouble() / QUANTITY_UNIT));
        }
        assertEquals(wanted, told, () -> "after " + place + " changes: " + book);
    }

    private static Path secondSegment(final Path journal) throws IOException
    {
        try (Stream<Path> files = Files.list(journal.resolve("archive")))
        {
            return files.filter(file -> file.toString().endsWith("-" + (8 << 20) + ".rec")).findFirst().orElseThrow();
        }
    }

    private static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static TestServer start(final Path journal, final String range)
    {
        return start(journal, range, WARM_MS, Integer.MAX_VALUE);
    }

    private static TestServer start(
        final Path journal, final String range, final long warmMs, final long warmTicks)
    {
        return TestServer.start(config -> config.with(FeedSettings.none().with(new FeedSettings.Replay(
            Optional.of(ReplaySpec.parse(journal + range)), 2, warmMs, warmTicks))));
    }
}
