package io.tickwire.tools.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What can go wrong.
 * Thread: any
 */
enum FaultAction
{
    /** Messages do not come. */
    DROP(On.MESSAGE, Argument.COUNT),

    /** Messages come twice. */
    DUPLICATE(On.MESSAGE, Argument.COUNT),

    /** A message comes behind the next one of its stream. */
    REORDER(On.MESSAGE, Argument.NONE),

    /** A message comes later; others overtake it. */
    DELAY(On.MESSAGE, Argument.DURATION),

    /** The checksum of a message is wrong. */
    CHECKSUM(On.CHECKSUM, Argument.NONE),

    /** A message that means nothing comes before one. */
    GARBAGE(On.MESSAGE, Argument.NONE),

    /** A message comes so many times more. */
    FLOOD(On.MESSAGE, Argument.COUNT),

    /** The connection ends in the middle of a frame. */
    CUT(On.MESSAGE, Argument.NONE),

    /** The connection stays open and says nothing: for a time, and all of it comes then; or for good. */
    STALL(On.MESSAGE, Argument.MAYBE_DURATION),

    /** The venue ends the connection as it does after its 24 hours. */
    DISCONNECT(On.MESSAGE, Argument.NONE),

    /** The connection is gone, without a word. */
    CLOSE(On.MESSAGE, Argument.NONE),

    /** A snapshot comes later, and is then of that time. */
    LATE(On.SNAPSHOT, Argument.DURATION),

    /** A subscription is refused. */
    REFUSE(On.SUBSCRIPTION, Argument.NONE),

    /** More than so many requests a second are too many. */
    LIMIT(On.REQUEST, Argument.COUNT),

    /** A new connection is gone at once. */
    REJECT(On.CONNECTION, Argument.NONE),

    /** A new connection is never answered. */
    HANG(On.CONNECTION, Argument.NONE);

    /**
     * What it happens to.
     * Thread: any
     */
    enum On
    {
        /** Market data. */
        MESSAGE,

        /** Market data with a checksum. */
        CHECKSUM,

        SNAPSHOT,
        SUBSCRIPTION,
        REQUEST,
        CONNECTION
    }

    /**
     * What is said behind it.
     * Thread: any
     */
    enum Argument
    {
        NONE,

        /** How many; 1 where nothing is said. */
        COUNT,
        DURATION,
        MAYBE_DURATION
    }

    private final On on;
    private final Argument argument;

    FaultAction(final On on, final Argument argument)
    {
        this.on = on;
        this.argument = argument;
    }

    On on()
    {
        return on;
    }

    Argument argument()
    {
        return argument;
    }

    /** As it is typed. */
    String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    static FaultAction of(final String label)
    {
        return Arrays.stream(values())
            .filter(action -> action.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such fault: " + label + ", faults=" +
                Arrays.stream(values()).map(FaultAction::label).collect(Collectors.toList())));
    }
}
