package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Pipelines that share the symbols and accounts, and read the same ring. */
class TwoShardsTest
{
    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldTellOfASymbolInTheRingOfItsShardOnly(final EngineConfig.Topology topology)
    {
        try (SteppedMarket market = new SteppedMarket(SteppedMarket.withThreads(2, topology)))
        {
            final List<FrameReader> readers = market.stepped().newReaders();
            subscribeToAll(market);
            for (int i = 0; i < 10; i++)
            {
                for (int symbol = 0; symbol < 3; symbol++)
                {
                    market.ticks().of(symbol, SteppedMarket.ALPHA).scaled(1, 0)
                        .trade(100 + i, 1, Side.BUY, i, 0);
                }
                market.ticks().order(SteppedMarket.ALICE, 1, 1, "a", "a");
                market.ticks().order(SteppedMarket.BOB, 1, 1, "b", "b");
            }
            market.settle();

            assertEquals(Map.of(0, 20, 2, 20), tradesBySubject(readers.get(0), Channel.TRADE));
            assertEquals(Map.of(1, 20), tradesBySubject(readers.get(1), Channel.TRADE));
        }
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldApplyEachTickOnce(final EngineConfig.Topology topology)
    {
        try (SteppedMarket market = new SteppedMarket(SteppedMarket.withThreads(4, topology)))
        {
            for (int symbol = 0; symbol < 3; symbol++)
            {
                market.ticks().of(symbol, SteppedMarket.ALPHA).scaled(1, 0).quote(1, 1, 2, 2);
            }
            market.ticks().order(SteppedMarket.ALICE, 1, 1, "a", "a");
            market.ticks().order(SteppedMarket.BOB, 1, 1, "b", "b");
            market.settle();

            assertEquals(5, market.count(EngineCounter.TICKS_APPLIED));
            final Map<String, Long> applied = new HashMap<>();
            for (final CounterSheet sheet : market.stepped().engine().counters().sheets())
            {
                applied.merge(sheet.role().substring(0, 4), sheet.get(EngineCounter.TICKS_APPLIED), Long::sum);
            }
            assertEquals(5, applied.get("pipe"));
        }
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldCountALossOnceWhicheverShardItIsFor(final EngineConfig.Topology topology)
    {
        final EngineConfig config = SteppedMarket.withThreads(4, topology).with(new EngineConfig.Ticks(16, 512));
        try (SteppedMarket market = new SteppedMarket(config))
        {
            for (int i = 0; i < 16; i++)
            {
                market.trade(1);
            }
            for (int symbol = 0; symbol < 3; symbol++)
            {
                market.ticks().of(symbol, SteppedMarket.ALPHA).trade(1, 1, Side.BUY, 1, 0);
                market.ticks().of(symbol, SteppedMarket.ALPHA).quote(1, 1, 1, 1);
            }
            market.ticks().order(SteppedMarket.ALICE, 1, 1, "a", "a");
            market.ticks().order(SteppedMarket.BOB, 1, 1, "b", "b");
            market.settle();
            market.ticks().publisher().beginBatch(1);
            market.settle();

            assertEquals(8, market.count(EngineCounter.TICKS_DROPPED_RING_FULL));
            assertEquals(8, market.count(EngineCounter.TICKS_LOST_UPSTREAM));
        }
    }

    private static void subscribeToAll(final SteppedMarket market)
    {
        for (int subject = 0; subject < 3; subject++)
        {
            final int id = subject;
            final List<Integer> streams = new ArrayList<>(
                List.of(StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, id)));
            if (id < 2)
            {
                streams.add(StreamId.ofAccount(Channel.ORDERS, id));
            }
            streams.forEach(stream -> market.subscribe(
                Subscription.of(stream, Conflation.RAW, Encoding.JSON, id)));
            streams.forEach(stream -> market.subscribe(
                Subscription.of(stream, Conflation.RAW, Encoding.SBE, id)));
        }
        market.settle();
    }

    private static Map<Integer, Integer> tradesBySubject(final FrameReader reader, final Channel channel)
    {
        final Map<Integer, Integer> counts = new HashMap<>();
        SteppedEngine.drain(List.of(reader), (slot, endOfBatch) ->
        {
            if (StreamId.channel(slot.streamId()) == channel && !slot.kind().isAddressed())
            {
                counts.merge(StreamId.subjectId(slot.streamId()), 1, Integer::sum);
            }
        });

        return counts;
    }
}
