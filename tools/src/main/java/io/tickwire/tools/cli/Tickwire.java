package io.tickwire.tools.cli;

import io.tickwire.client.Encoding;
import io.tickwire.tools.doctor.Machine;
import io.tickwire.transport.log.LogSetup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command's entry: finds the subcommand. Exit codes: 0 done, 1 failed, 2 not understood.
 * Thread: conductor
 */
@Command(
    name = "tickwire",
    description = "Takes market data from many exchanges and hands it to many clients.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire serve                            a server with a simulated market",
        "  tickwire serve --feed binance:btcusdt     one with a real one",
        "  tickwire status                           how it is",
        "  tickwire COMMAND --help                   more of a command"})
public final class Tickwire implements Runnable
{
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;

    private static final Map<String, String> EXIT_CODES = exitCodes();

    @Spec
    private CommandSpec spec;

    /** It is looked for before anything is parsed, since mistakes and help have colours, too. */
    @Option(
        names = "--color",
        paramLabel = "WHEN",
        scope = ScopeType.INHERIT,
        description = "Colours: ${COMPLETION-CANDIDATES}. Without it, auto: on a terminal, unless NO_COLOR is set.")
    private ColorChoice color;

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
        final Surroundings coloured = ColorChoice.in(args).map(around::withColor).orElse(around);
        final CommandLine command = tree(coloured);
        command.setOut(writer(around.out()));
        command.setErr(writer(around.err()));
        command.setParameterExceptionHandler(Tickwire::onMistake);
        command.setColorScheme(CommandLine.Help.defaultColorScheme(
            coloured.style().isColoured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));

        return command.execute(args);
    }

    /**
     * All subcommands, each with what all have: the exit codes, and whether there are colours.
     */
    static CommandLine tree(final Surroundings around)
    {
        final CommandLine command = new CommandLine(new Tickwire())
            .addSubcommand(new ServeCommand(around))
            .addSubcommand(new ReplayCommand(around))
            .addSubcommand(new ConfigCommand(around))
            .addSubcommand(new StatusCommand(around, System.in))
            .addSubcommand(new TailCommand(around, System.in))
            .addSubcommand(new LoadCommand(around))
            .addSubcommand(new DoctorCommand(around, Machine.here()))
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
            .addSubcommand(new CompletionCommand(around))
            .addSubcommand(new HelpCommand());
        // An argument that begins with @ is what it is, not a file of arguments.
        command.setExpandAtFiles(false);
        command.registerConverter(ColorChoice.class, name -> Choice.of(ColorChoice.class, name));
        command.registerConverter(Encoding.class, name -> Choice.of(Encoding.class, name));
        command.registerConverter(
            CompletionCommand.Shell.class, name -> Choice.of(CompletionCommand.Shell.class, name));
        describe(command);

        return command;
    }

    private static void describe(final CommandLine command)
    {
        command.getCommandSpec().usageMessage()
            .exitCodeListHeading("%nExit codes:%n")
            .exitCodeList(EXIT_CODES);
        command.getSubcommands().values().forEach(Tickwire::describe);
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

    private static Map<String, String> exitCodes()
    {
        final Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + DONE, "Done.");
        codes.put(" " + FAILED, "Failed, or what was looked at is not well.");
        codes.put(" " + NOT_UNDERSTOOD, "Not understood: an option, a setting or a value that can not be.");
        codes.put(" 3", "The heap was used up: TICKWIRE_JAVA_OPTS=-Xmx512m sets a larger one.");
        codes.put("130", "Ended by Ctrl-C; 143 by SIGTERM.");

        return codes;
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
