package io.tickwire.transport;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.ReplaySpec;
import io.tickwire.transport.replay.RecordedMarket;
import io.tickwire.transport.replay.ReplayFeed;
import io.tickwire.transport.replay.ReplayStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A whole server whose ticks come from a journal.
 */
class ReplayFeedTest
{
    private static final int STEPS = 1_500;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record()
    {
        RecordedMarket.record(folder, STEPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "msgpack", "compact", "sbe"})
    void shouldTellTheSameBytesTwice(final String encoding)
    {
        final List<String> once = told(encoding, "speed=10");
        final List<String> again = told(encoding, "speed=25");

        assertTrue(once.size() > STEPS, () -> once.size() + " frames");
        assertEquals(once.size(), again.size());
        for (int i = 0; i < once.size(); i++)
        {
            assertEquals(once.get(i), again.get(i));
        }
    }

    @Test
    void shouldSayWhatItReplays()
    {
        try (TestServer server = start("speed=max"))
        {
            final ReplayFeed replay = server.server().replay().orElseThrow();
            TestServer.await(
                () -> replay.status().state() == ReplayStatus.State.ENDED, () -> replay.status().toString());
            assertEquals(RecordedMarket.START_NS, replay.status().fromNs());
            assertEquals(0, replay.status().lost());
            assertTrue(server.get("/api/symbols").body().contains("BTC/USD"));
            assertTrue(server.get("/health").body().contains("at its end"), () -> server.get("/health").body());
            assertEquals(RecordedMarket.EPOCH_MS, server.engine().epoch());
        }
    }

    @Test
    void shouldTellCandlesAsTheyWere()
    {
        try (TestServer server = start("speed=max;paused"))
        {
            server.server().replay().orElseThrow().resume();
            TestServer.await(
                () -> server.get("/api/history/BTC/USD?venue=alpha&interval=1s").body().contains("1700002801000"),
                () -> server.get("/api/history/BTC/USD?venue=alpha&interval=1s").body());
        }
    }

    @Test
    void shouldBeginAnewInALoop()
    {
        try (TestServer server = start("speed=max;loop"))
        {
            final ReplayFeed replay = server.server().replay().orElseThrow();
            TestServer.await(() -> replay.status().told() > 5 * STEPS, () -> replay.status().toString());
            assertTrue(replay.status().positionNs() > replay.status().toNs(), "time goes on");
        }
    }

    /** What is told was told before: nothing can be added to it. */
    @Test
    void shouldRefusePublishers()
    {
        try (TestServer server = start("paused"))
        {
            for (final String path : List.of("/ws/ingest", "/ws/ingest?encoding=sbe&publisher=late"))
            {
                try (RawSocket socket = RawSocket.handshake(server.port(), path, ""))
                {
                    assertEquals(403, socket.status());
                }
            }
            try (RawSocket socket = RawSocket.handshake(server.port(), "/ws", ""))
            {
                assertEquals(101, socket.status());
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoJournal()
    {
        final IllegalArgumentException wrong = assertThrows(
            IllegalArgumentException.class,
            () -> new TickwireServer(TestServer.config().with(
                FeedSettings.replayed(ReplaySpec.parse(folder.resolve("nothing").toString())))));
        assertTrue(wrong.getMessage().startsWith("feed.replay.journal can not be read: "), wrong.getMessage());
    }

    private static List<String> told(final String encoding, final String settings)
    {
        try (TestServer server = start("paused;" + settings);
            ReplayClient client = ReplayClient.open(server.port(), "/ws?encoding=" + encoding, encoding))
        {
            client.subscribeAll();
            server.server().replay().orElseThrow().resume();
            // Who reads only when all is told has been slow, and was told the newest only.
            return client.readDataUntil(
                () -> server.server().replay().orElseThrow().status().state() == ReplayStatus.State.ENDED);
        }
    }

    static TestServer start(final String settings)
    {
        final Limits.Slow slow = new Limits.Slow(64 << 20, 3_600_000, 3_600_000, 3_600_000, 1 << 18);

        return TestServer.start(config -> config
            .with(config.limits().with(slow))
            .with(FeedSettings.replayed(ReplaySpec.parse(folder + ";" + settings))));
    }
}
