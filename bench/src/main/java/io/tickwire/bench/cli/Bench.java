package io.tickwire.bench.cli;

import io.tickwire.bench.guard.Benchmarks;
import io.tickwire.bench.guard.BudgetCheck;
import io.tickwire.bench.profile.Profile;
import io.tickwire.bench.wire.WireBench;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code tickwire bench}. Exit codes: 0 done, 1 a budget is not kept or a run failed, 2 not understood.
 */
@Command(
    name = "tickwire bench",
    description = "Measures what a tick costs, and holds it to its budget.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]")
public final class Bench implements Callable<Integer>
{
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", hidden = true, defaultValue = "bench")
    private Path home;

    @ArgGroup
    private Task task;

    /**
     * One of these is asked for.
     */
    private static final class Task
    {
        @Option(names = "--list", description = "Print the names of all micro benchmarks.")
        private boolean isList;

        @Option(names = "--quick", description = "Hold all stages to bench/budget.yaml, as each build does.")
        private boolean isQuick;

        @Option(names = "--full", description = "All that is published: budget, micro, wire, curve, stress; hours.")
        private boolean isFull;

        @Option(
            names = "--run",
            paramLabel = "REGEX",
            description = "Run the micro benchmarks whose name matches, and print JMH's table.")
        private String run;

        @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Run one, and leave its stacks for a flame graph in bench/target/profile.")
        private String profile;
    }

    private Bench()
    {
    }

    public static void main(final String[] args)
    {
        // Whoever else measures on this machine is seen in medians; it need not be waited for.
        System.setProperty("jmh.ignoreLock", "true");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine()
    {
        return new CommandLine(new Bench())
            .addSubcommand(new WireCommand())
            .addSubcommand(new CurveCommand())
            .addSubcommand(new LaneCommand())
            .addSubcommand(new StressCommand())
            .addSubcommand(new SoakCommand())
            .addSubcommand(new StreamCommand())
            .addSubcommand(new JournalCommand())
            .addSubcommand(new ReadmeCommand())
            .addSubcommand(new HelpCommand());
    }

    @Override
    public Integer call() throws Exception
    {
        if (task == null)
        {
            throw new ParameterException(spec.commandLine(), "an option or a subcommand is missing");
        }
        if (task.isList)
        {
            Benchmarks.names().forEach(spec.commandLine().getOut()::println);
        }
        else if (task.run != null)
        {
            run();
        }
        else if (task.profile != null)
        {
            Profile.run(known(task.profile), home.resolve("target/profile"), System.out);
        }
        else if (task.isFull)
        {
            return new Full(this, System.out).run();
        }
        else
        {
            return BudgetCheck.run(task.isQuick, home.resolve("budget.yaml"));
        }

        return DONE;
    }

    /**
     * A bench whose results come into a folder, or where there is none into one of this name.
     */
    WireBench wire(final Path folder, final String name)
    {
        return new WireBench(home, folder(folder, name), System.out);
    }

    /**
     * The folder of this module.
     */
    Path home()
    {
        return home;
    }

    /**
     * A folder, or where none is given one of this name among what is built.
     */
    Path folder(final Path given, final String name)
    {
        return given == null ? home.resolve("target").resolve(name) : given;
    }

    private void run() throws RunnerException
    {
        new Runner(new OptionsBuilder().include(task.run).build()).run();
    }

    private String known(final String name)
    {
        final List<String> names = Benchmarks.names();
        if (!names.contains(name))
        {
            throw new ParameterException(
                spec.commandLine(), "no such benchmark: " + name + "; --list prints those that there are");
        }

        return name;
    }
}
