package io.tickwire.client.lane;

/**
 * Where a reader begins. What is before the live stream is in the journal of a server that keeps one.
 *
 * @param place which of the three.
 * @param epoch with {@link Place#POSITION}: as the messages' heads have it.
 * @param g     with {@link Place#POSITION}: of the first tick that is wanted.
 * Thread: any
 */
public record LaneStart(Place place, long epoch, long g)
{
    /** The kinds of beginnings. */
    public enum Place
    {
        /** With what is published from now on. */
        LIVE,

        /** With the oldest that the journal has. */
        OLDEST,

        /** With a tick. */
        POSITION
    }

    /**
     * With what is published from now on.
     */
    public static LaneStart live()
    {
        return new LaneStart(Place.LIVE, 0, 0);
    }

    /**
     * With the oldest that the journal has.
     */
    public static LaneStart oldest()
    {
        return new LaneStart(Place.OLDEST, 0, 0);
    }

    /**
     * With a tick: one after the last that was handled, for who goes on.
     */
    public static LaneStart at(final long epoch, final long g)
    {
        return new LaneStart(Place.POSITION, epoch, g);
    }
}
