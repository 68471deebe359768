package io.tickwire.transport.feed.connect;

import io.tickwire.transport.feed.venue.VenueStream;

/**
 * How far a connection has come with a stream that it is to bring.
 * Thread: feed-<venue>
 */
final class StreamState
{
    private final VenueStream stream;
    private Phase phase = Phase.WANTED;
    private long sinceNs;
    private int unanswered;

    StreamState(final VenueStream stream)
    {
        this.stream = stream;
    }

    /**
     * What became of asking for it.
     * Thread: any
     */
    enum Phase
    {
        /** It is to be asked for. */
        WANTED,

        /** It was asked for, and not answered yet. */
        ASKED,

        /** It comes. */
        ON,

        /** It is to end, so that it can begin anew. */
        ENDING,

        /** The venue does not give it. */
        REFUSED
    }

    VenueStream stream()
    {
        return stream;
    }

    Phase phase()
    {
        return phase;
    }

    void turn(final Phase next, final long nowNs)
    {
        phase = next;
        sinceNs = nowNs;
        if (next == Phase.ON)
        {
            unanswered = 0;
        }
    }

    /** Whether it has been in this phase for so long. */
    boolean isOverdue(final Phase ofPhase, final long nowNs, final long limitNs)
    {
        return phase == ofPhase && nowNs - sinceNs > limitNs;
    }

    /**
     * It was not answered.
     *
     * @return how often that was so.
     */
    int missAnswer()
    {
        return ++unanswered;
    }
}
