package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Resyncs;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A book that is wrong says so to its clients, and asks its feed for a snapshot. */
class BookResyncTest
{
    private static final long[] NONE = {};

    private SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldAskForASnapshotOnceOfABookThatIsCrossed(final EngineConfig.Topology topology)
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.withThreads(1, topology));
        subscribe();
        market.ticks().bookSnapshot(0, true, new long[]{100, 1}, new long[]{101, 1});
        market.settle();
        assertEquals(Resyncs.NONE, take());
        market.ticks().bookDelta(0, true, new long[]{101, 1}, NONE);
        market.ticks().bookDelta(0, true, new long[]{99, 1}, NONE);
        final SeenFrame stale = SteppedMarket.only(FrameKind.STALE, market.settle());

        assertEquals("crossed", stale.text("reason"));
        assertEquals("book", stale.text("channel"));
        assertEquals(SteppedMarket.BTC, take());
        assertEquals(Resyncs.NONE, take());
        assertEquals(1, market.count(EngineCounter.BOOKS_STALE));
    }

    @Test
    void shouldNotTrustABookOfWhichAPageIsMissing()
    {
        subscribe();
        market.ticks().bookSnapshot(0, true, new long[]{100, 1}, new long[]{101, 1});
        market.settle();
        market.ticks().bookDelta(0, false, new long[]{100, 2}, NONE);
        market.ticks().bookDelta(2, true, new long[]{98, 1}, NONE);

        assertEquals("feed_loss", SteppedMarket.only(FrameKind.STALE, market.settle()).text("reason"));
        assertEquals(SteppedMarket.BTC, take());
    }

    @Test
    void shouldTellNothingOfAChangeBeforeItsLastPage()
    {
        subscribe();
        market.ticks().bookSnapshot(0, false, new long[]{100, 1}, NONE);
        assertEquals(List.of(), market.settle());
        market.ticks().bookSnapshot(1, true, NONE, new long[]{101, 1});
        market.settle();
        market.ticks().bookDelta(0, false, new long[]{101, 2}, NONE);
        market.ticks().bookDelta(1, true, NONE, new long[]{101, 0, 102, 1});
        market.settle();

        // In between the book was crossed, which nobody saw.
        assertEquals(0, market.count(EngineCounter.BOOKS_STALE));
        assertEquals(Resyncs.NONE, take());
    }

    /** In a class whose books are told too seldom to be seen here: what is stale is told at once. */
    private void subscribe()
    {
        market.subscribe(Subscription.of(
            StreamId.of(Channel.BOOK, SteppedMarket.ALPHA, SteppedMarket.BTC), Conflation.MS_5000, Encoding.SBE, 7));
        market.settle();
    }

    private int take()
    {
        return market.stepped().engine().resyncs().take(SteppedMarket.ALPHA);
    }
}
