package io.tickwire.engine.audit;

import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleDecoder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A symbol's candles: how many came, and the last ones.
 * Thread: any
 */
final class CandlesAudit
{
    /**
     * A candle, as it is shown.
     * Thread: any
     */
    record Candle(
        long openTimeNs,
        int intervalSeconds,
        String open,
        String high,
        String low,
        String close,
        String volume,
        String quoteVolume,
        String trades,
        boolean isClosed)
    {
    }

    private long count;
    private long closed;
    private Candle last;
    private Candle lastClosed;

    void onCandle(final CandleDecoder candle)
    {
        final int priceExponent = candle.head().priceExponent();
        count++;
        last = new Candle(
            candle.openTime(),
            (int)candle.intervalSeconds(),
            DecimalText.of(candle.openPrice(), priceExponent),
            DecimalText.of(candle.highPrice(), priceExponent),
            DecimalText.of(candle.lowPrice(), priceExponent),
            DecimalText.of(candle.closePrice(), priceExponent),
            DecimalText.of(candle.volume(), candle.head().quantityExponent()),
            DecimalText.of(candle.quoteVolume(), candle.quoteVolumeExponent()),
            DecimalText.count(candle.trades(), CandleDecoder.tradesNullValue()),
            candle.closed() == Bool.YES);
        if (last.isClosed())
        {
            closed++;
            lastClosed = last;
        }
    }

    long count()
    {
        return count;
    }

    Map<String, Object> report(final VenueView view)
    {
        final Map<String, Object> out = new LinkedHashMap<>();
        out.put("count", count);
        out.put("closed", closed);
        out.put("last", report(last, view));
        if (lastClosed != null)
        {
            out.put("last_closed", report(lastClosed, view));
        }

        return out;
    }

    private static Map<String, Object> report(final Candle candle, final VenueView view)
    {
        final Map<String, Object> out = new LinkedHashMap<>();
        for (final CandleColumn column : view.candles())
        {
            out.put(column.key(), column.of(candle));
        }

        return out;
    }
}
