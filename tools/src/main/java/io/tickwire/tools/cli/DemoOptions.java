package io.tickwire.tools.cli;

import io.tickwire.engine.schema.Encoding;

/**
 * What the demonstration is asked for.
 *
 * @param encoding of the frames.
 * @param rate     ticks a second.
 * @param seconds  how long.
 * @param symbols  how many.
 * @param seed     of all that is random.
 * @param isQuiet  whether only the figures are printed.
 * Thread: conductor
 */
record DemoOptions(Encoding encoding, int rate, int seconds, int symbols, long seed, boolean isQuiet)
{
    private static final int MAX_RATE = 10_000_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_SYMBOLS = 10_000;

    DemoOptions
    {
        requireRange("--rate", rate, MAX_RATE);
        requireRange("--seconds", seconds, MAX_SECONDS);
        requireRange("--symbols", symbols, MAX_SYMBOLS);
    }

    private static void requireRange(final String name, final int value, final int to)
    {
        if (value < 1 || value > to)
        {
            throw new IllegalArgumentException(name + " must be from 1 to " + to + ": " + value);
        }
    }
}
