package io.tickwire.transport.replay;

/**
 * Where a replay is.
 *
 * @param state      what it does.
 * @param speed      times the recorded one, or infinite: as fast as ticks are taken.
 * @param positionNs the recorded time that it has come to; 0: none yet.
 * @param g          the number of the last tick that was told; -1: none was.
 * @param fromNs     the first recorded time.
 * @param toNs       the last one.
 * @param told       ticks so far.
 * @param lost       ticks that the journal should have, and has not.
 * Thread: any
 */
public record ReplayStatus(
    State state, double speed, long positionNs, long g, long fromNs, long toNs, long told, long lost)
{
    /**
     * What a replay does.
     * Thread: any
     */
    public enum State
    {
        /** It tells ticks as their time comes. */
        PLAYING,

        /** It stands still. */
        PAUSED,

        /** There is nothing more to tell. */
        ENDED
    }
}
