package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.FeedState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A stream that can not be trusted says so, until its next message. */
class StaleTest
{
    private static final int SLOTS = 16;
    private static final int ALL_SYMBOLS = -1;

    private SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldTellInEachEncoding(final Encoding encoding)
    {
        market.subscribe(Channel.BBO, Conflation.RAW, encoding);
        market.quote(100);
        market.settle();
        market.ticks().status(FeedState.STALE);
        final SeenFrame frame = SteppedMarket.only(FrameKind.STALE, market.settle());

        assertEquals("stale", frame.text("type"));
        assertEquals("bbo", frame.text("channel"));
        assertEquals("BTC/USD", frame.text("symbol"));
        assertEquals("alpha", frame.text("venue"));
        assertEquals("feed", frame.text("reason"));
        assertEquals(1, frame.sequence());
        assertEquals(1, market.count(EngineCounter.STALES_ANNOUNCED));
    }

    @Test
    void shouldTellStatesInEveryClassAndNoEvents()
    {
        for (final Conflation conflation : Conflation.values())
        {
            market.subscribe(Channel.PRICE, conflation, Encoding.JSON);
            market.subscribe(Channel.TRADE, conflation, Encoding.JSON);
        }
        market.settle();
        market.ticks().status(FeedState.DISCONNECTED);
        final List<SeenFrame> frames = market.settle();

        assertEquals(Conflation.COUNT, SteppedMarket.of(FrameKind.STALE, frames).size());
        frames.forEach(frame -> assertEquals("disconnected", frame.text("reason")));
        frames.forEach(frame -> assertEquals("price", frame.text("channel")));
    }

    @Test
    void shouldTellAllSymbolsOfAVenue()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.ticks().of(ALL_SYMBOLS, SteppedMarket.ALPHA).status(FeedState.DISCONNECTED);
        assertEquals(1, SteppedMarket.of(FrameKind.STALE, market.settle()).size());
        market.ticks().of(ALL_SYMBOLS, 2).status(FeedState.DISCONNECTED);
        assertEquals(List.of(), market.settle());
        market.ticks().of(SteppedMarket.ETH, SteppedMarket.ALPHA).status(FeedState.STALE);
        assertEquals(List.of(), market.settle());
    }

    @Test
    void shouldGoOnWithTheNextMessage()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.quote(100);
        market.settle();
        market.ticks().status(FeedState.STALE);
        market.quote(200);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(FrameKind.STALE, FrameKind.DATA), SteppedMarket.kinds(frames));
        assertEquals(1, frames.get(1).integer("pseq"));
    }

    @Test
    void shouldTellOnceThereIsRoomBeforeWhatCameAfterIt()
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.withFrames(SLOTS));
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.stall();
        for (int i = 0; i < SLOTS; i++)
        {
            market.quote(100 + i);
        }
        market.stepAndRead();
        market.ticks().status(FeedState.STALE);
        market.quote(300);
        assertEquals(List.of(), market.stepAndRead());
        market.release();

        assertEquals(List.of(FrameKind.STALE, FrameKind.DATA), SteppedMarket.kinds(market.stepAndRead()));
    }

    @Test
    void shouldBeToldByTheSecondStageToo()
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.withThreads(1, EngineConfig.Topology.PIPELINED));
        market.subscribe(Channel.BBO, Conflation.LATEST, Encoding.MSGPACK);
        market.settle();
        market.ticks().status(FeedState.STALE);
        assertEquals(1, SteppedMarket.of(FrameKind.STALE, market.settle()).size());
    }
}
