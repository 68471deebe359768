package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class SnapshotTest
{
    private final SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldShowTheStateBeforeTheSubscriptionIsLive(final Encoding encoding)
    {
        market.trade(100);
        market.trade(300);
        market.quote(200);
        market.step();
        final Subscription asked = market.subscribe(Channel.PRICE, Conflation.MS_10, encoding);
        final List<SeenFrame> frames = market.settle();

        assertEquals(
            List.of(FrameKind.OPENED, FrameKind.SNAPSHOT, FrameKind.LIVE), SteppedMarket.kinds(frames));
        for (final SeenFrame frame : frames)
        {
            assertEquals(asked.recipient(), frame.recipient());
            assertEquals(3, frame.sequence());
            assertFalse(frame.isRecovered());
        }
        final SeenFrame snapshot = frames.get(1);
        assertEquals(3, snapshot.integer("seq"));
        assertEquals(0, snapshot.integer("pseq"));
        assertEquals(2, snapshot.integer("g"));
        assertEquals(0, snapshot.integer("n"));
        assertEquals(BigDecimal.ZERO, snapshot.decimal("vol"));
        assertEquals(new BigDecimal("3"), snapshot.decimal("hi"));
        assertEquals(new BigDecimal("3"), snapshot.decimal("lo"));
        assertEquals(new BigDecimal("3"), snapshot.decimal("first"));
        assertEquals(new BigDecimal("3"), snapshot.decimal("price"));
        assertEquals(new BigDecimal("2.01"), snapshot.decimal("ask"));
        assertEquals(1, market.count(EngineCounter.SNAPSHOTS_ENCODED));
    }

    @Test
    void shouldNotSayOfASnapshotOrAReplayWhichTickWasBehindIt()
    {
        market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.quote(100);
        market.settle();
        market.advanceMs(1);
        market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
        market.resume(Channel.PRICE, Conflation.RAW, Encoding.JSON, 0);
        final List<SeenFrame> frames = market.settle();

        for (final FrameKind kind : List.of(FrameKind.SNAPSHOT, FrameKind.REPLAY))
        {
            assertEquals(0, SteppedMarket.only(kind, frames).publishTimeNs());
            assertEquals(market.stepped().nowNs(), SteppedMarket.only(kind, frames).sealTimeNs());
        }
    }

    @Test
    void shouldNotShowAStateThatThereIsNot()
    {
        market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);

        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));
    }

    @Test
    void shouldNotShowEventsAsAState()
    {
        market.trade(100);
        market.step();
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);

        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));
    }

    @Test
    void shouldNotShowTheStateToWhoDoesNotWantIt()
    {
        market.quote(100);
        market.step();
        market.subscribe(new Subscription(
            SteppedMarket.streamId(Channel.BBO),
            Conflation.RAW,
            Encoding.JSON,
            9,
            false,
            0,
            Subscription.FROM_NOW));
        assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE), SteppedMarket.kinds(market.settle()));

        market.quote(200);
        assertEquals(1, SteppedMarket.only(FrameKind.DATA, market.settle()).integer("pseq"));
    }

    @Test
    void shouldShowTheStateAgainToWhoAsks()
    {
        final Subscription asked = market.subscribe(Channel.BBO, Conflation.RAW, Encoding.SBE);
        market.settle();
        market.quote(100);
        market.settle();
        market.resync(asked);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.SNAPSHOT), SteppedMarket.kinds(frames));
        assertEquals(asked.recipient(), frames.get(0).recipient());
        assertEquals(new BigDecimal("0.99"), frames.get(0).decimal("bid"));
        assertEquals(1, frames.get(0).integer("seq"));
    }

    @Test
    void shouldShowTheStateAgainInAnEncodingThatWasNotWantedBefore()
    {
        market.quote(100);
        market.step();
        market.resync(Subscription.of(
            SteppedMarket.streamId(Channel.PRICE), Conflation.LATEST, Encoding.COMPACT_SCALED, 5));
        final SeenFrame snapshot = SteppedMarket.only(FrameKind.SNAPSHOT, market.settle());

        assertEquals(5, snapshot.recipient());
        assertEquals(new BigDecimal("1.01"), snapshot.decimal("ask"));
    }

    @Test
    void shouldRefuseToShowWhatIsNoStateOrNotThere()
    {
        final Subscription events = market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        final Subscription orders = market.subscribe(Channel.ORDERS, Conflation.RAW, Encoding.JSON);
        final Subscription empty = market.subscribe(Channel.PRICE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.resync(events);
        market.resync(orders);
        market.resync(empty);

        assertEquals(List.of(), market.settle());
        assertEquals(3, market.count(EngineCounter.COMMANDS_REFUSED));
    }
}
