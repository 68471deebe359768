package io.tickwire.engine.series;

/**
 * The simple moving average.
 * Thread: pipeline-<k>
 */
public final class Sma
{
    private final SampleWindow window;
    private double value = Double.NaN;

    public Sma(final int period)
    {
        window = new SampleWindow(period);
    }

    /**
     * Add the next value.
     *
     * @return the average of those that there are, as many as the period is long at most.
     */
    public double add(final double sample)
    {
        window.add(sample);
        value = window.mean();

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
        return window.isFull();
    }
}
