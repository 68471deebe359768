package io.tickwire.engine.fanout;

/**
 * What an entry of a frame ring is.
 * Thread: any
 */
public enum FrameKind
{
    /** A frame for all live subscribers of its stream, class and encoding. */
    DATA,

    /**
     * A frame for the same, that says which events they will not get. It is not for a recipient whose OPENED came with
     * a sequence that is not below the gap's last.
     */
    GAP,

    /** A frame for all live subscribers: the stream's state can not be trusted until its next message. */
    STALE,

    /** No bytes: the recipient's subscription is granted, and what it missed follows where it asked for that. */
    OPENED,

    /** A frame for one recipient: the stream's whole state. */
    SNAPSHOT,

    /** A frame for one recipient: a message that it missed. */
    REPLAY,

    /** A frame for one recipient: a gap in what it missed. */
    REPLAY_GAP,

    /** No bytes: from here on the recipient is a live subscriber. */
    LIVE,

    /** A frame for one recipient: what the stream showed in the past, oldest first. */
    HISTORY,

    /** No bytes: the recipient has all that it asked for; the entry says how many frames that was. */
    ANSWERED;

    /**
     * Whether the entry is for one recipient only.
     */
    public boolean isAddressed()
    {
        return this != DATA && this != GAP && this != STALE;
    }
}
