package io.tickwire.engine.series;

import io.tickwire.engine.schema.sbe.SignalAction;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndicatorsTest
{
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long MIDNIGHT_NS = 1_794_960_000L * 1_000_000_000L;

    private record Signal(int candle, Indicator indicator, SignalAction action, double value, int confidence)
    {
    }

    private final Indicators indicators = new Indicators(-2, -8);
    private final Candles candles = new Candles(60);
    private final List<Signal> signals = new ArrayList<>();
    private int count;

    @Test
    void shouldTellNothingBeforeItIsWarm()
    {
        for (int i = 0; i < 40; i++)
        {
            close(10_000 + i % 3);
        }

        assertEquals(14, firstOf(Indicator.RSI));
        assertEquals(20, firstOf(Indicator.SMA_CROSS));
        assertEquals(20, firstOf(Indicator.EMA_CROSS));
        assertEquals(33, firstOf(Indicator.MACD));
        assertEquals(19, firstOf(Indicator.BOLLINGER));
        assertEquals(0, firstOf(Indicator.VWAP));
        assertTrue(Double.isNaN(new Indicators(-2, -8).value(Indicator.RSI)));
        assertEquals(Indicator.COUNT, Indicator.values().length);
    }

    @Test
    void shouldBuyWhatFellAndSellWhatRoseByRsi()
    {
        for (int i = 0; i < 20; i++)
        {
            close(10_000 - 10 * i);
        }
        assertEquals(new Signal(19, Indicator.RSI, SignalAction.BUY, 0, 10_000), newest(Indicator.RSI));

        for (int i = 0; i < 200; i++)
        {
            close(10_000 + 10 * i);
        }
        assertEquals(SignalAction.SELL, newest(Indicator.RSI).action());
        assertTrue(newest(Indicator.RSI).confidence() > 9_000);
        assertEquals(newest(Indicator.RSI).value(), indicators.value(Indicator.RSI), 1e-8);
    }

    @Test
    void shouldTellACrossWithTheCandleThatCrossed()
    {
        for (int i = 0; i < 60; i++)
        {
            close(10_000 - 10 * i);
        }
        for (int i = 0; i < 60; i++)
        {
            close(9_400 + 10 * i);
        }
        for (int i = 0; i < 60; i++)
        {
            close(10_000 - 10 * i);
        }

        for (final Indicator indicator : List.of(Indicator.SMA_CROSS, Indicator.EMA_CROSS))
        {
            final List<SignalAction> actions = signals.stream()
                .filter(signal -> signal.indicator() == indicator && signal.action() != SignalAction.NEUTRAL)
                .map(Signal::action).toList();
            assertEquals(List.of(SignalAction.BUY, SignalAction.SELL), actions);
        }
        assertEquals(0, newest(Indicator.SMA_CROSS).confidence());
        assertTrue(newest(Indicator.SMA_CROSS).value() < 0);
    }

    @Test
    void shouldTellWhenTheHistogramChangesItsSign()
    {
        for (int i = 0; i < 60; i++)
        {
            close(10_000 - i * i);
        }
        close(12_000);

        assertEquals(SignalAction.BUY, newest(Indicator.MACD).action());
        assertEquals(10_000, newest(Indicator.MACD).confidence());
    }

    @Test
    void shouldTellOfAClosePastTheBands()
    {
        for (int i = 0; i < 30; i++)
        {
            close(10_000 + i % 2);
        }
        assertEquals(SignalAction.NEUTRAL, newest(Indicator.BOLLINGER).action());
        close(10_100);
        assertEquals(SignalAction.SELL, newest(Indicator.BOLLINGER).action());
        assertEquals(10_000, newest(Indicator.BOLLINGER).confidence());
        close(9_000);
        assertEquals(SignalAction.BUY, newest(Indicator.BOLLINGER).action());
    }

    @Test
    void shouldTellOfADistanceToTheVwap()
    {
        close(10_000);
        assertEquals(new Signal(0, Indicator.VWAP, SignalAction.NEUTRAL, 100, 0), newest(Indicator.VWAP));
        close(10_100);
        assertEquals(new Signal(1, Indicator.VWAP, SignalAction.SELL, 100.5, 4_975), newest(Indicator.VWAP));
        close(9_000);
        assertEquals(SignalAction.BUY, newest(Indicator.VWAP).action());
    }

    @Test
    void shouldTakeAFlatMarketForNeutral()
    {
        for (int i = 0; i < 40; i++)
        {
            close(0);
        }

        // Nothing was gained, nor lost: 0 by definition.
        assertEquals(0, newest(Indicator.RSI).value());
        assertEquals(SignalAction.NEUTRAL, newest(Indicator.RSI).action());
        assertEquals(SignalAction.NEUTRAL, newest(Indicator.BOLLINGER).action());
        assertEquals(SignalAction.NEUTRAL, newest(Indicator.MACD).action());
        assertEquals(SignalAction.NEUTRAL, newest(Indicator.VWAP).action());
    }

    @Test
    void shouldRefusePeriodsThatMakeNoSense()
    {
        assertThrows(IllegalArgumentException.class, () -> new Rsi(0));
        assertThrows(IllegalArgumentException.class, () -> new Sma(1_001));
        assertThrows(IllegalArgumentException.class, () -> new Macd(26, 12, 9));
        assertThrows(IllegalArgumentException.class, () -> new Bollinger(20, 0));
        assertThrows(IllegalArgumentException.class, () -> new Indicators(-19, 0));
        assertFalse(new Ema(2).isWarm());
    }

    private void close(final long price)
    {
        final long openNs = MIDNIGHT_NS + count * MINUTE_NS;
        candles.onTrade(openNs, price, 100_000_000, this::onCandle);
        candles.advanceTo(openNs + MINUTE_NS, this::onCandle);
        count++;
    }

    private void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        if (change == CandleChange.CLOSED)
        {
            indicators.onClosed(candles, index, (indicator, action, value, exponent, confidence) ->
                signals.add(new Signal(
                    count, indicator, action, value / Math.pow(10, -exponent), confidence)));
        }
    }

    private int firstOf(final Indicator indicator)
    {
        return signals.stream().filter(signal -> signal.indicator() == indicator).findFirst().orElseThrow().candle();
    }

    private Signal newest(final Indicator indicator)
    {
        return signals.stream().filter(signal -> signal.indicator() == indicator)
            .reduce((first, second) -> second).orElseThrow();
    }
}
