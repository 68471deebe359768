package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        sealer.fail(true);
        market.trade(100);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(1, market.count(EngineCounter.ERRORS));
        assertTrue(market.stepped().engine().errors().entries().get(0).trace().contains("told to fail"));

        sealer.fail(false);
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
        sealer.fail(true);
        market.quote(100);
        assertEquals(List.of(), market.stepAndRead());
        assertEquals(1, market.count(EngineCounter.ERRORS));

        sealer.fail(false);
        market.quote(101);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.stepAndRead());
        assertEquals(0, frame.integer("pseq"));
        assertEquals(2, frame.integer("seq"));
    }

    /** An event that could not be told must not be passed over in silence. */
    @Test
    void shouldSayThatAnEventWasLostInAnError()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.ORDERS, Conflation.RAW, Encoding.JSON);
        market.settle();
        sealer.fail(true);
        market.trade(100);
        market.ticks().order(SteppedMarket.ALICE, 1, 1, "lost", "");
        market.stepAndRead();
        sealer.fail(false);
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
