package io.tickwire.engine;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameReaders;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineTest
{
    private static final int RECIPIENT = 7;

    @Test
    void shouldTurnAQuoteAndATradeIntoJsonFrames()
    {
        final Names names = SteppedEngine.names();
        final int btc = names.symbols().define("BTC/USD", -2, -8).id();
        try (SteppedEngine stepped = new SteppedEngine(SteppedEngine.smallConfig(), names))
        {
            final List<FrameReader> readers = stepped.newReaders();
            final int streamId = StreamId.of(Channel.PRICE, 1, btc);
            assertTrue(stepped.engine().demand().subscribe(
                Subscription.of(streamId, Conflation.RAW, Encoding.JSON, RECIPIENT)));
            stepped.step();

            final TestTicks ticks = stepped.ticks("alpha").of(btc, 1).at(stepped.nowNs(), stepped.nowNs());
            ticks.quote(6_723_400, 150_000_000, 6_723_500, 80_000_000);
            ticks.trade(6_723_456, 12_345, Side.BUY, 99, 0);
            stepped.settle();

            final List<FrameKind> kinds = new ArrayList<>();
            final List<String> texts = new ArrayList<>();
            SteppedEngine.drain(readers, (slot, endOfBatch) ->
            {
                kinds.add(slot.kind());
                if (slot.length() > 0)
                {
                    texts.add(slot.buffer().getStringWithoutLengthUtf8(slot.offset() + 4, slot.length() - 4));
                }
            });

            assertEquals(List.of(FrameKind.OPENED, FrameKind.LIVE, FrameKind.DATA, FrameKind.DATA), kinds);
            assertEquals(
                "{\"type\":\"price_update\",\"symbol\":\"BTC/USD\",\"price\":67234.56,\"change_24h\":0," +
                "\"volume_24h\":0.00012345,\"timestamp\":1700000000000,\"venue\":\"alpha\",\"bid\":67234," +
                "\"ask\":67235,\"bid_qty\":1.5,\"ask_qty\":0.8,\"seq\":2,\"pseq\":1,\"g\":1," +
                "\"t_ex\":1700000000000000,\"t_in\":1700000000000000,\"t_out\":1700000000000000}",
                texts.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void shouldLetAReaderWaitForAllPipelines(final int shards)
    {
        final Names names = SteppedEngine.names();
        final EngineConfig config = SteppedEngine.smallConfig().with(new EngineConfig.Threads(
            shards, EngineConfig.Topology.FUSED, WaitProfile.BALANCED, List.of()));
        try (Engine engine = new Engine(
            config, new TestSealer(), names, SystemEpochNanoClock.INSTANCE, RoleThreads.unpinned());
            FrameReaders readers = new FrameReaders(engine.frames()))
        {
            engine.launch();
            final TestTicks ticks = new TestTicks(engine.newPublisher("alpha"));
            final List<Integer> trades = new ArrayList<>();
            final List<Integer> live = new ArrayList<>();
            for (int i = 0; i < shards; i++)
            {
                final int symbolId = names.symbols().define("S" + i, -2, -8).id();
                assertTrue(engine.demand().subscribe(Subscription.of(
                    StreamId.of(Channel.TRADE, 1, symbolId), Conflation.RAW, Encoding.JSON, RECIPIENT)));
                readUntil(readers, FrameKind.LIVE, live, i + 1);
                ticks.of(symbolId, 1).trade(100, 1, Side.BUY, 1, 0);
                readUntil(readers, FrameKind.DATA, trades, i + 1);
            }

            assertEquals(IntStream.range(0, shards).boxed().toList(), trades);
            assertEquals(trades, live);
        }
    }

    private static void readUntil(
        final FrameReaders readers, final FrameKind kind, final List<Integer> symbolIds, final int count)
    {
        while (symbolIds.size() < count)
        {
            readers.await();
            for (int i = 0; i < readers.size(); i++)
            {
                readers.get(i).poll((slot, endOfBatch) ->
                {
                    if (slot.kind() == kind)
                    {
                        symbolIds.add(StreamId.subjectId(slot.streamId()));
                    }
                }, Integer.MAX_VALUE);
            }
        }
    }
}
