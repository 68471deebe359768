package io.tickwire.tools.exchange;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a recording is told.
 *
 * @param speed       how many times as fast as it was recorded; infinite: as fast as clients take it.
 * @param start       when it begins.
 * @param isLooped    whether it begins again at its end.
 * Thread: any
 */
record Pace(double speed, Start start, boolean isLooped)
{
    private static final double MAX_SPEED = 1000;
    private static final double MIN_SPEED = 0.01;

    /**
     * When a recording begins.
     * Thread: any
     */
    enum Start
    {
        NOW,

        /** With the first subscription, when no other has come for a second. */
        SUBSCRIBED,

        /** When somebody says so. */
        TOLD;

        static Start of(final String name)
        {
            return Arrays.stream(values())
                .filter(start -> start.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--start must be now, subscribed or told: " + name));
        }
    }

    Pace
    {
        if (!(speed >= MIN_SPEED && (speed <= MAX_SPEED || Double.isInfinite(speed))))
        {
            throw new IllegalArgumentException(
                "a speed must be from " + MIN_SPEED + " to " + MAX_SPEED + ", or max: speed=" + speed);
        }
    }
}
