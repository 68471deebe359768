package io.tickwire.engine.series;

/**
 * Wilder's relative strength index, from 0 to 100. Its averages begin with a gain and a loss of 0.
 * Thread: pipeline-<k>
 */
public final class Rsi
{
    private final int period;
    private final Ema gains;
    private final Ema losses;
    private double previous = Double.NaN;
    private double value = Double.NaN;
    private long count;

    public Rsi(final int period)
    {
        this.period = period;
        gains = Ema.wilder(period);
        losses = Ema.wilder(period);
    }

    /**
     * Add the next close.
     *
     * @return the index: 100 where nothing was lost, 0 where nothing was gained either.
     */
    public double add(final double close)
    {
        final double change = count == 0 ? 0 : close - previous;
        final double gain = gains.add(Math.max(change, 0));
        final double loss = losses.add(Math.max(-change, 0));
        previous = close;
        count++;
        value = loss == 0 ? (gain == 0 ? 0 : 100) : 100 - 100 / (1 + gain / loss);

        return value;
    }

    /**
     * The index, NaN before the first close.
     */
    public double value()
    {
        return value;
    }

    /**
     * Whether the price has never changed, so that the index says nothing.
     */
    public boolean isFlat()
    {
        return gains.value() == 0 && losses.value() == 0;
    }

    /**
     * Whether there were as many changes as the period is long.
     */
    public boolean isWarm()
    {
        return count > period;
    }
}
