package io.tickwire.transport.shard;

import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.NumberText;
import io.tickwire.transport.protocol.Intervals;
import io.tickwire.transport.protocol.WireForm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Candles that the engine does not have any more, as the messages that it told them in. Where they stood in their
 * stream is not kept: their numbers are 0.
 * Thread: io-<n>
 */
final class CandleMessages
{
    private static final int VOLUME = 4;
    private static final int TRADES = 5;

    private CandleMessages()
    {
    }

    /**
     * @param form of the numbers: exact text in JSON, doubles in msgpack.
     */
    static Map<String, Object> of(
        final FurtherPast.Wanted wanted, final FurtherPast.Candle candle, final WireForm form, final long nowNs)
    {
        final Symbol symbol = wanted.symbol();
        final long[] values = candle.values();
        final long endMs = candle.openMs() + TimeUnit.SECONDS.toMillis(wanted.seconds());
        final long nowUs = TimeUnit.NANOSECONDS.toMicros(nowNs);
        final Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "candle_update");
        message.put("symbol", symbol.name());
        message.put("interval", Intervals.textOf(wanted.seconds()));
        int at = 0;
        for (final String price : new String[]{"open", "high", "low", "close"})
        {
            message.put(price, decimal(values[at++], symbol.priceExponent(), form));
        }
        message.put("volume", decimal(values[VOLUME], symbol.quantityExponent(), form));
        message.put("trades", values[TRADES]);
        message.put("closed", endMs <= TimeUnit.NANOSECONDS.toMillis(nowNs));
        message.put("timestamp", candle.openMs());
        message.put("venue", wanted.venue());
        message.put("seq", 0L);
        message.put("pseq", 0L);
        message.put("g", 0L);
        message.put("t_ex", null);
        message.put("t_in", nowUs);
        message.put("t_out", nowUs);

        return message;
    }

    private static Object decimal(final long mantissa, final int exponent, final WireForm form)
    {
        if (mantissa == Decimals.NULL)
        {
            return null;
        }
        if (form != WireForm.JSON)
        {
            return Decimals.toDouble(mantissa, exponent);
        }
        final byte[] text = new byte[NumberText.maxDecimalBytes(exponent) + NumberText.SLACK_BYTES];

        return Arrays.copyOf(text, NumberText.putDecimal(text, 0, mantissa, exponent));
    }
}
