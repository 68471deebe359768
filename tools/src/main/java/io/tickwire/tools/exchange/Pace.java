package io.tickwire.tools.exchange;

/**
 * How a recording is told.
 *
 * @param speed       how many times as fast as it was recorded; infinite: as fast as clients take it.
 * @param isOnDemand  whether it begins with the first subscription, and when no other has come for a second; else at
 *                    once.
 * @param isLooped    whether it begins again at its end.
 * Thread: any
 */
record Pace(double speed, boolean isOnDemand, boolean isLooped)
{
    private static final double MAX_SPEED = 1000;
    private static final double MIN_SPEED = 0.01;

    Pace
    {
        if (!(speed >= MIN_SPEED && (speed <= MAX_SPEED || Double.isInfinite(speed))))
        {
            throw new IllegalArgumentException(
                "a speed must be from " + MIN_SPEED + " to " + MAX_SPEED + ", or max: speed=" + speed);
        }
    }
}
