package io.tickwire.engine.series;

/**
 * The exponential moving average. It begins with the first value.
 * Thread: pipeline-<k>
 */
public final class Ema
{
    private final int period;
    private final double weight;
    private double value = Double.NaN;
    private long count;

    public Ema(final int period)
    {
        this(period, 2.0 / (period + 1));
    }

    private Ema(final int period, final double weight)
    {
        this.period = SampleWindow.requirePeriod(period);
        this.weight = weight;
    }

    /**
     * The average by Wilder, whose weight of a new value is one part in the period.
     */
    static Ema wilder(final int period)
    {
        return new Ema(period, 1.0 / period);
    }

    /**
     * Add the next value.
     *
     * @return the average.
     */
    public double add(final double sample)
    {
        value = count == 0 ? sample : value + weight * (sample - value);
        count++;

        return value;
    }

    /**
     * The average, NaN before the first value.
     */
    public double value()
    {
        return value;
    }

    /**
     * Whether there were as many values as the period is long.
     */
    public boolean isWarm()
    {
        return count >= period;
    }
}
