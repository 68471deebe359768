package io.tickwire.client.lane;

import io.tickwire.client.sbe.LossReason;

/**
 * Why a reader does not have ticks.
 * Thread: any
 */
public enum LossCause
{
    /** The server said so: who records was behind, and the server does not wait. */
    BACK_PRESSURE,

    /** The server said so: its ring was written over before the stream had read it. */
    OVERTAKEN,

    /** The server said so: what it told before it ended is not known. */
    RESTART,

    /** The server said so: a tick was longer than the stream takes. */
    TOO_LONG,

    /** The server said so, for a reason that this client does not know. */
    ANNOUNCED,

    /** This reader stood still, was cut off, and there is no journal that has what it missed. */
    CUT_OFF,

    /** The journal does not have it any more: it was older than what is kept. */
    PURGED,

    /** The journal has it, but can not be read there. */
    DAMAGED,

    /** This tick was handed on, but its memory was written over meanwhile: what was read of it may be wrong. */
    OVERWRITTEN,

    /** Its number is missing, and nothing says why. */
    UNANNOUNCED;

    /** As the stream's own word has it, which may be one of a later version. */
    static LossCause of(final int reason)
    {
        return reason == LossReason.BACK_PRESSURE.value() ? BACK_PRESSURE :
            reason == LossReason.OVERTAKEN.value() ? OVERTAKEN :
            reason == LossReason.RESTART.value() ? RESTART :
            reason == LossReason.TOO_LONG.value() ? TOO_LONG : ANNOUNCED;
    }
}
