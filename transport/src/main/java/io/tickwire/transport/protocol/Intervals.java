package io.tickwire.transport.protocol;

/**
 * Sketch.
 * Thread: any
 */
public final class Intervals
{
    private Intervals()
    {
    }

    public static int candleSeconds(final String text, final Object id) throws BadCommandException
    {
        return Integer.parseInt(text);
    }

    public static long conflationMs(final String text, final Object id) throws BadCommandException
    {
        return Long.parseLong(text);
    }
}
