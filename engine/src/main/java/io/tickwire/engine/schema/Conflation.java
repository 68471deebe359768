package io.tickwire.engine.schema;

/**
 * How densely a subscriber wants a stream: all of it, the newest whenever there is room, or at most one message an
 * interval.
 * Thread: any
 */
public enum Conflation
{
    /** Every event, each in a message of its own. */
    RAW(0),

    /** Everything while there is room, then the newest, which says what it stands for. */
    LATEST(0),

    /** At most one message in 10 ms. */
    MS_10(10),

    /** At most one message in 20 ms. */
    MS_20(20),

    /** At most one message in 50 ms. */
    MS_50(50),

    /** At most one message in 100 ms. */
    MS_100(100),

    /** At most one message in 250 ms. */
    MS_250(250),

    /** At most one message in 500 ms. */
    MS_500(500),

    /** At most one message a second. */
    MS_1000(1000),

    /** At most one message in 5 s. */
    MS_5000(5000);

    /** How many classes there are. */
    public static final int COUNT = values().length;

    private static final Conflation[] BY_ORDINAL = values();

    private final int intervalMs;

    Conflation(final int intervalMs)
    {
        this.intervalMs = intervalMs;
    }

    /**
     * The least time between two messages; 0 for the two classes that have none.
     */
    public int intervalMs()
    {
        return intervalMs;
    }

    /**
     * Whether a message of this class may stand for several ticks, and then says which.
     */
    public boolean merges()
    {
        return this != RAW;
    }

    /**
     * The class of an ordinal, without the array that {@code values()} copies.
     */
    public static Conflation ofOrdinal(final int ordinal)
    {
        return BY_ORDINAL[ordinal];
    }

    /**
     * The class that a wish for an interval is granted: the next that is not shorter, or the longest there is.
     *
     * @throws IllegalArgumentException where the wish is not above 0.
     */
    public static Conflation forIntervalMs(final long wishedMs)
    {
        if (wishedMs <= 0)
        {
            throw new IllegalArgumentException("an interval is above 0 ms: interval=" + wishedMs);
        }

        for (final Conflation conflation : BY_ORDINAL)
        {
            if (conflation.intervalMs >= wishedMs)
            {
                return conflation;
            }
        }

        return MS_5000;
    }
}
