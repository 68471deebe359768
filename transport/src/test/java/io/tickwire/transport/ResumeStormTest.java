package io.tickwire.transport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A thousand clients lose their connections at once, and come back to where each of them was.
 */
class ResumeStormTest
{
    private static final int CLIENTS = 1_000;
    private static final int OF_QUOTES = 5;
    private static final String TRADES = "trade BTCUSDT alpha";
    private static final String QUOTES = "bbo BTCUSDT alpha";

    private final long[] last = new long[CLIENTS];

    @Test
    void shouldGiveEachExactlyWhatItMissed()
    {
        try (SlowServer server = SlowServer.patient(1, 100, 1 << 20))
        {
            loseAll(server);
            final long published = server.feed().published();
            final long epoch = server.server().server().engine().epoch();
            Patience.await("something to miss", () ->
                server.feed().published() > published + 100);
            try (ClientSwarm swarm = new ClientSwarm(server.port()))
            {
                final List<Peer> of = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++)
                {
                    final long since = isOfQuotes(i) ? epoch - 1 : epoch;
                    of.add(swarm.connect(SlowServer.subscribe(
                        isOfQuotes(i) ? "bbo" : "trade",
                        ",\"venues\":[\"alpha\"],\"since\":{\"epoch\":" + since + ",\"seq\":" + last[i] + "}")));
                }
                swarm.awaitEach("subscribed", 1);
                for (int i = 0; i < CLIENTS; i++)
                {
                    assertBack(of.get(i), i);
                }
            }
        }
    }

    private void loseAll(final SlowServer server)
    {
        try (ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            for (int i = 0; i < CLIENTS; i++)
            {
                swarm.connect(SlowServer.subscribe(isOfQuotes(i) ? "bbo" : "trade", ""));
            }
            Patience.await("messages for all", () -> swarm.peers().stream().allMatch(peer -> peer.updates() >= 3));
            swarm.peers().forEach(Peer::kill);
            for (int i = 0; i < CLIENTS; i++)
            {
                last[i] = swarm.peers().get(i).chain(isOfQuotes(i) ? QUOTES : TRADES).last();
            }
        }
        Patience.await("all connections' end", () -> server.shard().connections() == 0);
    }

    private void assertBack(final Peer peer, final int index)
    {
        final JsonNode subscribed = peer.messages("subscribed").get(0);
        if (isOfQuotes(index))
        {
            // It knows of another life of the server.
            Patience.await("a snapshot and more", () -> peer.chain(QUOTES).count() > 1);
            assertFalse(subscribed.path("recovered").asBoolean());
            assertEquals(1, peer.chain(QUOTES).snapshots());
            assertEquals(0, peer.chain(QUOTES).breaks() + peer.count("caught_up"));

            return;
        }
        Patience.await("to be caught up, and more", () ->
            peer.count("caught_up") == 1 &&
                peer.chain(TRADES).last() > peer.messages("caught_up").get(0).path("to").asLong());
        final JsonNode caughtUp = peer.messages("caught_up").get(0);
        final Chain trades = peer.chain(TRADES);

        assertTrue(subscribed.path("recovered").asBoolean());
        assertEquals(last[index], caughtUp.path("from").asLong());
        assertEquals(caughtUp.path("to").asLong() - last[index], caughtUp.path("count").asLong());
        assertEquals(last[index] + 1, trades.first());
        assertEquals(trades.last() - last[index], trades.count());
        assertEquals(0, trades.breaks() + trades.gaps() + trades.repeats());
    }

    private static boolean isOfQuotes(final int index)
    {
        return index % OF_QUOTES == 0;
    }
}
