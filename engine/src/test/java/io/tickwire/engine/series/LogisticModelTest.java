package io.tickwire.engine.series;

import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.SignalAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LogisticModelTest
{
    private static final long MINUTE_NS = 60_000_000_000L;

    private final RecentTrades trades = new RecentTrades();
    private final Candles candles = new Candles(60);
    private final Indicators indicators = new Indicators(-2, -8);
    private final MarketSnapshot snapshot = new MarketSnapshot(60);
    private final SignalResult result = new SignalResult();

    @TempDir
    private Path folder;

    @Test
    void shouldSayHowLikelyThePriceRises() throws IOException
    {
        final SignalModel model = model("bias=2.5\ncoefficient.rsi14=-0.05\n");
        assertFalse(model.evaluate(snapshot, result));
        assertFalse(result.isValid());

        fall(100);
        assertTrue(model.evaluate(snapshot, result));
        assertTrue(result.isValid());
        assertEquals(SignalAction.BUY, result.action());
        assertEquals(1 / (1 + Math.exp(-2.5)), result.value(), 1e-12);
        assertEquals(2 / (1 + Math.exp(-2.5)) - 1, result.confidence(), 1e-12);

        assertTrue(model("bias=-2.5\ncoefficient.rsi14=-0.05\n").evaluate(snapshot, result));
        assertEquals(SignalAction.SELL, result.action());
        assertTrue(model("threshold=0.95\nbias=2.5\ncoefficient.rsi14=-0.05\n").evaluate(snapshot, result));
        assertEquals(SignalAction.NEUTRAL, result.action());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "coefficient.rsi14=much       | coefficient.rsi14=much  | give a number",
        "coefficient.rsi14=NaN        | coefficient.rsi14=NaN   | finite",
        "coefficient.rsi15=1          | coefficient.rsi15=1.0   | rsi14",
        "threshold=0.4                | there is no coefficient | add a line",
        "threshold=1\\ncoefficient.vwap=1 | threshold=1.0        | below 1",
    })
    void shouldSayWhichLineIsWrongAndHowToMendIt(final String text, final String what, final String remedy)
    {
        final String message = assertThrows(
            IllegalArgumentException.class, () -> model(text.replace("\\n", "\n"))).getMessage();

        assertTrue(message.contains("model.properties"), message);
        assertTrue(message.contains(what), message);
        assertTrue(message.contains(remedy), message);
    }

    @Test
    void shouldSayThatAFileIsMissing()
    {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SignalModels.load("logistic", Map.of()))
            .getMessage().contains("'file'"));
        assertTrue(assertThrows(
            IllegalArgumentException.class,
            () -> SignalModels.load("logistic", Map.of("file", folder.resolve("none").toString())))
            .getMessage().contains("none"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SignalModels.load("oracle", Map.of()))
            .getMessage().contains("there are [logistic"));
    }

    @Test
    void shouldCopyWhatTheMarketIs()
    {
        fall(400);
        snapshot.quote(9, 8, 11, 12);

        assertEquals("BTC/USD", snapshot.symbol());
        assertEquals(MarketSnapshot.CANDLES, snapshot.candles().size());
        for (int i = 0; i < MarketSnapshot.CANDLES; i++)
        {
            final int original = candles.size() - MarketSnapshot.CANDLES + i;
            assertEquals(candles.openTimeNs(original), snapshot.candles().openTimeNs(i));
            assertEquals(candles.close(original), snapshot.candles().close(i));
        }
        assertEquals(RecentTrades.CAPACITY, snapshot.trades().size());
        assertEquals(100_000 - 399, snapshot.trades().price(63));
        assertEquals(100_000 - 336, snapshot.trades().price(0));
        assertEquals(399 * MINUTE_NS, snapshot.trades().timeNs(63));
        assertEquals(5, snapshot.trades().quantity(63));
        assertEquals(2, snapshot.trades().side(63));
        assertEquals(-2, snapshot.priceExponent());
        assertEquals(-8, snapshot.quantityExponent());
        assertEquals(9, snapshot.bid());
        assertEquals(8, snapshot.bidQuantity());
        assertEquals(11, snapshot.ask());
        assertEquals(12, snapshot.askQuantity());
        assertEquals(indicators.value(Indicator.MACD), snapshot.indicator(Indicator.MACD));

        assertEquals(Decimals.NULL, snapshot.copyFrom("BTC/USD", trades, candles, indicators).bid());
        assertThrows(
            IllegalArgumentException.class,
            () -> new MarketSnapshot(1).copyFrom("BTC/USD", trades, candles, indicators));
    }

    @Test
    void shouldTakeNoResultThatMakesNoSense()
    {
        result.set(SignalAction.BUY, 1, 1);
        assertTrue(result.isValid());
        result.set(SignalAction.BUY, Double.NaN, 1);
        assertFalse(result.isValid());
        result.set(SignalAction.BUY, 1, 1.01);
        assertFalse(result.isValid());
        result.set(SignalAction.BUY, 1, Double.NaN);
        assertFalse(result.isValid());
        result.set(null, 1, 1);
        assertFalse(result.isValid());
        result.reset();
        assertFalse(result.isValid());
    }

    private SignalModel model(final String text) throws IOException
    {
        final Path file = Files.writeString(folder.resolve("model.properties"), text);

        return SignalModels.load("logistic", Map.of("file", file.toString()));
    }

    private void fall(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            trades.onTrade(i * MINUTE_NS, 100_000 - i, 5, 2);
            candles.onTrade(i * MINUTE_NS, 100_000 - i, 5, this::onCandle);
        }
        snapshot.copyFrom("BTC/USD", trades, candles, indicators);
    }

    private void onCandle(final Candles candles, final int index, final CandleChange change)
    {
        if (change == CandleChange.CLOSED)
        {
            indicators.onClosed(candles, index, (indicator, action, value, exponent, confidence) ->
                assertTrue(confidence <= Indicators.MAX_CONFIDENCE));
        }
    }
}
