package io.tickwire.transport;

import io.tickwire.transport.replay.RecordedMarket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How much memory a replay of one's own takes, and that it is given back.
 */
class ReplayMemoryTest
{
    private static final int STEPS = 1_000;
    private static final int BY_DEFAULT = 4;
    private static final int SESSIONS = 16;
    private static final int ROUNDS = 6;
    private static final long MOST_BYTES = 250L << 20;
    private static final long MOST_BYTES_EACH = 8L << 20;

    /** What the heap may grow by, and what the collector has not yet come by for: less than rings that stay. */
    private static final long MOST_BYTES_LEFT = 96L << 20;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record()
    {
        TlsServer.makeCertificate(folder, "server");
        RecordedMarket.record(folder.resolve("journal"), STEPS);
    }

    @Test
    void shouldTakeLittleForEachReplayAndGiveItBack()
    {
        try (MemoryServer server = MemoryServer.start(folder, folder.resolve("journal"), SESSIONS))
        {
            final List<RawClient> clients = new ArrayList<>();
            replay(server, clients, BY_DEFAULT);
            final long few = server.residentBytes();
            assertTrue(few <= MOST_BYTES, "bytes=" + few);
            replay(server, clients, SESSIONS);
            final long all = server.residentBytes();
            final long each = (all - few) / (SESSIONS - BY_DEFAULT);
            assertTrue(each <= MOST_BYTES_EACH, "bytes each=" + each);

            for (int i = 0; i < ROUNDS; i++)
            {
                clients.forEach(RawClient::close);
                clients.clear();
                replay(server, clients, SESSIONS);
            }
            final long later = server.residentBytes();
            assertTrue(later - all <= MOST_BYTES_LEFT, "few=" + few + " all=" + all + " later=" + later);
            clients.forEach(RawClient::close);
        }
    }

    /** Until so many have had all of it told. */
    private static void replay(final MemoryServer server, final List<RawClient> clients, final int count)
    {
        final int before = clients.size();
        while (clients.size() < count)
        {
            clients.add(begin(server));
        }
        clients.subList(before, count).forEach(client -> client.await(frame ->
            frame.type().equals("replay_status") && frame.json().path("state").asString().equals("ended")));
    }

    private static RawClient begin(final MemoryServer server)
    {
        final RawClient[] begun = new RawClient[1];
        // Those before may still be on their way out.
        Patience.await("a session", () ->
        {
            final RawClient client = RawClient.open(server.port(), "/ws/replay", 0);
            final RawClient.Frame first = client.next();
            if (first.type().equals("replay_status"))
            {
                begun[0] = client;
                return true;
            }
            client.close();
            return false;
        });
        final RawClient client = begun[0];
        for (final String channel : List.of("trade", "bbo", "book", "stats", "candle"))
        {
            client.send("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbols\":[\"*\"]}");
            assertEquals(channel, client.message("subscribed").path("channel").asString());
        }
        client.send("{\"type\":\"replay_control\",\"speed\":\"max\"}");
        client.send("{\"type\":\"replay_control\",\"action\":\"resume\"}");

        return client;
    }
}
