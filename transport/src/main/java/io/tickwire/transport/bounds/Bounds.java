package io.tickwire.transport.bounds;

/**
 * Bounds of settings.
 * Thread: any
 */
public final class Bounds
{
    private Bounds()
    {
    }

    /**
     * @param what the setting's name, which is told with its range and the value where that is outside of it.
     */
    public static void requireRange(final String what, final long value, final long from, final long to)
    {
        if (value < from || value > to)
        {
            throw new IllegalArgumentException(
                what + " must be from " + from + " to " + to + ": " + what + "=" + value);
        }
    }
}
