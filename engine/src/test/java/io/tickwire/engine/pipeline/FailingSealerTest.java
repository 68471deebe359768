package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An error in the port is logged, and does not end the pipeline. */
class FailingSealerTest
{
    private final FailingSealer sealer = new FailingSealer();
    private final SteppedMarket market = new SteppedMarket(SteppedMarket.SMALL, sealer);

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldGoOnAfterAnErrorAtTheEndOfABatch()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
        market.settle();
        sealer.failFor("");
        market.trade(100);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(1, market.count(EngineCounter.ERRORS));
        assertTrue(market.stepped().engine().errors().entries().get(0).trace().contains("told to fail"));

        sealer.failFor(null);
        market.trade(101);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.stepAndRead());
        assertEquals(0, frame.integer("pseq"));
        assertEquals(2, frame.integer("n"));
    }

    @Test
    void shouldGoOnAfterAnErrorInATick()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        sealer.failFor("");
        market.quote(100);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(1, market.count(EngineCounter.ERRORS));

        sealer.failFor(null);
        market.quote(101);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.stepAndRead());
        assertEquals(0, frame.integer("pseq"));
        assertEquals(2, frame.integer("seq"));
    }

    @Test
    void shouldMergeATickThatAnErrorKeptFromBeingToldByItself()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
        market.settle();
        sealer.failFor("");
        market.trade(100);
        market.stepAndRead();
        sealer.failFor(null);
        market.trade(101);
        market.settle();
        market.advanceMs(100);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());

        assertEquals(0, frame.integer("pseq"));
        assertEquals(2, frame.integer("seq"));
        assertEquals(2, frame.integer("n"));
    }

    @Test
    void shouldNotLetALaneThatFailsStopTheOthers()
    {
        for (final int symbol : List.of(SteppedMarket.DOGE, SteppedMarket.BTC))
        {
            market.subscribe(Subscription.of(
                StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, symbol), Conflation.LATEST, Encoding.JSON, symbol));
        }
        market.settle();
        sealer.failFor("DOGE");
        market.ticks().of(SteppedMarket.DOGE, SteppedMarket.ALPHA).scaled(1, 0).trade(5, 1, Side.BUY, 1, 0);
        market.ticks().of(SteppedMarket.BTC, SteppedMarket.ALPHA).scaled(-2, -8);
        market.trade(100);
        final List<SeenFrame> frames = market.stepAndRead();
        frames.addAll(market.stepAndRead());
        assertEquals("BTC/USD", SteppedMarket.only(FrameKind.DATA, frames).text("symbol"));

        sealer.failFor(null);
        market.ticks().of(SteppedMarket.DOGE, SteppedMarket.ALPHA).scaled(1, 0).trade(6, 1, Side.BUY, 2, 0);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals(0, frame.integer("pseq"));
        assertEquals(2, frame.integer("n"));
    }

    /** What an error left untold is no reason to keep all who subscribe waiting for that stream's next tick. */
    @ParameterizedTest
    @EnumSource(value = Channel.class, names = {"TRADE", "BBO", "ORDERS"})
    void shouldTakeCommandsAfterAnError(final Channel channel)
    {
        market.subscribe(channel, Conflation.RAW, Encoding.JSON);
        market.settle();
        sealer.failFor("");
        market.trade(100);
        market.quote(100);
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "lost", "");
        market.stepAndRead();
        sealer.failFor(null);
        market.subscribe(channel, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.LIQUIDATION, Conflation.RAW, Encoding.JSON);

        assertEquals(2, SteppedMarket.of(FrameKind.LIVE, market.settle()).size());
    }

    /** An event that could not be told must not be passed over in silence. */
    @Test
    void shouldSayThatAnEventWasLostInAnError()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.ORDERS, Conflation.RAW, Encoding.JSON);
        market.settle();
        sealer.failFor("");
        market.trade(100);
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "lost", "");
        market.stepAndRead();
        sealer.failFor(null);
        market.trade(101);
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "told", "");
        final List<SeenFrame> frames = market.settle();

        for (final Channel channel : List.of(Channel.TRADE, Channel.ORDERS))
        {
            long told = 0;
            for (final SeenFrame frame : frames)
            {
                if (frame.key().streamId() == SteppedMarket.streamId(channel))
                {
                    assertEquals(told, frame.from() - (frame.kind() == FrameKind.GAP ? 1 : 0), frames::toString);
                    assertTrue(frame.kind() == FrameKind.GAP || frame.sequence() == frame.from() + 1, "merged events");
                    told = frame.sequence();
                }
            }
            assertEquals(2, told);
        }
    }
}
