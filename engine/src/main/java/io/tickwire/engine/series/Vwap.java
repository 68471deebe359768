package io.tickwire.engine.series;

/**
 * The average of the candles' typical prices (high, low and close) by volume, since the day began in UTC.
 * Thread: pipeline-<k>
 */
public final class Vwap
{
    private static final long DAY_NS = 86_400L * 1_000_000_000L;

    private long dayEndNs;
    private double notional;
    private double volume;

    /**
     * Add the next candle.
     *
     * @return the average, NaN where nothing was traded.
     */
    public double add(
        final long openTimeNs, final double high, final double low, final double close, final double quantity)
    {
        if (openTimeNs >= dayEndNs)
        {
            dayEndNs = openTimeNs - openTimeNs % DAY_NS + DAY_NS;
            notional = 0;
            volume = 0;
        }
        notional += (high + low + close) / 3 * quantity;
        volume += quantity;

        return value();
    }

    /**
     * The average, NaN where nothing was traded.
     */
    public double value()
    {
        return volume == 0 ? Double.NaN : notional / volume;
    }

    public boolean isWarm()
    {
        return volume > 0;
    }
}
