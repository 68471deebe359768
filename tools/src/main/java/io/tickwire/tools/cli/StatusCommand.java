package io.tickwire.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.status.ProbeException;
import io.tickwire.tools.status.Sample;
import io.tickwire.tools.status.ServerAddress;
import io.tickwire.tools.status.ServerProbe;
import io.tickwire.tools.status.StatusReport;
import io.tickwire.tools.status.StatusText;
import io.tickwire.tools.terminal.Screen;
import io.tickwire.tools.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Shows how a running server is: on a terminal again and again until somebody goes, else once.
 * Thread: conductor
 */
@Command(
    name = "status",
    description = "Show how a running server is: what comes and goes a second, clients, feeds, how long each stage " +
        "takes, what went wrong. On a terminal it is drawn again and again, until q or Ctrl-C; else told once. The " +
        "exit code is 1 where the server is not there, or is down.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire status",
        "  tickwire status https://edge1:8766 --ca ca.pem --token-file ops.token",
        "  tickwire status --json | jq .per_second",
        "  tickwire status --once > report.txt"})
final class StatusCommand implements Callable<Integer>
{
    private static final long LOOK_MS = 100;

    @Parameters(paramLabel = "URL", arity = "0..1", defaultValue = "http://localhost:8765",
        description = "Where it is (${DEFAULT-VALUE}): of any scheme, or host:port, or a port.")
    private String url;

    @Option(names = "--once", description = "Tell it once, also on a terminal.")
    private boolean isOnce;

    @Option(names = "--json", description = "Tell it once, as one JSON object.")
    private boolean isJson;

    @Option(names = "--interval", paramLabel = "TIME", defaultValue = "1s",
        description = "How often it is asked, and what rates are taken over (${DEFAULT-VALUE}).")
    private String interval;

    @Mixin
    private TrustOptions options;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;
    private final InputStream keys;

    StatusCommand(final Surroundings around, final InputStream keys)
    {
        this.around = around;
        this.keys = keys;
    }

    @Override
    public Integer call() throws InterruptedException
    {
        final ServerAddress address;
        final long intervalMs;
        final SSLContext trust;
        final String shown;
        try
        {
            address = ServerAddress.of(url);
            intervalMs = TimeText.ms(interval).orElseThrow(() ->
                new IllegalArgumentException("--interval must be a time such as 1s or 5s: " + interval));
            trust = options.trust().orElse(null);
            shown = options.token(around.environment());
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        catch (final IOException ex)
        {
            return failed("can not be read: " + ex.getMessage());
        }
        try (ServerProbe probe = new ServerProbe(address, shown, trust))
        {
            final Sample first = probe.take();
            final String place = address.http().toString();

            return isJson || isOnce || !around.isOutTerminal() ?
                tell(probe, place, first, intervalMs) : watch(probe, place, first, intervalMs);
        }
        catch (final ProbeException ex)
        {
            return failed(ex.getMessage());
        }
    }

    private int tell(final ServerProbe probe, final String place, final Sample first, final long intervalMs)
        throws InterruptedException, ProbeException
    {
        TimeUnit.MILLISECONDS.sleep(intervalMs);
        final StatusReport report = new StatusReport(place, first, probe.take());
        if (isJson)
        {
            around.out().println(json(report));
        }
        else
        {
            StatusText.of(report, around.style()).forEach(around.out()::println);
        }

        return report.isDown() ? Tickwire.FAILED : Tickwire.DONE;
    }

    private int watch(final ServerProbe probe, final String place, final Sample first, final long intervalMs)
        throws InterruptedException
    {
        final Style style = around.style();
        Sample before = first;
        List<String> lines = List.of("Looking at " + place + " ...");
        try (Ending ending = Ending.watch(); Screen screen = Screen.open(around.out(), keys))
        {
            screen.draw(lines);
            while (!waited(ending, screen, intervalMs))
            {
                try
                {
                    final Sample now = probe.take();
                    lines = StatusText.of(new StatusReport(place, before, now), style);
                    before = now;
                }
                catch (final ProbeException ex)
                {
                    // It may come again; what is seen then is begun anew.
                    lines = List.of(style.red(ex.getMessage()), "", "Asking again ...   (q: leave)");
                }
                screen.draw(lines);
            }
        }
        catch (final IOException ex)
        {
            return failed("the terminal: " + ex.getMessage());
        }

        return Tickwire.DONE;
    }

    /**
     * @return whether somebody goes.
     */
    private static boolean waited(final Ending ending, final Screen screen, final long intervalMs)
        throws InterruptedException, IOException
    {
        for (long leftMs = intervalMs; leftMs > 0; leftMs -= LOOK_MS)
        {
            if (ending.awaitTold(Math.min(leftMs, LOOK_MS)) || screen.isLeft())
            {
                return true;
            }
        }

        return false;
    }

    private static String json(final StatusReport report)
    {
        try
        {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.toMap());
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a report that can not be written: " + ex.getMessage(), ex);
        }
    }

    private int failed(final String why)
    {
        around.err().println("tickwire status: " + why);

        return Tickwire.FAILED;
    }
}
