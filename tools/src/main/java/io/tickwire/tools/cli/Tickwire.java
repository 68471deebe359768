package io.tickwire.tools.cli;

import java.io.PrintStream;
import java.util.Arrays;

/**
 * The command's entry: finds the subcommand. Exit codes: 0 done, 1 failed, 2 not understood.
 * Thread: conductor
 */
public final class Tickwire
{
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;

    private static final String USAGE = """
        usage: tickwire demo [--encoding json|msgpack|compact|sbe] [--rate TICKS_A_SECOND] [--seconds N]
                             [--symbols N] [--seed N] [--quiet]

        Sends seeded ticks through the engine, prints the frames that come out, then what was counted.
        """;

    private Tickwire()
    {
    }

    /**
     * Run the command.
     */
    public static void main(final String[] args)
    {
        System.exit(run(args, System.out, System.err));
    }

    static int run(final String[] args, final PrintStream out, final PrintStream err)
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "help".equals(args[0])))
        {
            out.print(USAGE);
            return DONE;
        }
        if (args.length == 0 || !"demo".equals(args[0]))
        {
            err.println(args.length == 0 ? "tickwire: a subcommand is missing" :
                "tickwire: no such subcommand: " + args[0]);
            err.print(USAGE);
            return NOT_UNDERSTOOD;
        }

        final DemoOptions options;
        try
        {
            options = DemoOptions.parse(Arrays.asList(args).subList(1, args.length));
        }
        catch (final IllegalArgumentException ex)
        {
            err.println("tickwire demo: " + ex.getMessage());
            err.print(USAGE);
            return NOT_UNDERSTOOD;
        }

        new Demo(options, out).run();

        return DONE;
    }
}
