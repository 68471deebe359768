package io.tickwire.tools.terminal;

import java.util.Map;

/**
 * Colours of texts, or none. There are some where {@code --color=always} asks for them, or where a terminal takes the
 * output and neither {@code --color=never} nor {@code NO_COLOR} is against it.
 *
 * @param isColoured whether there are any.
 * Thread: any
 */
public record Style(boolean isColoured)
{
    /** No colours. */
    public static final Style PLAIN = new Style(false);

    /** Set by {@code --color}, or by who always wants it so: always, never or auto. */
    public static final String VARIABLE = "TICKWIRE_COLOR";

    private static final String RESET = "\033[0m";

    /**
     * Of an environment.
     *
     * @param isTerminal whether a person sees the output.
     */
    public static Style of(final Map<String, String> environment, final boolean isTerminal)
    {
        final boolean isAsked =
            isTerminal &&
            environment.getOrDefault("NO_COLOR", "").isEmpty() &&
            !"dumb".equals(environment.get("TERM"));
        final String choice = environment.getOrDefault(VARIABLE, "auto");

        return new Style(choice.equals("always") || isAsked && !choice.equals("never"));
    }

    public String bold(final String text)
    {
        return paint("1", text);
    }

    public String faint(final String text)
    {
        return paint("2", text);
    }

    public String red(final String text)
    {
        return paint("31", text);
    }

    public String green(final String text)
    {
        return paint("32", text);
    }

    public String yellow(final String text)
    {
        return paint("33", text);
    }

    private String paint(final String code, final String text)
    {
        return isColoured ? "\033[" + code + "m" + text + RESET : text;
    }

    /**
     * The first columns of a line, colours not counted and not cut.
     */
    public static String cut(final String line, final int columns)
    {
        final StringBuilder kept = new StringBuilder();
        int shown = 0;
        boolean isCode = false;
        for (int i = 0; i < line.length(); i++)
        {
            final char next = line.charAt(i);
            isCode |= next == '\033';
            if (isCode || shown < columns)
            {
                kept.append(next);
                shown += isCode ? 0 : 1;
            }
            isCode &= next != 'm';
        }

        return kept.toString();
    }
}
