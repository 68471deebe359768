package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
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

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Symbols, accounts and lanes come while the engine runs. */
class GrowthTest
{
    private static final int SYMBOLS = 500;

    private final SteppedMarket market = new SteppedMarket(SteppedMarket.withFrames(64));

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldTellOfASymbolThatWasDefinedWhileItRan()
    {
        market.ticks().of(3, SteppedMarket.ALPHA).trade(5, 1, Side.BUY, 1, 0);
        market.settle();
        assertEquals(1, market.count(EngineCounter.TICKS_POISONED));

        final int id = market.stepped().nameTables().symbols().define("NEW\u0001/USD", 0, 0).id();
        market.subscribe(Subscription.of(
            StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, id), Conflation.RAW, Encoding.JSON, 1));
        market.settle();
        market.ticks().of(id, SteppedMarket.ALPHA).scaled(0, 0).trade(5, 1, Side.BUY, 1, 0);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());

        assertEquals(3, id);
        assertEquals("NEW\u0001/USD", frame.text("symbol"));
        assertEquals(1, frame.integer("seq"));
    }

    @Test
    void shouldTellOfAnAccountAndAVenueThatCameWhileItRan()
    {
        final int venueId = market.stepped().nameTables().venues().add("gamma");
        final int accountId = market.stepped().nameTables().accounts().add("carol");
        market.subscribe(Subscription.of(
            StreamId.ofAccount(Channel.POSITIONS, accountId), Conflation.RAW, Encoding.MSGPACK, 1));
        market.settle();
        market.ticks().of(SteppedMarket.BTC, venueId).position(accountId, 1, 2, 3);
        final SeenFrame frame = SteppedMarket.only(FrameKind.DATA, market.settle());

        assertEquals("carol", frame.text("account"));
        assertEquals("gamma", frame.text("venue"));
    }

    @Test
    void shouldTellManyLanesWhoseIntervalIsOverInTheOrderInWhichTheyBeganToOwe()
    {
        final List<Integer> symbols = defineMany();
        symbols.forEach(symbol -> subscribe(symbol, Conflation.MS_1000));
        for (int i = symbols.size() - 1; i >= 0; i--)
        {
            trade(symbols.get(i), 1);
            market.step();
        }
        market.advanceMs(1_000);
        final List<SeenFrame> frames = market.settle();

        final List<Integer> expected = new ArrayList<>(symbols);
        Collections.reverse(expected);
        assertEquals(
            expected, frames.stream().map(frame -> StreamId.subjectId(frame.key().streamId())).toList());
        assertEquals(SYMBOLS, market.count(EngineCounter.FRAMES_ENCODED));
    }

    @Test
    void shouldBeFairToLanesThatWaitForRoom()
    {
        final List<Integer> symbols = defineMany();
        symbols.forEach(symbol -> subscribe(symbol, Conflation.LATEST));
        market.stall();
        symbols.forEach(symbol ->
        {
            trade(symbol, 1);
            market.stepAndRead();
        });
        final Set<Integer> told = new HashSet<>();
        for (int i = 0; told.size() < SYMBOLS; i++)
        {
            assertTrue(i < SYMBOLS, "someone starves");
            // Whoever was told first would be told again and again, if it could overtake.
            trade(symbols.get(0), 1);
            market.release(8);
            market.stepAndRead().forEach(frame -> told.add(frame.key().streamId()));
            if (i == 0)
            {
                symbols.subList(0, 64).forEach(symbol ->
                    told.add(StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, symbol)));
            }
        }
    }

    @Test
    void shouldKnowManyLanesOfOneStream()
    {
        try (SteppedMarket large = new SteppedMarket(
            SteppedMarket.SMALL.with(new EngineConfig.Frames(1 << 10, 1 << 20, 1 << 14))))
        {
            for (final Conflation conflation : Conflation.values())
            {
                for (final Encoding encoding : Encoding.values())
                {
                    large.subscribe(Channel.TRADE, conflation, encoding);
                    large.settle();
                }
            }
            large.trade(100);
            large.advanceMs(5_000);

            assertEquals(Conflation.COUNT * Encoding.COUNT, large.settle().size());
        }
    }

    private List<Integer> defineMany()
    {
        return IntStream.range(0, SYMBOLS)
            .mapToObj(i -> market.stepped().nameTables().symbols().define("S" + i, 0, 0).id())
            .toList();
    }

    private void subscribe(final int symbolId, final Conflation conflation)
    {
        market.subscribe(Subscription.of(
            StreamId.of(Channel.TRADE, SteppedMarket.ALPHA, symbolId), conflation, Encoding.JSON, 1));
        market.settle();
    }

    private void trade(final int symbolId, final long price)
    {
        assertTrue(market.ticks().of(symbolId, SteppedMarket.ALPHA).scaled(0, 0).trade(
            price, 1, Side.BUY, 1, 0) >= 0);
    }
}
