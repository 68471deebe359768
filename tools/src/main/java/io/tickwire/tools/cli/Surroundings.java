package io.tickwire.tools.cli;

import io.tickwire.tools.terminal.Style;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What a command has from the process that it runs in. Which of its streams are a terminal the launcher says, since a
 * JVM can not tell of each alone.
 *
 * @param environment variables.
 * @param out         for what was asked for.
 * @param err         for what is wrong, and the log.
 * Thread: any
 */
record Surroundings(Map<String, String> environment, PrintStream out, PrintStream err)
{
    /** Whether a person sees the standard error stream. */
    boolean isTerminal()
    {
        return environment.containsKey("TICKWIRE_TERMINAL");
    }

    /** Whether a person sees the standard output. */
    boolean isOutTerminal()
    {
        return environment.containsKey("TICKWIRE_TERMINAL_OUT");
    }

    /** Whether a person types. */
    boolean isInTerminal()
    {
        return environment.containsKey("TICKWIRE_TERMINAL_IN");
    }

    /** Of the standard output. */
    Style style()
    {
        return Style.of(environment, isOutTerminal());
    }

    /** The same with colours as {@code --color} asks for them. */
    Surroundings withColor(final String choice)
    {
        final Map<String, String> changed = new HashMap<>(environment);
        changed.put(Style.VARIABLE, choice);

        return new Surroundings(changed, out, err);
    }
}
