package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConflationClassesTest
{
    private final SteppedMarket market = new SteppedMarket();

    @AfterEach
    void close()
    {
        market.close();
    }

    @Test
    void shouldTellEachTickOfARawClass()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.trade(300);
        market.trade(200);
        final List<SeenFrame> frames = market.stepAndRead();

        assertEquals(List.of(FrameKind.DATA, FrameKind.DATA, FrameKind.DATA), SteppedMarket.kinds(frames));
        for (int i = 0; i < frames.size(); i++)
        {
            assertEquals(i, frames.get(i).integer("pseq"));
            assertEquals(i + 1, frames.get(i).integer("seq"));
            assertTrue(!frames.get(i).message().containsKey("n"), "an envelope of one");
        }
        assertEquals(0, market.count(EngineCounter.TICKS_MERGED));
    }

    @Test
    void shouldTellTheLatestAtTheEndOfABatch()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.MSGPACK);
        market.settle();
        market.trade(200);
        market.trade(300);
        market.trade(100);
        final List<SeenFrame> frames = market.stepAndRead();

        assertEquals(1, frames.size());
        assertEnvelope(frames.get(0), 0, 3, "3", "1", "2", "3");
        assertEquals(new BigDecimal("1"), frames.get(0).decimal("price"));
        assertEquals(2, market.count(EngineCounter.TICKS_MERGED));

        market.trade(500);
        assertEnvelope(market.stepAndRead().get(0), 3, 1, "5", "5", "5", "1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"RAW", "LATEST"})
    void shouldTellOneMessageAnInterval(final Conflation conflation)
    {
        market.subscribe(Channel.TRADE, conflation, Encoding.JSON);
        market.settle();
        market.advanceMs(3);
        for (int interval = 0; interval < 3; interval++)
        {
            market.trade(200);
            assertEquals(List.of(), market.settle());
            market.trade(400);
            assertEquals(List.of(), market.settle());
            // Intervals begin at whole multiples, whenever anyone began to listen.
            market.advanceMs(conflation.intervalMs() - 4);
            market.trade(100);
            assertEquals(List.of(), market.settle());
            market.advanceMs(1);
            final List<SeenFrame> frames = market.settle();

            assertEquals(1, frames.size());
            assertEnvelope(frames.get(0), 3 * interval, 3, "4", "1", "2", "3");
            assertEquals(0, frames.get(0).sealTimeNs() % (conflation.intervalMs() * 1_000_000L));
            market.advanceMs(3);
        }
    }

    @Test
    void shouldSendNothingInAnEmptyInterval()
    {
        market.subscribe(Channel.PRICE, Conflation.MS_100, Encoding.JSON);
        market.quote(100);
        market.advanceMs(100);
        assertEquals(1, SteppedMarket.of(FrameKind.SNAPSHOT, market.settle()).size());
        for (int interval = 0; interval < 5; interval++)
        {
            market.advanceMs(100);
            assertEquals(List.of(), market.settle());
        }
    }

    @Test
    void shouldMakeUpForMissedIntervalsWithOneMessage()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_10, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.advanceMs(12_345);
        market.trade(200);
        assertEnvelope(market.settle().get(0), 0, 2, "2", "1", "1", "2");

        market.trade(300);
        market.advanceMs(4);
        assertEquals(List.of(), market.settle());
        market.advanceMs(1);
        assertEquals(1, market.settle().size());
    }

    @Test
    void shouldTellEachClassByItsOwnTime()
    {
        market.subscribe(Channel.TRADE, Conflation.RAW, Encoding.JSON);
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
        market.subscribe(Channel.TRADE, Conflation.MS_20, Encoding.JSON);
        market.settle();
        market.trade(100);
        market.trade(200);
        assertEquals(
            List.of(Conflation.RAW, Conflation.RAW, Conflation.LATEST), classes(market.settle()));
        market.trade(300);
        market.advanceMs(20);
        final List<SeenFrame> frames = market.settle();

        assertEquals(List.of(Conflation.RAW, Conflation.MS_20, Conflation.LATEST), classes(frames));
        assertEnvelope(frames.get(1), 0, 3, "3", "1", "1", "3");
        assertEnvelope(frames.get(2), 2, 1, "3", "3", "3", "1");
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldTellAllEncodingsOfAClassAlike(final Encoding other)
    {
        market.subscribe(Channel.PRICE, Conflation.MS_10, Encoding.JSON);
        market.subscribe(Channel.PRICE, Conflation.MS_10, other);
        market.settle();
        market.quote(100);
        market.ticks().ticker(Decimals.NULL, 5, -12_345);
        market.trade(101);
        market.advanceMs(10);
        final List<SeenFrame> frames = market.settle();

        assertEquals(other == Encoding.JSON ? 1 : 2, frames.size());
        assertEquals(frames.get(0).message(), frames.get(frames.size() - 1).message());
        assertEnvelope(frames.get(0), 0, 3, "1.01", "1", "1", "1");
        assertEquals(new BigDecimal("-1.2345"), frames.get(0).decimal("change_24h"));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldSayThatAnEnvelopeHasNoPriceYet(final Encoding encoding)
    {
        market.subscribe(Channel.PRICE, Conflation.LATEST, encoding);
        market.settle();
        market.ticks().ticker(Decimals.NULL, 7, 1);
        final SeenFrame frame = market.stepAndRead().get(0);

        assertEquals(1, frame.integer("n"));
        assertNull(frame.decimal("price"));
        assertNull(frame.decimal("hi"));
        assertNull(frame.decimal("lo"));
        assertNull(frame.decimal("first"));
        assertEquals(BigDecimal.ZERO, frame.decimal("vol"));
    }

    @Test
    void shouldSpanTheBestBidAndAskOfMergedQuotes()
    {
        market.subscribe(Channel.BBO, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.ticks().quote(100, 1, 110, 1);
        market.ticks().quote(Decimals.NULL, Decimals.NULL, 105, 1);
        market.ticks().quote(90, 1, Decimals.NULL, Decimals.NULL);
        market.ticks().quote(Decimals.NULL, Decimals.NULL, Decimals.NULL, Decimals.NULL);

        assertEnvelope(market.stepAndRead().get(0), 0, 4, "1.1", "0.9", "1", "0");
    }

    @Test
    void shouldNotSayOfAMessageThatAnotherStreamsTickWasBehindIt()
    {
        market.subscribe(Channel.TRADE, Conflation.MS_100, Encoding.JSON);
        market.subscribe(Channel.LIQUIDATION, Conflation.RAW, Encoding.JSON);
        market.settle();
        final long tradedNs = market.stepped().nowNs();
        market.trade(100);
        market.step();
        market.advanceMs(100);
        market.ticks().publisher().beginBatch(market.stepped().nowNs());
        market.ticks().liquidation(100, 1, Side.SELL);
        final List<SeenFrame> frames = market.stepAndRead();

        assertEquals(List.of(Conflation.RAW, Conflation.MS_100), classes(frames));
        assertEquals(market.stepped().nowNs(), frames.get(0).publishTimeNs());
        assertTrue(frames.get(1).publishTimeNs() == 0 || frames.get(1).publishTimeNs() == tradedNs);
    }

    @Test
    void shouldKeepTheLargestVolumeWhereASumOutgrowsIt()
    {
        market.subscribe(Channel.TRADE, Conflation.LATEST, Encoding.JSON);
        market.settle();
        market.ticks().trade(100, Long.MAX_VALUE - 1, Side.BUY, 1, 0);
        market.ticks().trade(100, 2, Side.BUY, 2, 0);
        market.ticks().trade(100, 3, Side.BUY, 3, 0);

        assertEquals(
            new BigDecimal("92233720368.54775807"), market.stepAndRead().get(0).decimal("vol"));
        assertEquals(2, market.count(EngineCounter.ENVELOPES_SATURATED));
    }

    private static void assertEnvelope(
        final SeenFrame frame,
        final long previous,
        final long count,
        final String high,
        final String low,
        final String first,
        final String volume)
    {
        assertEquals(FrameKind.DATA, frame.kind());
        assertEquals(previous, frame.integer("pseq"));
        assertEquals(previous + count, frame.integer("seq"));
        assertEquals(count, frame.integer("n"));
        assertEquals(new BigDecimal(high), frame.decimal("hi"));
        assertEquals(new BigDecimal(low), frame.decimal("lo"));
        assertEquals(new BigDecimal(first), frame.decimal("first"));
        assertEquals(new BigDecimal(volume), frame.decimal("vol"));
    }

    private static List<Conflation> classes(final List<SeenFrame> frames)
    {
        return frames.stream().map(frame -> frame.key().conflation()).toList();
    }
}
