package io.tickwire.engine.fanout;

/**
 * Where a stream goes on that an earlier run of the server told.
 *
 * @param sequence the last number that is taken.
 * @param hasHole  whether it is not known which of the numbers up to that were told: the run did not end by itself.
 *                 The sequence may be a number of which nothing is known but that nobody was told a larger one.
 * @param isTold   whether its messages were kept when the run ended, since someone wanted them of late: they are kept
 *                 from the first on, for those who come back.
 * Thread: any
 */
public record StreamOrigin(long sequence, boolean hasHole, boolean isTold)
{
    /** Nothing is known of it: it begins. */
    public static final StreamOrigin NONE = new StreamOrigin(0, false, false);
}
