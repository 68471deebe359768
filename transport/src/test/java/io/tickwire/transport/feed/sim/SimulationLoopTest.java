package io.tickwire.transport.feed.sim;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationLoopTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final int RATE = 1_000;
    private static final TickHandler IGNORE = (slot, sequence) -> { };

    private final SteppedMarket market = new SteppedMarket(1, 3, 2);
    private final TickLog log = new TickLog();

    @Test
    void shouldTellTheVenuesAndAllBooksFirst()
    {
        final SimulationLoop loop = market.loop(RATE);
        final NaiveMarket naive = new NaiveMarket();
        loop.doWork();
        market.read((slot, sequence) ->
        {
            naive.onTick(slot, sequence);
            log.onTick(slot, sequence);
        });

        assertEquals(List.of(FeedState.CONNECTED, FeedState.CONNECTED), log.states());
        assertEquals(FeedStatusDecoder.TEMPLATE_ID, log.templates().get(1));
        assertEquals(6, naive.books());
        assertEquals(log.templates().size(), loop.published());
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "1000", "7777"})
    void shouldTellEachTickWhenItIsDueAndStampItSo(final int rate)
    {
        final SimulationLoop loop = opened(rate);
        final long fromNs = market.nowNs();
        int told = loop.doWork();
        assertEquals(1, told);
        for (int i = 0; i < 3_000; i++)
        {
            market.advanceNs(MS_NS);
            told += loop.doWork();
            assertEquals(1 + (market.nowNs() - fromNs) * rate / SECOND_NS, told);
            market.read(log);
        }

        int next = 0;
        long lastNs = -1;
        for (final long timeNs : log.timesNs())
        {
            // A tick of several pages has one time.
            if (timeNs != lastNs)
            {
                assertEquals(fromNs + next * SECOND_NS / rate, timeNs);
                next++;
                lastNs = timeNs;
            }
        }
        assertEquals(told, next);
    }

    @Test
    void shouldCatchUpAfterAHiccup()
    {
        final SimulationLoop loop = opened(RATE);
        loop.doWork();
        final long fromNs = market.nowNs();
        market.advanceNs(SECOND_NS / 2);

        assertEquals(RATE / 2, loop.doWork());
        market.read(log);
        assertEquals(fromNs + SECOND_NS / RATE, log.timesNs().get(1));
        assertEquals(fromNs + SECOND_NS / 2, Collections.max(log.timesNs()));
        assertEquals(0, loop.doWork());
        assertEquals(0, loop.refused());
    }

    @Test
    void shouldNotWaitWhereTheRingIsFullButCount()
    {
        final SimulationLoop loop = opened(RATE);
        final long before = loop.published();
        market.advanceNs(10 * SECOND_NS);
        int told = 0;
        for (int last = loop.doWork(); told < 10 * RATE; last = loop.doWork())
        {
            told += last;
        }

        assertEquals(before + SteppedMarket.SLOTS, loop.published());
        assertTrue(loop.refused() >= 10 * RATE - SteppedMarket.SLOTS, "refused=" + loop.refused());
    }

    @Test
    void shouldTellBooksThatLostTicksAnew()
    {
        final SimulationLoop loop = opened(RATE);
        market.advanceNs(10 * SECOND_NS);
        while (market.simulation().refused() == 0)
        {
            loop.doWork();
        }
        market.read(IGNORE);
        loop.doWork();
        market.read(log);

        assertTrue(log.states().contains(FeedState.LOSS));
        assertTrue(log.templates().contains(BookSnapshotDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldTellNoBookAnewBeforeTheRingIsHalfEmpty()
    {
        final SimulationLoop loop = opened(RATE);
        loop.doWork();
        while (market.publisher().hasRoom(SteppedMarket.SLOTS / 2))
        {
            market.advanceNs(SECOND_NS / RATE);
            loop.doWork();
        }
        market.resyncs().request(1, 1);
        assertEquals(0, loop.doWork());
        assertEquals(0, loop.refused());

        market.read(IGNORE);
        assertEquals(1, loop.doWork());
    }

    @Test
    void shouldTellABookAnewThatWentWrongBehindTheRing()
    {
        final SimulationLoop loop = opened(1);
        loop.doWork();
        market.read(IGNORE);
        market.resyncs().request(2, 1);
        market.resyncs().request(1, 77);

        assertEquals(2, loop.doWork());
        market.read(log);
        final long snapshots = log.templates().stream().filter(id -> id == BookSnapshotDecoder.TEMPLATE_ID).count();
        assertEquals(3, snapshots, "pages");
        assertEquals(0, loop.doWork());
    }

    @Test
    void shouldTellNothingWhilePausedAndNotCatchUpOnIt()
    {
        final SimulationLoop loop = opened(RATE);
        market.advanceNs(10 * MS_NS);
        assertEquals(11, loop.doWork());
        loop.pause(true);
        assertTrue(loop.isPaused());
        assertEquals(0, loop.doWork());
        market.advanceNs(3600 * SECOND_NS);
        assertEquals(0, loop.doWork());

        loop.pause(false);
        assertFalse(loop.isPaused());
        assertEquals(0, loop.doWork());
        market.advanceNs(10 * MS_NS);
        assertEquals(10, loop.doWork());
        market.read(log);
        assertEquals(market.nowNs(), Collections.max(log.timesNs()));
    }

    @Test
    void shouldFillTheRingButForAQuarterWhereThereIsNoRate()
    {
        final SimulationLoop loop = opened(0);
        long before = loop.published();
        for (int i = 0; i < 100; i++)
        {
            while (loop.doWork() > 0)
            {
                // Until there is no room.
            }
            final long told = loop.published() - before;
            assertTrue(told > SteppedMarket.SLOTS / 2, "told=" + told);
            assertTrue(told <= SteppedMarket.SLOTS * 3 / 4, "told=" + told);
            before = loop.published();
            market.read(IGNORE);
        }
        assertEquals(0, loop.refused());
    }

    @Test
    void shouldSayThatTheVenuesAreGoneWhenItIsStopped()
    {
        final SimulationLoop loop = opened(RATE);
        loop.stop();
        loop.run();
        market.read(log);

        assertEquals(List.of(FeedState.DISCONNECTED, FeedState.DISCONNECTED), log.states());
        assertFalse(loop.isRunning());
        assertEquals(List.of(), market.errors());
    }

    @Test
    void shouldSayWhatItDiedOf()
    {
        final IllegalStateException cause = new IllegalStateException("no time");
        final SimulationLoop loop = market.loop(RATE, SteppedMarket.SLOTS, () ->
        {
            throw cause;
        });
        loop.run();

        assertEquals(List.of(cause), market.errors());
        assertFalse(loop.isRunning());
    }

    @Test
    void shouldRefuseARingThatIsTooSmall()
    {
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> market.loop(0, 64, market::nowNs));

        assertEquals(
            "half of the ring must hold what a simulated market tells at once: slots=64 needed=48",
            refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "PINNED,1000000000,0",
        "BALANCED,50000,0",
        "BALANCED,50001,50001",
        "BALANCED,-1,0",
        "BALANCED,1000000,1000000",
        "BALANCED,1000000000,100000000",
        "ECO,1,1000000",
        "ECO,7000000,7000000",
        "ECO,1000000000,100000000"})
    void shouldWaitAsTheProfileSays(final WaitProfile profile, final long waitNs, final long parkNs)
    {
        assertEquals(parkNs, SimulationLoop.parkNs(profile, waitNs));
    }

    /** A loop that has told all books. */
    private SimulationLoop opened(final int rate)
    {
        final SimulationLoop loop = market.loop(rate);
        while (market.simulation().published() == 0 || loop.published() < 2 + 6 * 5 + 2)
        {
            loop.doWork();
        }
        market.read(IGNORE);

        return loop;
    }
}
