package io.tickwire.tools.cli;

import java.io.PrintStream;

/**
 * How much of something is done, on one line of a terminal; nothing where the standard error stream is none.
 * Thread: conductor
 */
final class ProgressBar implements AutoCloseable
{
    private static final int WIDTH = 40;
    private static final int PERCENT = 100;
    private static final String CLEAR_LINE = "\r\033[K";

    private final String name;
    private final PrintStream out;
    private int shown = -1;

    private ProgressBar(final String name, final PrintStream out)
    {
        this.name = name;
        this.out = out;
    }

    /** The launcher says whether there is a terminal, since a JVM can not tell of this stream alone. */
    static ProgressBar of(final String name, final Surroundings around)
    {
        return new ProgressBar(name, around.environment().containsKey("TICKWIRE_TERMINAL") ? around.err() : null);
    }

    /**
     * @param done from 0 to 1.
     */
    void show(final double done)
    {
        final int percent = (int)(done * PERCENT);
        if (out == null || percent == shown)
        {
            return;
        }
        shown = percent;
        final int full = percent * WIDTH / PERCENT;
        out.printf("\r%s [%s%s] %3d %%", name, "#".repeat(full), " ".repeat(WIDTH - full), percent);
        out.flush();
    }

    /** The line is empty again. */
    @Override
    public void close()
    {
        if (shown >= 0)
        {
            shown = -1;
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
