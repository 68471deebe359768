package io.tickwire.tools.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How much of something is done and how long the rest takes, on one line of a terminal; nothing where the standard
 * error stream is none.
 * Thread: conductor
 */
final class ProgressBar implements AutoCloseable
{
    private static final int WIDTH = 40;
    private static final int PERCENT = 100;
    private static final int MINUTE_S = 60;
    private static final String CLEAR_LINE = "\r\033[K";

    /** Before, nothing can be said of how long it takes. */
    private static final long SURE_NS = TimeUnit.SECONDS.toNanos(2);

    private final String name;
    private final PrintStream out;
    private final long startNs = System.nanoTime();
    private int shown = -1;

    private ProgressBar(final String name, final PrintStream out)
    {
        this.name = name;
        this.out = out;
    }

    static ProgressBar of(final String name, final Surroundings around)
    {
        return new ProgressBar(name, around.isTerminal() ? around.err() : null);
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
        out.print(String.format(
            Locale.ROOT,
            "\r%s [%s%s] %3d %%%s\033[K",
            name,
            "#".repeat(full),
            " ".repeat(WIDTH - full),
            percent,
            rest(System.nanoTime() - startNs, done)));
        out.flush();
    }

    /**
     * As the part that is done went.
     */
    static String rest(final long tookNs, final double done)
    {
        if (tookNs < SURE_NS || done <= 0)
        {
            return "";
        }
        final long seconds = Math.round(tookNs / done * (1 - done) / TimeUnit.SECONDS.toNanos(1));

        return String.format(Locale.ROOT, "  %d:%02d left", seconds / MINUTE_S, seconds % MINUTE_S);
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
