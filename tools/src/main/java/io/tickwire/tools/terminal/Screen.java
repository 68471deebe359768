package io.tickwire.tools.terminal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The other screen of a terminal, drawn again and again in place. When it is closed, the terminal is as it was: what
 * stood there, the cursor, and how keys are read.
 * Thread: conductor
 */
public final class Screen implements AutoCloseable
{
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l";
    private static final String LEAVE = "\033[?7h\033[?25h\033[?1049l";
    private static final String HOME = "\033[H";
    private static final String CLEAR_TO_END_OF_LINE = "\033[K\r\n";
    private static final String CLEAR_BELOW = "\033[J";
    private static final long STTY_TIMEOUT_MS = 1_000;

    /** Where nobody says how large it is. */
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final PrintStream out;
    private final InputStream keys;
    private final String settings;
    private boolean isClosed;

    private Screen(final PrintStream out, final InputStream keys)
    {
        this.out = out;
        this.keys = keys;
        settings = stty("-g");
    }

    /**
     * Go to the other screen.
     *
     * @param keys that are pressed.
     */
    public static Screen open(final PrintStream out, final InputStream keys)
    {
        final Screen screen = new Screen(out, keys);
        // Keys come one by one and are not shown; Ctrl-C goes on ending the process.
        stty("-icanon", "-echo");
        out.print(ENTER);
        out.flush();

        return screen;
    }

    /**
     * Show these lines, as many and as much of them as there is room for.
     */
    public void draw(final List<String> lines)
    {
        final String[] size = stty("size").split(" ");
        final int rows = size.length == 2 ? number(size[0], ROWS) : ROWS;
        final int columns = size.length == 2 ? number(size[1], COLUMNS) : COLUMNS;
        final StringBuilder frame = new StringBuilder(HOME);
        lines.stream().limit(rows - 1L).forEach(line ->
            frame.append(Style.cut(line, columns)).append(CLEAR_TO_END_OF_LINE));
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
    }

    /**
     * Whether {@code q} was pressed.
     */
    public boolean isLeft() throws IOException
    {
        while (keys.available() > 0)
        {
            final int key = keys.read();
            if (key == 'q' || key == 'Q')
            {
                return true;
            }
        }

        return false;
    }

    @Override
    public void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            out.print(LEAVE);
            out.flush();
            if (!settings.isEmpty())
            {
                stty(settings);
            }
        }
    }

    private static int number(final String text, final int otherwise)
    {
        final int value = Integer.parseInt(text);

        return value == 0 ? otherwise : value;
    }

    /**
     * What stty says of the terminal; nothing where there is none.
     */
    private static String stty(final String... arguments)
    {
        final String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try
        {
            final Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
            if (!process.waitFor(STTY_TIMEOUT_MS, TimeUnit.MILLISECONDS) || process.exitValue() != 0)
            {
                return "";
            }

            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
        catch (final IOException ex)
        {
            return "";
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();

            return "";
        }
    }
}
