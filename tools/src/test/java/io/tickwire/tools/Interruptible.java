package io.tickwire.tools;

import java.util.List;

/**
 * Processes that Ctrl-C's signal ends, also where who started the tests has it ignored, as shells do for what they
 * start in the background: a JVM would go on ignoring it.
 * Thread: any
 */
public final class Interruptible
{
    private Interruptible()
    {
    }

    /**
     * The same process, which does not ignore it.
     */
    public static ProcessBuilder of(final ProcessBuilder builder)
    {
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));

        return builder;
    }
}
