package io.tickwire.engine.series;

/**
 * The convergence and divergence of two exponential averages, and an average of that.
 * Thread: pipeline-<k>
 */
public final class Macd
{
    private final int warmUp;
    private final Ema fast;
    private final Ema slow;
    private final Ema signal;
    private double value = Double.NaN;
    private long count;

    public Macd(final int fastPeriod, final int slowPeriod, final int signalPeriod)
    {
        if (fastPeriod >= slowPeriod)
        {
            throw new IllegalArgumentException(
                "the fast period must be the shorter one: fast=" + fastPeriod + " slow=" + slowPeriod);
        }

        fast = new Ema(fastPeriod);
        slow = new Ema(slowPeriod);
        signal = new Ema(signalPeriod);
        warmUp = slowPeriod + signalPeriod - 1;
    }

    /**
     * Add the next close.
     *
     * @return the histogram.
     */
    public double add(final double close)
    {
        value = fast.add(close) - slow.add(close);
        signal.add(value);
        count++;

        return histogram();
    }

    /**
     * The fast average less the slow one.
     */
    public double value()
    {
        return value;
    }

    public double signal()
    {
        return signal.value();
    }

    /**
     * The value less its signal.
     */
    public double histogram()
    {
        return value - signal.value();
    }

    /**
     * Whether the slow average was warm for as long as the signal's period is.
     */
    public boolean isWarm()
    {
        return count >= warmUp;
    }
}
