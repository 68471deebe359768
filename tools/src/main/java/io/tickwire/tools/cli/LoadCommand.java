package io.tickwire.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.client.ClientConfig;
import io.tickwire.tools.load.Load;
import io.tickwire.tools.load.LoadPlan;
import io.tickwire.tools.load.LoadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Many clients of a server, good ones and bad ones; checks what they are told.
 * Thread: conductor
 */
@Command(
    name = "load",
    description = "Connect many clients to a server, measure how long messages take, and check all sequences. The " +
        "exit code is 1 where one was wrong, or all was refused.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire load localhost:8765 --clients 50 --channels price,trade --for 30s",
        "  tickwire load localhost --clients 1000 --ramp 10s --slow 5 --reconnecting 10",
        "",
        "A server takes 100 connections of an address, and 300 attempts in 5 minutes.",
        "For more begin it with",
        "  tickwire serve --set limits.connections.attempts=0 \\",
        "    --set limits.connections.perIp=20000 --set limits.sockets.perIp=20000 \\",
        "    --set limits.connections.total=20000 --set limits.sockets.total=20000",
        "and let both processes have the files: ulimit -n 65536."})
final class LoadCommand implements Callable<Integer>
{
    private static final int MAX_CLIENTS = 50_000;
    private static final String CLEAR_LINE = "\r\033[K";

    @Parameters(paramLabel = "URL", arity = "0..1", defaultValue = "localhost:8765",
        description = "Where the server is (${DEFAULT-VALUE}): of any scheme, or host:port, or a port.")
    private String url;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "50", description = "How many (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--ramp", paramLabel = "TIME", defaultValue = "1s",
        description = "Until all have begun to connect (${DEFAULT-VALUE}).")
    private String ramp;

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "10s",
        description = "How long after that (${DEFAULT-VALUE}).")
    private String time;

    @Option(names = "--channels", paramLabel = "NAMES", split = ",", defaultValue = "price,trade",
        description = "What each subscribes to (${DEFAULT-VALUE}).")
    private List<String> channels;

    @Option(names = "--symbols", paramLabel = "NAMES", split = ",", defaultValue = "*",
        description = "Names and patterns (${DEFAULT-VALUE}).")
    private List<String> symbols;

    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "",
        description = "The least time between two messages, or a candle's size.")
    private String interval;

    @Option(names = "--delta", description = "Books as changes, whose chains are checked.")
    private boolean isDelta;

    @Option(names = "--slow", paramLabel = "PERCENT", defaultValue = "0",
        description = "Clients that read once a second (${DEFAULT-VALUE}).")
    private int slow;

    @Option(names = "--stalled", paramLabel = "PERCENT", defaultValue = "0",
        description = "Clients that read nothing once they are subscribed (${DEFAULT-VALUE}).")
    private int stalled;

    @Option(names = "--reconnecting", paramLabel = "PERCENT", defaultValue = "0",
        description = "Clients that go and come again every 1 to 3 s (${DEFAULT-VALUE}).")
    private int reconnecting;

    @Option(names = "--from-intake", description = "Latency from t_in, not from t_out; both need one clock.")
    private boolean isFromIntake;

    @Option(names = "--json", description = "The report as one JSON object.")
    private boolean isJson;

    @Mixin
    private ClientOptions options;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    LoadCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        final LoadPlan plan;
        try
        {
            plan = plan();
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException ex)
        {
            around.err().println("tickwire load: can not be read: " + ex.getMessage());

            return Tickwire.FAILED;
        }
        final LoadReport report;
        try (Ending ending = Ending.watch())
        {
            report = new Load(plan).run(ending::isTold, this::show);
            show("");
            tell(report);
        }

        return report.isGood() ? Tickwire.DONE : Tickwire.FAILED;
    }

    private LoadPlan plan() throws IOException
    {
        if (clients < 1 || clients > MAX_CLIENTS)
        {
            throw new IllegalArgumentException("--clients must be from 1 to " + MAX_CLIENTS + ": " + clients);
        }
        ClientOptions.requireAll(channels, symbols);
        final ClientConfig config = options.config(url, around.environment());

        return new LoadPlan(
            config, clients, ms("--ramp", ramp), ms("--for", time), channels, symbols, interval, isDelta,
            new LoadPlan.Shares(slow, stalled, reconnecting), isFromIntake);
    }

    private static long ms(final String option, final String value)
    {
        return TimeText.ms(value).orElseThrow(() ->
            new IllegalArgumentException(option + " must be a time such as 10s, 5m or 1h: " + value));
    }

    private void show(final String line)
    {
        if (around.isTerminal())
        {
            around.err().print(CLEAR_LINE + line);
            around.err().flush();
        }
    }

    private void tell(final LoadReport report)
    {
        if (!isJson)
        {
            report.lines().forEach(around.out()::println);

            return;
        }
        try
        {
            around.out().println(
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.toMap()));
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a report that can not be written: " + ex.getMessage(), ex);
        }
    }
}
