package io.tickwire.engine.audit;

import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleDecoder;

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

    long closed()
    {
        return closed;
    }

    Candle last()
    {
        return last;
    }

    /**
     * @return null where none was closed.
     */
    Candle lastClosed()
    {
        return lastClosed;
    }
}
