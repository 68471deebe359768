package io.tickwire.engine.series;

import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * The same candles through ta4j.
 */
class IndicatorsAgainstTa4jTest
{
    private static final int BARS = 1_440;
    private static final long MIDNIGHT_SECONDS = 1_794_960_000L;
    private static final double TOLERANCE = 1e-9;

    private final BarSeries series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum::valueOf).build();
    private final double[] highs = new double[BARS];
    private final double[] lows = new double[BARS];
    private final double[] closes = new double[BARS];
    private final double[] volumes = new double[BARS];

    IndicatorsAgainstTa4jTest()
    {
        final SplittableRandom random = new SplittableRandom(7);
        double price = 60_000;
        for (int i = 0; i < BARS; i++)
        {
            final double open = price;
            price += random.nextInt(10) == 0 ? 0 : random.nextInt(-5_000, 5_001) / 100.0;
            closes[i] = price;
            highs[i] = Math.max(open, price) + random.nextInt(1_000) / 100.0;
            lows[i] = Math.min(open, price) - random.nextInt(1_000) / 100.0;
            volumes[i] = 1 + random.nextInt(1_000_000) / 1_000.0;
            series.addBar(
                Duration.ofMinutes(1),
                Instant.ofEpochSecond(MIDNIGHT_SECONDS + 60 * (i + 1)).atZone(ZoneOffset.UTC),
                open, highs[i], lows[i], closes[i], volumes[i]);
        }
    }

    @Test
    void shouldHaveItsAverages()
    {
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        final EMAIndicator expectedEma = new EMAIndicator(close, 9);
        final SMAIndicator expectedSma = new SMAIndicator(close, 21);
        final Ema ema = new Ema(9);
        final Sma sma = new Sma(21);
        for (int i = 0; i < BARS; i++)
        {
            assertNear(expectedEma.getValue(i).doubleValue(), ema.add(closes[i]));
            assertNear(expectedSma.getValue(i).doubleValue(), sma.add(closes[i]));
        }
    }

    @Test
    void shouldHaveItsRsi()
    {
        final RSIIndicator expected = new RSIIndicator(new ClosePriceIndicator(series), 14);
        final Rsi rsi = new Rsi(14);
        for (int i = 0; i < BARS; i++)
        {
            assertNear(expected.getValue(i).doubleValue(), rsi.add(closes[i]));
        }
    }

    @Test
    void shouldHaveItsMacd()
    {
        final MACDIndicator expected = new MACDIndicator(new ClosePriceIndicator(series), 12, 26);
        final EMAIndicator expectedSignal = new EMAIndicator(expected, 9);
        final Macd macd = new Macd(12, 26, 9);
        for (int i = 0; i < BARS; i++)
        {
            macd.add(closes[i]);
            // A difference of prices is as exact as the prices are.
            assertEquals(expected.getValue(i).doubleValue(), macd.value(), TOLERANCE);
            assertEquals(expectedSignal.getValue(i).doubleValue(), macd.signal(), TOLERANCE);
        }
    }

    @Test
    void shouldHaveItsBands()
    {
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        final BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close, 20));
        final StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, 20);
        final BollingerBandsUpperIndicator upper = new BollingerBandsUpperIndicator(middle, deviation);
        final BollingerBandsLowerIndicator lower = new BollingerBandsLowerIndicator(middle, deviation);
        final Bollinger bollinger = new Bollinger(20, 2);
        for (int i = 0; i < BARS; i++)
        {
            bollinger.add(closes[i]);
            assertNear(middle.getValue(i).doubleValue(), bollinger.middle());
            assertNear(upper.getValue(i).doubleValue(), bollinger.upper());
            assertNear(lower.getValue(i).doubleValue(), bollinger.lower());
        }
    }

    @Test
    void shouldHaveItsVwapOfTheDayAndBeginAnewWithTheNext()
    {
        final VWAPIndicator expected = new VWAPIndicator(series, BARS);
        final Vwap vwap = new Vwap();
        for (int day = 0; day < 2; day++)
        {
            for (int i = 0; i < BARS; i++)
            {
                final long openNs = (MIDNIGHT_SECONDS + 86_400L * day + 60L * i) * 1_000_000_000L;
                assertNear(
                    expected.getValue(i).doubleValue(), vwap.add(openNs, highs[i], lows[i], closes[i], volumes[i]));
            }
        }
    }

    private static void assertNear(final double expected, final double actual)
    {
        assertEquals(expected, actual, TOLERANCE * Math.abs(expected));
    }
}
