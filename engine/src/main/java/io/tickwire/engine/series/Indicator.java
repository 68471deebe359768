package io.tickwire.engine.series;

/**
 * An indicator of closed candles, its name on the wire, and what it advises.
 * Thread: any
 */
public enum Indicator
{
    /** Below 30 buy, above 70 sell; surer the nearer to the end of the scale. The value is the index. */
    RSI("rsi14"),

    /** The fast simple average comes above the slow one: buy; below: sell. The value is their difference. */
    SMA_CROSS("sma_cross_9_21"),

    /** The same with exponential averages. */
    EMA_CROSS("ema_cross_9_21"),

    /** The histogram comes above 0: buy; below: sell. The value is the histogram. */
    MACD("macd_12_26_9"),

    /** A close below the lower band: buy; above the upper one: sell. The value is the distance in deviations. */
    BOLLINGER("bollinger_20_2"),

    /** A close a thousandth below the average of the day: buy; above: sell. The value is the average. */
    VWAP("vwap");

    /** So many there are. */
    static final int COUNT = 6;

    private final String label;

    Indicator(final String label)
    {
        this.label = label;
    }

    /**
     * The name on the wire.
     */
    public String label()
    {
        return label;
    }
}
