package io.tickwire.engine.series;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.SignalAction;

import java.util.Arrays;

/**
 * The indicators of one symbol at one venue, over the closed candles of one interval. Each that is warm is told with
 * every candle, neutral or not: those that cross advise something only with the candle that crossed.
 * Thread: pipeline-<k>
 * <p>
 * A candle counts as it was when it closed: corrections do not change what was said. Prices and quantities are doubles
 * here, with their exponents applied.
 */
public final class Indicators
{
    /** The interval whose candles are meant, unless another one is chosen. */
    public static final int DEFAULT_SECONDS = 60;

    /** The exponent of values that are not prices. */
    public static final int VALUE_EXPONENT = -8;

    /** A confidence that is sure. */
    public static final int MAX_CONFIDENCE = 10_000;

    private static final double OVERSOLD = 30;
    private static final double OVERBOUGHT = 70;
    private static final double BAND_DEVIATIONS = 2;
    // A gap of this part of the price is as sure as a cross can be.
    private static final double SURE_GAP = 0.001;
    private static final double NEAR_VWAP = 0.001;
    private static final double SURE_DISTANCE = 0.01;
    // Averages of prices are told with two digits more than prices.
    private static final int AVERAGE_DIGITS = 2;

    private final Rsi rsi = new Rsi(14);
    private final Sma fastSma = new Sma(9);
    private final Sma slowSma = new Sma(21);
    private final Ema fastEma = new Ema(9);
    private final Ema slowEma = new Ema(21);
    private final Macd macd = new Macd(12, 26, 9);
    private final Bollinger bollinger = new Bollinger(20, BAND_DEVIATIONS);
    private final Vwap vwap = new Vwap();
    private final double[] values = new double[Indicator.COUNT];
    private final int priceExponent;
    private final int quantityExponent;
    private final int averageExponent;
    private double close;

    public Indicators(final int priceExponent, final int quantityExponent)
    {
        this.priceExponent = Decimals.requireExponent("priceExponent", priceExponent);
        this.quantityExponent = Decimals.requireExponent("quantityExponent", quantityExponent);
        averageExponent = Math.max(Decimals.MIN_EXPONENT, priceExponent - AVERAGE_DIGITS);
        Arrays.fill(values, Double.NaN);
    }

    /**
     * A candle has closed.
     */
    public void onClosed(final Candles candles, final int index, final SignalListener listener)
    {
        close = price(candles.close(index));
        rsi.add(close);
        fastSma.add(close);
        slowSma.add(close);
        fastEma.add(close);
        slowEma.add(close);
        macd.add(close);
        bollinger.add(close);
        vwap.add(
            candles.openTimeNs(index),
            price(candles.high(index)),
            price(candles.low(index)),
            close,
            Decimals.toDouble(candles.volume(index), quantityExponent));

        tell(listener);
    }

    /**
     * The newest value of an indicator, NaN before it is warm.
     */
    public double value(final Indicator indicator)
    {
        return values[indicator.ordinal()];
    }

    int priceExponent()
    {
        return priceExponent;
    }

    int quantityExponent()
    {
        return quantityExponent;
    }

    void copyValues(final double[] copy)
    {
        System.arraycopy(values, 0, copy, 0, values.length);
    }

    private void tell(final SignalListener listener)
    {
        if (rsi.isWarm())
        {
            tellRsi(listener);
        }
        if (slowSma.isWarm())
        {
            tellCross(Indicator.SMA_CROSS, fastSma.value() - slowSma.value(), listener);
        }
        if (slowEma.isWarm())
        {
            tellCross(Indicator.EMA_CROSS, fastEma.value() - slowEma.value(), listener);
        }
        if (macd.isWarm())
        {
            tellCross(Indicator.MACD, macd.histogram(), listener);
        }
        if (bollinger.isWarm())
        {
            tellBollinger(listener);
        }
        if (vwap.isWarm())
        {
            tellVwap(listener);
        }
    }

    private void tellRsi(final SignalListener listener)
    {
        final double value = rsi.value();
        final SignalAction action = rsi.isFlat() ? SignalAction.NEUTRAL :
            value < OVERSOLD ? SignalAction.BUY :
            value > OVERBOUGHT ? SignalAction.SELL : SignalAction.NEUTRAL;
        final double beyond = Math.max(OVERSOLD - value, value - OVERBOUGHT);
        tell(Indicator.RSI, action, value, VALUE_EXPONENT, beyond / OVERSOLD, listener);
    }

    private void tellCross(final Indicator indicator, final double gap, final SignalListener listener)
    {
        final double previous = values[indicator.ordinal()];
        final SignalAction action = previous <= 0 && gap > 0 ? SignalAction.BUY :
            previous >= 0 && gap < 0 ? SignalAction.SELL : SignalAction.NEUTRAL;
        tell(indicator, action, gap, averageExponent, Math.abs(gap / close) / SURE_GAP, listener);
    }

    private void tellBollinger(final SignalListener listener)
    {
        final double distance = bollinger.distance(close);
        final SignalAction action = close < bollinger.lower() ? SignalAction.BUY :
            close > bollinger.upper() ? SignalAction.SELL : SignalAction.NEUTRAL;
        tell(Indicator.BOLLINGER, action, distance, VALUE_EXPONENT, Math.abs(distance) - BAND_DEVIATIONS, listener);
    }

    private void tellVwap(final SignalListener listener)
    {
        final double value = vwap.value();
        final double distance = value == 0 ? 0 : (close - value) / Math.abs(value);
        final SignalAction action = distance < -NEAR_VWAP ? SignalAction.BUY :
            distance > NEAR_VWAP ? SignalAction.SELL : SignalAction.NEUTRAL;
        tell(Indicator.VWAP, action, value, averageExponent, Math.abs(distance) / SURE_DISTANCE, listener);
    }

    private void tell(
        final Indicator indicator,
        final SignalAction action,
        final double value,
        final int exponent,
        final double sureness,
        final SignalListener listener)
    {
        values[indicator.ordinal()] = value;
        final int confidence = action == SignalAction.NEUTRAL ? 0 :
            (int)Math.round(Math.min(1, Math.max(0, sureness)) * MAX_CONFIDENCE);
        listener.onSignal(indicator, action, mantissa(value, exponent), exponent, confidence);
    }

    private double price(final long mantissa)
    {
        return Decimals.toDouble(mantissa, priceExponent);
    }

    private static long mantissa(final double value, final int exponent)
    {
        return Math.round(exponent <= 0 ?
            value * Decimals.power(-exponent) : value / Decimals.power(exponent));
    }
}
