package io.tickwire.tools.cli;

import io.tickwire.transport.log.LogSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The command's entry: finds the subcommand. Exit codes: 0 done, 1 failed, 2 not understood.
 * Thread: conductor
 */
@Command(
    name = "tickwire",
    description = "Takes market data from many exchanges and hands it to many clients.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class)
public final class Tickwire implements Runnable
{
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;

    @Spec
    private CommandSpec spec;

    private Tickwire()
    {
    }

    /**
     * Run the command.
     */
    public static void main(final String[] args)
    {
        LogSetup.prepare();
        System.exit(run(args, new Surroundings(System.getenv(), System.out, System.err)));
    }

    static int run(final String[] args, final Surroundings around)
    {
        final CommandLine command = new CommandLine(new Tickwire())
            .addSubcommand(new ServeCommand(around))
            .addSubcommand(new ReplayCommand(around))
            .addSubcommand(new ConfigCommand(around))
            .addSubcommand(new DemoCommand(around))
            .addSubcommand(new AuditCommand(around))
            .addSubcommand(new ImportCommand(around))
            .addSubcommand(new RecordCommand(around))
            .addSubcommand(new CommandLine(new JournalCommand())
                .addSubcommand(new JournalListCommand(around))
                .addSubcommand(new JournalVerifyCommand(around))
                .addSubcommand(new JournalCutCommand(around))
                .addSubcommand(new JournalExportCommand(around)))
            .addSubcommand(new ExchangeCommand(around))
            .addSubcommand(new CommandLine(new TokenCommand(around)).addSubcommand(new TokenKeyCommand(around)))
            .addSubcommand(new BenchCommand(around))
            .addSubcommand(new HelpCommand());
        // An argument that begins with @ is what it is, not a file of arguments.
        command.setExpandAtFiles(false);
        command.setOut(writer(around.out()));
        command.setErr(writer(around.err()));
        command.setParameterExceptionHandler(Tickwire::onMistake);

        return command.execute(args);
    }

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "a subcommand is missing");
    }

    /**
     * A line that says what is wrong, and one that says where to look.
     */
    private static int onMistake(final ParameterException ex, final String[] args)
    {
        final CommandLine command = ex.getCommandLine();
        final PrintWriter err = command.getErr();
        final String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + ex.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(ex, err))
        {
            err.println("Try '" + name + " --help'.");
        }

        return NOT_UNDERSTOOD;
    }

    private static PrintWriter writer(final PrintStream stream)
    {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /**
     * The version that this was built as.
     * Thread: conductor
     */
    static final class Version implements IVersionProvider
    {
        @Override
        public String[] getVersion()
        {
            final String version = Tickwire.class.getPackage().getImplementationVersion();

            return new String[] {
                "tickwire " + (version == null ? "dev" : version) + " on Java " + Runtime.version().feature()};
        }
    }
}
