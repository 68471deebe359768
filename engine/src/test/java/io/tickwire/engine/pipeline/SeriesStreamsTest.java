package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Candles, signals and gaps between venues, from the ticks to the frames. */
class SeriesStreamsTest
{
    private static final int SECOND = 0;
    private static final int MINUTE = 1;
    private static final int BETA = 2;
    private static final long COIN = 100_000_000L;

    private SteppedMarket market = new SteppedMarket();
    private long startMs;

    @BeforeEach
    void start()
    {
        startMs = market.stepped().nowNs() / 1_000_000;
        assertEquals(0, startMs % 1_000);
    }

    @AfterEach
    void close()
    {
        market.close();
    }

    @ParameterizedTest
    @EnumSource(value = Encoding.class, names = "SBE", mode = EnumSource.Mode.EXCLUDE)
    void shouldTellACandleAsItGrowsAndWhenItClosesByTheNextTrade(final Encoding encoding)
    {
        candles(SECOND, Conflation.RAW, encoding);
        tradeAt(0, 100, COIN);
        tradeAt(300, 300, 2 * COIN);
        tradeAt(600, 200, COIN);
        tradeAt(1_100, 500, COIN);
        final List<SeenFrame> frames = SteppedMarket.of(FrameKind.DATA, market.settle());

        assertEquals(5, frames.size());
        assertCandle(frames.get(0), 0, "1 1 1 1", "1", 1, false);
        assertCandle(frames.get(1), 0, "1 3 1 3", "3", 2, false);
        assertCandle(frames.get(2), 0, "1 3 1 2", "4", 3, false);
        assertCandle(frames.get(3), 0, "1 3 1 2", "4", 3, true);
        assertCandle(frames.get(4), 1_000, "5 5 5 5", "1", 1, false);
        assertEquals("1s", frames.get(0).text("interval"));
        assertEquals("alpha", frames.get(0).text("venue"));
    }

    @Test
    void shouldCloseACandleByTimeAlone()
    {
        candles(SECOND, Conflation.LATEST, Encoding.JSON);
        candles(MINUTE, Conflation.LATEST, Encoding.JSON);
        tradeAt(0, 100, COIN);
        market.settle();
        time(1_200);
        assertEquals(List.of(), market.settle());
        time(1_250);
        assertCandle(SteppedMarket.only(FrameKind.DATA, market.settle()), 0, "1 1 1 1", "1", 1, true);
        time(5_000);
        assertEquals(List.of(), market.settle());
        time(70_000);
        final SeenFrame minute = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals("1m", minute.text("interval"));
        assertEquals(true, minute.field("closed"));
    }

    @ParameterizedTest
    @EnumSource(value = Conflation.class, names = {"LATEST", "MS_5000"})
    void shouldTellAClosedCandleBeforeTheNextTakesItsPlace(final Conflation conflation)
    {
        candles(SECOND, conflation, Encoding.JSON);
        tradeAt(0, 100, COIN);
        tradeAt(1_000, 200, COIN);
        tradeAt(2_000, 300, COIN);
        market.advanceMs(5_000);
        final List<SeenFrame> frames = SteppedMarket.of(FrameKind.DATA, market.settle());

        assertEquals(3, frames.size());
        assertCandle(frames.get(0), 0, "1 1 1 1", "1", 1, true);
        assertCandle(frames.get(1), 1_000, "2 2 2 2", "1", 1, true);
        assertCandle(frames.get(2), 2_000, "3 3 3 3", "1", 1, false);
    }

    @Test
    void shouldCorrectAClosedCandleByALateTrade()
    {
        candles(SECOND, Conflation.RAW, Encoding.JSON);
        tradeAt(0, 100, COIN);
        tradeAt(1_000, 200, COIN);
        market.settle();
        tradeAt(999, 700, COIN);
        assertCandle(SteppedMarket.only(FrameKind.DATA, market.settle()), 0, "1 7 1 1", "2", 2, true);
    }

    @Test
    void shouldAdviseOnceIndicatorsAreWarm()
    {
        market.subscribe(Channel.SIGNAL, Conflation.RAW, Encoding.MSGPACK);
        market.settle();
        final Set<String> indicators = new HashSet<>();
        int buys = 0;
        for (int minute = 0; minute < 60; minute++)
        {
            // Falls all the time: RSI advises to buy.
            tradeAt(minute * 60_000L, 100_000 - 100 * minute, COIN);
            for (final SeenFrame frame : SteppedMarket.of(FrameKind.DATA, market.settle()))
            {
                indicators.add(frame.text("indicator"));
                final BigDecimal confidence = (BigDecimal)frame.field("confidence");
                assertTrue(confidence.signum() >= 0 && confidence.compareTo(BigDecimal.ONE) <= 0);
                buys += "rsi14".equals(frame.text("indicator")) && "buy".equals(frame.text("signal")) ? 1 : 0;
            }
        }

        assertEquals(
            Set.of("rsi14", "sma_cross_9_21", "ema_cross_9_21", "macd_12_26_9", "bollinger_20_2", "vwap"), indicators);
        assertTrue(buys > 30, "buys=" + buys);
    }

    @Test
    void shouldTellWhatAModelSays()
    {
        market.subscribe(Channel.SIGNAL, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.ticks().signal("model-a", SignalAction.SELL, -12_345, 8_700);
        market.ticks().signal("MODEL-A", SignalAction.NEUTRAL, 1, 10_000);
        market.ticks().signal("model-b", SignalAction.BUY, 1, 10_001);
        market.ticks().signal("", SignalAction.BUY, 1, 1);
        final List<SeenFrame> frames = SteppedMarket.of(FrameKind.DATA, market.settle());

        assertEquals(2, frames.size());
        assertEquals("model-a", frames.get(0).text("indicator"));
        assertEquals("sell", frames.get(0).text("signal"));
        assertEquals(new BigDecimal("-123.45"), frames.get(0).field("value"));
        assertEquals(new BigDecimal("0.87"), frames.get(0).field("confidence"));
        assertEquals("model-a", frames.get(1).text("indicator"));
        assertEquals("neutral", frames.get(1).text("signal"));
        assertEquals(2, market.count(EngineCounter.TICKS_POISONED));
    }

    @ParameterizedTest
    @EnumSource(EngineConfig.Topology.class)
    void shouldTellAGapBetweenVenuesAsItOpensChangesAndCloses(final EngineConfig.Topology topology)
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.withThreads(1, topology));
        market.subscribe(Subscription.of(
            StreamId.of(Channel.ARBITRAGE, 0, SteppedMarket.BTC), Conflation.RAW, Encoding.JSON, 99));
        market.settle();
        // Bought at 1,000 and sold at 1,010: 100 basis points, less 10 at each side.
        quote(SteppedMarket.ALPHA, 99_000, 100_000);
        quote(BETA, 101_000, 102_000);
        final SeenFrame opened = SteppedMarket.only(FrameKind.DATA, market.settle());
        assertEquals("alpha", opened.text("buy_venue"));
        assertEquals("beta", opened.text("sell_venue"));
        assertEquals(NaiveDecoder.canonical(new BigDecimal("1000")), opened.field("buy_price"));
        assertEquals(NaiveDecoder.canonical(new BigDecimal("1010")), opened.field("sell_price"));
        assertEquals(NaiveDecoder.canonical(BigDecimal.ONE), opened.field("quantity"));
        assertEquals(new BigDecimal("79.82"), opened.field("spread_bps"));

        quote(BETA, 101_001, 102_000);
        assertEquals(List.of(), market.settle());
        quote(BETA, 102_000, 102_100);
        assertEquals("102000", cents(SteppedMarket.only(FrameKind.DATA, market.settle()), "sell_price"));
        quote(SteppedMarket.ALPHA, 101_000, 102_000);
        assertEquals(
            NaiveDecoder.canonical(BigDecimal.ZERO),
            SteppedMarket.only(FrameKind.DATA, market.settle()).field("quantity"));
    }

    @Test
    void shouldTakeAVenuesOwnFee()
    {
        market.close();
        market = new SteppedMarket(SteppedMarket.SMALL.with(MarketRules.defaults().with(
            new MarketRules.Arbitrage(100, 100, 1_000, Map.of("BETA", 4_000, "nowhere yet", 0)))));
        market.subscribe(Subscription.of(
            StreamId.of(Channel.ARBITRAGE, 0, SteppedMarket.BTC), Conflation.RAW, Encoding.JSON, 99));
        market.settle();
        // 100 basis points, less 10 where it is bought and 40 where it is sold.
        quote(SteppedMarket.ALPHA, 99_000, 100_000);
        quote(BETA, 101_000, 102_000);

        assertEquals(
            new BigDecimal("49.55"), SteppedMarket.only(FrameKind.DATA, market.settle()).field("spread_bps"));
    }

    @Test
    void shouldRefuseFeesThatLeaveNothing()
    {
        assertThrows(
            IllegalArgumentException.class, () -> new MarketRules.Arbitrage(100, 100, 1_000_000, Map.of()));
        assertThrows(
            IllegalArgumentException.class,
            () -> new MarketRules.Arbitrage(100, 100, 0, Map.of("alpha", 1_000_000)));
    }

    @Test
    void shouldCloseAGapWhereAVenueGoesStale()
    {
        market.subscribe(Subscription.of(
            StreamId.of(Channel.ARBITRAGE, 0, SteppedMarket.BTC), Conflation.RAW, Encoding.MSGPACK, 99));
        market.settle();
        quote(SteppedMarket.ALPHA, 99_000, 100_000);
        quote(BETA, 101_000, 102_000);
        assertEquals(1, market.settle().size());
        market.ticks().of(-1, BETA).status(FeedState.DISCONNECTED);
        assertEquals(
            NaiveDecoder.canonical(BigDecimal.ZERO),
            SteppedMarket.only(FrameKind.DATA, market.settle()).field("quantity"));
        quote(SteppedMarket.ALPHA, 98_000, 99_000);
        assertEquals(List.of(), market.settle());
    }

    @Test
    void shouldTakeABooksBestLevelsForTheQuoteOfAVenueThatSendsNone()
    {
        market.subscribe(Channel.BBO, Conflation.RAW, Encoding.JSON);
        market.settle();
        market.ticks().bookSnapshot(0, true, new long[]{100, 5, 99, 1}, new long[]{101, 6});
        market.ticks().bookDelta(0, true, new long[]{99, 7}, new long[0]);
        market.ticks().bookDelta(0, true, new long[]{100, 0}, new long[0]);
        final List<SeenFrame> frames = SteppedMarket.of(FrameKind.DATA, market.settle());

        assertEquals(2, frames.size());
        assertEquals("100", cents(frames.get(0), "bid"));
        assertEquals("99", cents(frames.get(1), "bid"));
        market.quote(300);
        assertEquals(1, SteppedMarket.of(FrameKind.DATA, market.settle()).size());
        market.ticks().bookDelta(0, true, new long[]{98, 1}, new long[]{101, 0, 102, 9});
        assertEquals(List.of(), market.settle());
    }

    private void candles(final int interval, final Conflation conflation, final Encoding encoding)
    {
        market.subscribe(Subscription.of(
            StreamId.of(Channel.CANDLE, SteppedMarket.ALPHA, SteppedMarket.BTC, interval),
            conflation,
            encoding,
            10 + interval));
        market.settle();
    }

    private void tradeAt(final long ms, final long cents, final long quantity)
    {
        final long timeNs = (startMs + ms) * 1_000_000;
        market.ticks().of(SteppedMarket.BTC, SteppedMarket.ALPHA).at(timeNs, timeNs)
            .trade(cents, quantity, Side.BUY, 1, 0);
    }

    private void quote(final int venueId, final long bid, final long ask)
    {
        market.ticks().of(SteppedMarket.BTC, venueId).quote(bid, COIN, ask, COIN);
    }

    private void time(final long ms)
    {
        final SteppedEngine stepped = market.stepped();
        stepped.advanceMs(startMs + ms - stepped.nowNs() / 1_000_000);
        stepped.publishTime();
    }

    private void assertCandle(
        final SeenFrame frame,
        final long openMs,
        final String prices,
        final String volume,
        final long trades,
        final boolean isClosed)
    {
        assertEquals(startMs + openMs, frame.integer("timestamp"));
        assertEquals(prices, String.join(
            " ", dollars(frame, "open"), dollars(frame, "high"), dollars(frame, "low"), dollars(frame, "close")));
        assertEquals(volume, dollars(frame, "volume"));
        assertEquals(trades, frame.integer("trades"));
        assertEquals(isClosed, frame.field("closed"));
    }

    private static String dollars(final SeenFrame frame, final String field)
    {
        return ((BigDecimal)frame.field(field)).toPlainString();
    }

    private static String cents(final SeenFrame frame, final String field)
    {
        return ((BigDecimal)frame.field(field)).movePointRight(2).toPlainString();
    }
}
