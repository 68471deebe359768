package io.tickwire.tools.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * When there are colours.
 * Thread: any
 */
enum ColorChoice
{
    /** On a terminal, unless {@code NO_COLOR} is set. */
    AUTO,

    /** Wherever the output goes. */
    ALWAYS,

    /** Nowhere. */
    NEVER;

    private static final String OPTION = "--color";

    /**
     * What is said in arguments, before they are parsed; nothing where it can not be, which the parser tells.
     */
    static Optional<String> in(final String[] args)
    {
        String found = null;
        for (int i = 0; i < args.length; i++)
        {
            if (args[i].startsWith(OPTION + "="))
            {
                found = args[i].substring(OPTION.length() + 1);
            }
            else if (args[i].equals(OPTION) && i + 1 < args.length)
            {
                found = args[i + 1];
            }
        }
        final String name = found == null ? "" : found.toLowerCase(Locale.ROOT);

        return Arrays.stream(values()).map(ColorChoice::toString).filter(name::equals).findFirst();
    }

    @Override
    public String toString()
    {
        return name().toLowerCase(Locale.ROOT);
    }
}
