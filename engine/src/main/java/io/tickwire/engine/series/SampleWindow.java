package io.tickwire.engine.series;

/**
 * The last values, as many as the period is long. Their sums are added up anew each time: that is a few additions a
 * candle, and has neither the drift of a running sum nor the cancellation of a sum of squares.
 * Thread: pipeline-<k>
 */
final class SampleWindow
{
    private static final int MAX_PERIOD = 1_000;

    private final double[] samples;
    private int next;
    private int size;

    SampleWindow(final int period)
    {
        samples = new double[requirePeriod(period)];
    }

    static int requirePeriod(final int period)
    {
        if (period < 1 || period > MAX_PERIOD)
        {
            throw new IllegalArgumentException("period must be from 1 to " + MAX_PERIOD + ": period=" + period);
        }

        return period;
    }

    void add(final double sample)
    {
        samples[next] = sample;
        next = next + 1 == samples.length ? 0 : next + 1;
        size = Math.min(size + 1, samples.length);
    }

    boolean isFull()
    {
        return size == samples.length;
    }

    double mean()
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += samples[i];
        }

        return sum / size;
    }

    /**
     * The deviation of all the values there are, not an estimate from a sample.
     */
    double deviation(final double mean)
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            sum += (samples[i] - mean) * (samples[i] - mean);
        }

        return Math.sqrt(sum / size);
    }
}
