package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.OrderEncoder;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A rough day: there is no counter that it does not move. */
class EngineCountersMovedTest
{
    private static final int TICK_SLOTS = 64;

    private final FailingSealer sealer = new FailingSealer();
    private final TestPast past = new TestPast(1 << 12, 1_000_000_000L, 1_000);
    private final SteppedMarket market = SteppedMarket.goingOn(
        SteppedMarket.withFrames(16)
            .with(new EngineConfig.Ticks(TICK_SLOTS, 512))
            .with(new EngineConfig.Replay(1 << 13, 1_000, 60_000_000_000L))
            .with(MarketRules.defaults().with(List.of(
                new MarketRules.Model("test-throwing", Map.of()), new MarketRules.Model("test-nan", Map.of())))),
        sealer,
        0,
        past);

    @AfterEach
    void close()
    {
        past.take(Integer.MAX_VALUE);
        market.close();
    }

    @Test
    void shouldMoveEachCounter()
    {
        assertEquals(EnumSet.allOf(EngineCounter.class), still());
        subscribeAndLeave();
        sendTicksThatAreNoGood();
        loseTicks();
        stallAndResume();
        failToSeal();
        market.stepped().stepModels();

        assertEquals(Set.of(), still());
        assertEquals(2, market.stepped().engine().errors().entries().size());
    }

    private Set<EngineCounter> still()
    {
        final Set<EngineCounter> still = EnumSet.noneOf(EngineCounter.class);
        market.stepped().engine().counters().totals().forEach((counter, count) ->
        {
            if (count == 0)
            {
                still.add(counter);
            }
        });

        return still;
    }

    private void subscribeAndLeave()
    {
        final Subscription quotes = market.subscribe(Channel.BBO, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.quote(100);
        market.quote(101);
        market.ticks().status(FeedState.STALE);
        market.settle();
        market.subscribe(Channel.BBO, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.unsubscribe(quotes);
        market.unsubscribe(quotes);
        market.unsubscribe(quotes);
        market.stepped().engine().demand().history(
            StreamId.of(Channel.CANDLE, SteppedMarket.ALPHA, SteppedMarket.BTC), Encoding.JSON, 1, 1);
        market.settle();
    }

    private void sendTicksThatAreNoGood()
    {
        market.subscribe(Channel.LIQUIDATION, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.ticks().liquidation(1, Long.MAX_VALUE, Side.BUY);
        market.ticks().liquidation(1, Long.MAX_VALUE, Side.BUY);
        market.ticks().liquidation(1, -1, Side.BUY);
        market.ticks().scaled(-9, -9).liquidation(1, 1, Side.BUY);
        market.ticks().scaled(-2, -8);
        market.ticks().bookSnapshot(0, true, new long[]{2, 1}, new long[]{1, 1});
        publishTemplate(CandleEncoder.TEMPLATE_ID);
        publishTemplate(99);
        market.ticks().publisher().abort(market.ticks().publisher().claim(
            100, TradeEncoder.TEMPLATE_ID, SteppedMarket.ALPHA, SteppedMarket.BTC));
        market.settle();
    }

    private void publishTemplate(final int templateId)
    {
        final TickPublisher publisher = market.ticks().publisher();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + CandleEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, templateId, SteppedMarket.ALPHA, SteppedMarket.BTC);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        new CandleEncoder().wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .symbolId(SteppedMarket.BTC)
            .venueId(SteppedMarket.ALPHA);
        header.templateId(templateId);
        publisher.publish(claim, length);
    }

    private void loseTicks()
    {
        market.ticks().publisher().claim(
            10_000, OrderEncoder.TEMPLATE_ID, SteppedMarket.ALPHA, SteppedMarket.ALICE);
        for (int i = 0; i <= TICK_SLOTS; i++)
        {
            market.ticks().trade(100, 1, Side.BUY, 1, 0);
        }
        market.settle();
        market.ticks().publisher().beginBatch(1);
        market.settle();
    }

    private void stallAndResume()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, 0);
        market.settle();
        past.take(Integer.MAX_VALUE);
        past.answer(1);
        final long told = market.settle().get(0).sequence();
        for (int i = 0; i < 40; i++)
        {
            market.trade(100);
            market.settle();
        }
        market.stall();
        market.resume(Channel.TRADE, Conflation.RAW, Encoding.JSON, told);
        for (int i = 0; i < 100; i++)
        {
            market.stepAndRead();
            market.trade(100);
        }
        for (int i = 0; i < 10; i++)
        {
            market.release();
            market.stepAndRead();
            past.take(Integer.MAX_VALUE);
            past.answer(1);
        }
    }

    private void failToSeal()
    {
        sealer.failFor("");
        market.trade(100);
        market.release();
        market.step();
        sealer.failFor(null);
    }
}
