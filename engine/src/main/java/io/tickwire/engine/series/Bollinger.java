package io.tickwire.engine.series;

/**
 * The bands so many deviations above and below the simple average.
 * Thread: pipeline-<k>
 */
public final class Bollinger
{
    private final double width;
    private final SampleWindow window;
    private double middle = Double.NaN;
    private double deviation = Double.NaN;

    /**
     * @param width of a band, in deviations.
     */
    public Bollinger(final int period, final double width)
    {
        if (!(width > 0))
        {
            throw new IllegalArgumentException("a band must be wider than 0: width=" + width);
        }

        this.width = width;
        window = new SampleWindow(period);
    }

    /**
     * Add the next close.
     */
    public void add(final double close)
    {
        window.add(close);
        middle = window.mean();
        deviation = window.deviation(middle);
    }

    public double middle()
    {
        return middle;
    }

    public double upper()
    {
        return middle + width * deviation;
    }

    public double lower()
    {
        return middle - width * deviation;
    }

    /**
     * How many deviations a price is above the middle; 0 where there is no deviation.
     */
    public double distance(final double price)
    {
        return deviation == 0 ? 0 : (price - middle) / deviation;
    }

    /**
     * Whether there were as many closes as the period is long.
     */
    public boolean isWarm()
    {
        return window.isFull();
    }
}
