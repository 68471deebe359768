package io.tickwire.engine.metrics;

/**
 * Everything the engine counts: each drop, merge, refusal and gap has its counter here, and a test that moves it.
 * Thread: any
 */
public enum EngineCounter
{
    /** Ticks published into the ring. */
    TICKS_PUBLISHED("ticks published into the ring"),

    /** Ticks not published because the ring had no room; each is announced as a loss when there is room again. */
    TICKS_DROPPED_RING_FULL("ticks dropped: the ring was full"),

    /** Ticks not published because they are longer than a slot. */
    TICKS_DROPPED_TOO_LONG("ticks dropped: longer than a slot"),

    /** Slots that were claimed and then given up. */
    TICKS_ABORTED("claimed slots given up by their publisher"),

    /** Ticks that a pipeline has taken in. */
    TICKS_APPLIED("ticks applied"),

    /** Ticks that could not be read or make no sense; the next one flows. */
    TICKS_POISONED("ticks skipped: not readable or senseless"),

    /** Ticks of a template that this version does not know. */
    TICKS_UNKNOWN("ticks skipped: unknown template"),

    /** Ticks of a known template that no stage has a use for. */
    TICKS_UNUSED("ticks skipped: no stage reads them"),

    /** Ticks with an exponent that their symbol can not hold exactly. */
    TICKS_INEXACT("ticks skipped: finer than their symbol's exponents"),

    /** Ticks that were lost before the ring, as their publishers announced. */
    TICKS_LOST_UPSTREAM("ticks lost before the ring, as announced"),

    /** Data frames put into a frame ring. */
    FRAMES_ENCODED("frames encoded"),

    /** Ticks that went out merged with a later one. */
    TICKS_MERGED("ticks merged into a later message"),

    /** Times that a frame had to wait because the frame ring had no room. */
    FRAMES_DEFERRED("frames put off: the frame ring was full"),

    /** Event messages that were dropped; each is covered by a gap. */
    EVENTS_DROPPED("event messages dropped: the frame ring was full"),

    /** Gap messages put into a frame ring. */
    GAPS_ANNOUNCED("gaps announced"),

    /** Books that could not be trusted any more: crossed, or a page of theirs was lost or made no sense. */
    BOOKS_STALE("books stale"),

    /** Evaluations by models. */
    MODELS_ASKED("model evaluations"),

    /** Evaluations that ended in an error. */
    MODELS_FAILED("model evaluations failed"),

    /** Evaluations whose result can not be told: not a number, or a confidence that is not from 0 to 1. */
    MODELS_INVALID("model results invalid"),

    /** Messages put into a frame ring that say a stream can not be trusted. */
    STALES_ANNOUNCED("stale streams announced"),

    /** Volumes of an envelope that outgrew 63 bits and stay at the largest. */
    ENVELOPES_SATURATED("envelope volumes saturated"),

    /** Subscriptions begun. */
    SUBSCRIPTIONS_OPENED("subscriptions opened"),

    /** Subscriptions ended. */
    SUBSCRIPTIONS_CLOSED("subscriptions closed"),

    /** Commands that made no sense, such as the end of a subscription that never began. */
    COMMANDS_REFUSED("commands refused"),

    /** Snapshots encoded for one recipient. */
    SNAPSHOTS_ENCODED("snapshots encoded"),

    /** Questions for the candles that are kept. */
    HISTORIES_ASKED("histories asked for"),

    /** Resumptions answered with exactly the missed messages. */
    REPLAYS_RECOVERED("resumptions recovered"),

    /** Resumptions that the window could not answer; they got a snapshot. */
    REPLAYS_UNRECOVERABLE("resumptions beyond the window"),

    /** Resumptions that the window overtook while they ran; the rest is covered by a gap. */
    REPLAYS_OVERRUN("resumptions overtaken by the window"),

    /** Questions for messages that are kept beyond the replay window. */
    PASTS_ASKED("questions for what is kept beyond the window"),

    /** Messages and candles that are not kept beyond the replay window, as there was no room on the way. */
    TOLD_DROPPED("messages not kept beyond the window: no room"),

    /** Errors that reached an error log. */
    ERRORS("errors logged");

    private static final EngineCounter[] VALUES = values();

    private final String label;

    EngineCounter(final String label)
    {
        this.label = label;
    }

    /**
     * What is counted, in words.
     */
    public String label()
    {
        return label;
    }

    static int count()
    {
        return VALUES.length;
    }
}
