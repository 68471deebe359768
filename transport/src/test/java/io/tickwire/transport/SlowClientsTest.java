package io.tickwire.transport;

import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.transport.stats.ServerCounter;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two hundred clients, a tenth of which stop reading: the others get everything, and these are told exactly what they
 * did not get.
 */
class SlowClientsTest
{
    private static final int CLIENTS = 200;
    private static final int SLOW = 20;
    private static final int WHOLE = 5;
    private static final int HIGH_WATER = 1 << 14;
    private static final int CHUNK = 1 << 14;
    private static final int DROPPED_EACH = 40;
    private static final String TRADES = "trade BTCUSDT alpha";
    private static final String BOOK = "book BTCUSDT alpha";
    private static final String QUOTES = "bbo BTCUSDT alpha";
    private static final String[] ALL = {
        SlowServer.subscribe("trade", ""),
        SlowServer.subscribe("bbo", ""),
        SlowServer.subscribe("orderbook", ",\"mode\":\"delta\",\"depth\":5")};

    private final List<Peer> slow = new ArrayList<>();
    private Peer whole;

    @Test
    void shouldSpareOthersAndTellSlowClientsWhatTheyMissed()
    {
        try (SlowServer server = SlowServer.patient(1, 500, HIGH_WATER);
            ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            connect(swarm);
            final long fromNs = System.nanoTime();
            stall(server);
            server.standStill();
            slow.forEach(Peer::resume);
            awaitNewest();
            server.feed().resume();
            final int had = whole.chain(TRADES).count();
            Patience.await("more trades", () -> whole.chain(TRADES).count() > had + 20);
            server.standStill();
            awaitNewest();

            assertOthersAreWhole(swarm);
            slow.forEach(this::assertToldWhatItMissed);
            final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - fromNs);
            slow.forEach(peer -> assertToldThatItIsSlow(peer, seconds));
            assertCounted(server, swarm);
        }
    }

    private void connect(final ClientSwarm swarm)
    {
        for (int i = 0; i < CLIENTS - SLOW; i++)
        {
            final Peer peer = i < WHOLE ? swarm.connect(ALL) : swarm.connect(ALL[0]);
            whole = i == 0 ? peer : whole;
        }
        swarm.awaitEach("subscribed", 1);
        Patience.await("the whole client's answers", () -> whole.count("subscribed") == ALL.length);
        Patience.await("a book that has changed", () -> whole.chain(BOOK).last() > 5);
        for (int i = 0; i < SLOW; i++)
        {
            slow.add(swarm.connectSmall(SlowServer.SMALL_BYTES, ALL));
        }
        Patience.await("each stream's first message", () -> slow.stream().allMatch(peer ->
            peer.count("trade_update") > 0 && peer.count("bbo_update") > 0 && peer.count("orderbook_update") > 0));
    }

    /** Until each of them has missed some of all; what is kept for them is bounded all the while. */
    private void stall(final SlowServer server)
    {
        slow.forEach(Peer::pause);
        Patience.await("events dropped", () ->
        {
            final long kept = server.shard().residueBytes();
            assertTrue(kept <= SLOW * (HIGH_WATER + 2L * CHUNK), "kept=" + kept);

            return server.count(ServerCounter.EVENTS_DROPPED) >= SLOW * DROPPED_EACH &&
                server.count(ServerCounter.DELTAS_DROPPED) >= SLOW * DROPPED_EACH &&
                server.count(ServerCounter.FRAMES_CONFLATED) >= SLOW * DROPPED_EACH &&
                server.count(ServerCounter.SLOW_TOLD) >= SLOW;
        });
    }

    private void awaitNewest()
    {
        for (final Peer peer : slow)
        {
            for (final String stream : List.of(TRADES, QUOTES, BOOK))
            {
                Patience.await(
                    () -> stream + ": " + peer.chain(stream) + ", whole: " + whole.chain(stream),
                    () -> peer.chain(stream).last() == whole.chain(stream).last());
            }
        }
    }

    private void assertOthersAreWhole(final ClientSwarm swarm)
    {
        for (final Peer peer : swarm.peers().subList(0, CLIENTS - SLOW))
        {
            final Chain trades = peer.chain(TRADES);
            final String what = trades.toString();
            assertEquals(0, trades.breaks() + trades.repeats() + trades.gaps(), what);
            assertEquals(whole.chain(TRADES).last(), trades.last(), what);
            assertEquals(trades.last() - trades.first() + 1, trades.count(), what);
            assertEquals(0, peer.count("slow"), what);
        }
    }

    private void assertToldWhatItMissed(final Peer peer)
    {
        final Chain trades = peer.chain(TRADES);
        assertEquals(0, trades.breaks() + trades.repeats(), trades.toString());
        assertTrue(trades.gaps() > 0, trades.toString());
        assertEquals(trades.last() - trades.first() + 1, trades.count() + trades.missed(), trades.toString());

        final Chain quotes = peer.chain(QUOTES);
        assertEquals(0, quotes.repeats(), quotes.toString());
        assertEquals(whole.chain(QUOTES).newest(), quotes.newest());

        final Chain book = peer.chain(BOOK);
        assertEquals(0, book.breaks() + book.repeats(), book.toString());
        assertTrue(book.snapshots() > 1, book.toString());
        peer.messages("gap").forEach(gap -> assertEquals("slow_consumer", gap.path("reason").asString()));
    }

    private static void assertToldThatItIsSlow(final Peer peer, final long seconds)
    {
        final int told = peer.count("slow");
        assertTrue(told >= 1 && told <= seconds + 1, "told " + told + " times in " + seconds + " s");
        peer.messages("slow").forEach(message ->
            assertTrue(message.path("queued_bytes").asInt() > HIGH_WATER / 2, message.toString()));
    }

    /** Each counter moved by exactly what clients saw, or did not see. */
    private void assertCounted(final SlowServer server, final ClientSwarm swarm)
    {
        assertEquals(sum(slow, peer -> peer.chain(TRADES).missed()), server.count(ServerCounter.EVENTS_DROPPED));
        assertEquals(sum(slow, peer -> peer.count("gap")), server.count(ServerCounter.GAPS_TOLD));
        assertEquals(sum(slow, peer -> peer.count("slow")), server.count(ServerCounter.SLOW_TOLD));
        assertEquals(sum(slow, peer -> notSeen(peer, QUOTES)), server.count(ServerCounter.FRAMES_CONFLATED));
        assertEquals(
            sum(slow, peer -> notSeen(peer, BOOK) + peer.chain(BOOK).snapshots() - 1),
            server.count(ServerCounter.DELTAS_DROPPED));
        assertEquals(
            sum(slow, peer -> peer.chain(BOOK).snapshots() - 1), server.count(ServerCounter.SNAPSHOTS_FOR_SLOW));
        assertTrue(server.count(ServerCounter.WRITES_PARTIAL) >= SLOW);
        assertTrue(server.count(ServerCounter.WRITES) > server.count(ServerCounter.WRITES_PARTIAL));
        assertEquals(sum(swarm.peers(), Peer::updates), server.count(ServerCounter.FRAMES_DELIVERED));
        assertEquals(sum(swarm.peers(), Peer::replies), server.count(ServerCounter.REPLIES_SENT));
        assertEquals(sum(swarm.peers(), Peer::bytes), server.count(ServerCounter.BYTES_WRITTEN));
        assertEquals(0, server.count(EngineCounter.EVENTS_DROPPED));
        assertEquals(0, server.shard().residueBytes());
    }

    /** Frames of a stream that the whole client got, and this one did not. */
    private long notSeen(final Peer peer, final String stream)
    {
        final Chain chain = peer.chain(stream);

        return whole.chain(stream).countFrom(chain.first() + 1) - chain.countFrom(chain.first() + 1);
    }

    private static long sum(final List<Peer> peers, final ToLongFunction<Peer> figure)
    {
        return peers.stream().mapToLong(figure).sum();
    }
}
