package io.tickwire.transport;

import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.SimulatedMarket;
import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Sync;
import io.tickwire.transport.stream.journal.TimeIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The journal of whole servers, one after another.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalTest
{
    private static final int SMALL = 1 << 18;

    @TempDir
    private Path folder;

    @Test
    void shouldRecordEachTickOnceOverCleanRestarts()
    {
        long epoch = 0;
        for (int i = 0; i < 3; i++)
        {
            try (TestServer server = TestServer.start(config -> config.with(journal())))
            {
                epoch = epoch == 0 ? server.engine().epoch() : epoch;
                assertEquals(epoch, server.engine().epoch());
                final long first = recorded(server);
                Patience.await("ticks that are recorded", () -> recorded(server) > first + 1_000);
                assertEquals(HealthState.UP, server.server().health().components().get("journal").state());
            }
        }

        final JournalProof proof = JournalProof.of(folder);
        assertEquals(List.of(), proof.faults());
        assertEquals(List.of(), proof.damages());
        assertEquals(3, proof.runs());
        assertEquals(3, proof.ends());
        assertEquals(0, proof.lost());
        assertEquals(proof.lastG() + 1, proof.ticks());
        assertEquals(Set.of(epoch), proof.epochs());
        assertTrue(Files.exists(folder.resolve("index").resolve("0.names")));
    }

    @Test
    void shouldRefuseAJournalThatAnotherServerHas()
    {
        try (TestServer server = TestServer.start(config -> config.with(journal())))
        {
            assertTrue(server.server().health().components().containsKey("journal"));
            final IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> new TickwireServer(
                    ServerConfig.defaults().with(List.of(new ServerConfig.Listener("127.0.0.1", 0))).with(journal())));
            assertEquals(
                "the journal is in use by this process: " + folder + "; set stream.journal.path to another folder",
                error.getMessage());
        }
    }

    @Test
    void shouldDeleteTheOldestFilesOfAJournalThatIsTooLarge() throws IOException
    {
        final int keep = 4 * SMALL;
        for (int i = 0; i < 2; i++)
        {
            try (TestServer server = TestServer.start(config -> config.with(new StreamSettings(
                false,
                new StreamSettings.Journal(Optional.of(folder), SMALL, Sync.DATA, keep, 0),
                SMALL,
                Optional.empty())).with(busy(config.feed()))))
            {
                final long purged = 8;
                Patience.await("files that are deleted", () ->
                    server.server().stream().counters().get(StreamCounter.SEGMENTS_PURGED) >= purged);
                // Files of the run before may be deleted before this one has been indexed.
                Patience.await("an entry of the index", () ->
                    server.server().stream().counters().get(StreamCounter.INDEX_ENTRIES) > 0);
                assertEquals(0, server.server().stream().counters().get(StreamCounter.JOURNAL_ERRORS));
            }
        }

        final JournalProof proof = JournalProof.of(folder);
        assertEquals(List.of(), proof.faults());
        assertEquals(List.of(), proof.damages());
        assertEquals(1, proof.runs());
        assertTrue(proof.lastG() > proof.ticks(), "last=" + proof.lastG() + " ticks=" + proof.ticks());
        try (Stream<Path> files = Files.list(folder.resolve("index")))
        {
            assertEquals(
                List.of("1.idx", "1.names"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldSurviveThatItsFolderIsGoneForAWhile() throws IOException
    {
        try (TestServer server = TestServer.start(config -> config.with(journal())))
        {
            Files.move(folder.resolve("archive"), folder.resolve("away"));
            Patience.await("an error", () ->
                server.server().stream().counters().get(StreamCounter.JOURNAL_ERRORS) > 0);
            Files.move(folder.resolve("away"), folder.resolve("archive"));
            final long before = recorded(server);
            Patience.await("ticks after it", () -> recorded(server) > before + 100);
        }

        assertEquals(List.of(), JournalProof.of(folder).faults());
    }

    @Test
    void shouldStartWhateverHasBecomeOfItsFiles() throws IOException
    {
        record(30_000);
        Files.delete(segment(0, 2));
        record(30_000);
        flip(segment(1, 1), 100_000);
        record(30_000);
        Files.delete(folder.resolve("index").resolve("2.names"));
        Files.writeString(folder.resolve("index").resolve("1.idx"), "this is no index");
        record(1_000);

        final JournalProof proof = JournalProof.of(folder);
        // What is missing is told as such, and shows in the numbers; no tick is wrong.
        assertTrue(proof.faults().stream().allMatch(fault -> fault.startsWith("g=")), proof.faults().toString());
        assertEquals(4, proof.runs());
        assertEquals(Set.of(0L, 1L), proof.damages().stream().map(Damage::recordingId).collect(Collectors.toSet()));
        assertTrue(Files.exists(folder.resolve("index").resolve("2.names")));
        assertTrue(TimeIndex.read(folder.resolve("index").resolve("1.idx")).size() > 1);
    }

    @Test
    void shouldLetGoOfItsJournalWhereAnotherPartCanNotBeMade()
    {
        final ServerConfig config =
            ServerConfig.defaults().with(List.of(new ServerConfig.Listener("127.0.0.1", 0))).with(journal());
        final IllegalArgumentException error = assertThrows(
            IllegalArgumentException.class, () -> new TickwireServer(config, List.of((engine, listings, clock, roles) ->
            {
                throw new IllegalArgumentException("no such feed");
            })));

        assertEquals("no such feed", error.getMessage());
        record(100);
    }

    @Test
    void shouldSetAsideWhatIsCalledLikeASegmentButIsNone() throws IOException
    {
        record(100);
        final Path stray = folder.resolve("archive").resolve("0-copy.rec");
        Files.writeString(stray, "somebody's notes");
        record(100);

        assertEquals(2, JournalProof.of(folder).runs());
        assertFalse(Files.exists(stray));
        assertEquals("somebody's notes", Files.readString(stray.resolveSibling("0-copy.rec.aside")));
    }

    private void record(final long ticks)
    {
        try (TestServer server = TestServer.start(config -> config.with(new StreamSettings(
            false,
            new StreamSettings.Journal(Optional.of(folder), 4 * SMALL, Sync.NONE, 0, 0),
            SMALL,
            Optional.empty())).with(busy(config.feed()))))
        {
            final long first = server.engine().newObserver().nextSequence();
            Patience.await("ticks that are recorded", () -> recorded(server) > first + ticks);
        }
    }

    private Path segment(final long recordingId, final int number)
    {
        return folder.resolve("archive").resolve(recordingId + "-" + number * 4L * SMALL + ".rec");
    }

    private static void flip(final Path file, final int at) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(at);
            final int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 0x10);
        }
    }

    private static FeedSettings busy(final FeedSettings feed)
    {
        final SimulatedMarket market = feed.simulation().market();

        return FeedSettings.simulated(new SimulatedMarket(
            market.seed(), market.venues(), market.symbols(), 20_000, market.accounts()));
    }

    static long recorded(final TestServer server)
    {
        return (long)new PrometheusText(server.get("/metrics").body()).get("tickwire_journal_recorded_sequence");
    }

    private StreamSettings journal()
    {
        return new StreamSettings(
            false,
            new StreamSettings.Journal(Optional.of(folder), 1 << 20, Sync.NONE, 0, 0),
            1 << 20,
            Optional.empty());
    }
}
