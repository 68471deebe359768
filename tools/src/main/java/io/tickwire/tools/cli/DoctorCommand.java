package io.tickwire.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.doctor.Doctor;
import io.tickwire.tools.doctor.Finding;
import io.tickwire.tools.doctor.Machine;
import io.tickwire.tools.doctor.Plan;
import io.tickwire.tools.doctor.State;
import io.tickwire.tools.terminal.Style;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Says whether this machine is fit for a server as it is configured, and what to do where it is not.
 * Thread: conductor
 */
@Command(
    name = "doctor",
    description = "Check whether this machine is fit for a server as it is configured: cores, governor, huge pages, " +
        "clock, limits, network card, journal's disk, Java. Say of what is not fit why it matters, and the command " +
        "that mends it. Nothing is changed. The exit code is 1 where something is bad for the profile.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire doctor",
        "  tickwire doctor --profile pinned --set engine.cores=2 --set shards.cores=3",
        "  tickwire doctor --config /etc/tickwire/tickwire.yaml --json | jq '.findings[] | select(.state == \"bad\")'"})
final class DoctorCommand implements Callable<Integer>
{
    private static final int STATE_WIDTH = 7;
    private static final long SMALL_HEAP_BYTES = 104L << 20;
    private static final long PINNED_HEAP_BYTES = 512L << 20;

    @Mixin
    private ConfigOptions options;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean isJson;

    private final Surroundings around;
    private final Machine machine;

    DoctorCommand(final Surroundings around, final Machine machine)
    {
        this.around = around;
        this.machine = machine;
    }

    @Override
    public Integer call()
    {
        final ServerConfig config;
        try
        {
            config = options.load(around.environment()).config();
        }
        catch (final ConfigException ex)
        {
            ex.errors().forEach(error -> around.err().println("tickwire: " + error));

            return Tickwire.NOT_UNDERSTOOD;
        }
        final Plan plan = plan(config);
        final List<Finding> findings = Doctor.examine(machine, plan);
        if (isJson)
        {
            around.out().println(json(plan, findings));
        }
        else
        {
            tell(plan, findings);
        }

        return count(findings, State.BAD) > 0 ? Tickwire.FAILED : Tickwire.DONE;
    }

    private Plan plan(final ServerConfig config)
    {
        final Plan.Profile profile = Plan.Profile.valueOf(config.engine().threads().profile().name());
        final List<Integer> cores = new ArrayList<>(config.engine().threads().cores());
        cores.addAll(config.shards().cores());
        cores.addAll(config.feed().cores());
        final List<InetSocketAddress> listeners =
            Stream.concat(config.server().listeners().stream(), config.tls().listeners().stream())
                .filter(listener -> listener.port() > 0)
                .map(listener -> new InetSocketAddress(listener.host(), listener.port()))
                .toList();

        return new Plan(
            profile,
            cores,
            listeners,
            config.stream().journal().path(),
            Runtime.version().feature(),
            around.environment().getOrDefault("TICKWIRE_JAVA_OPTS", ""),
            profile == Plan.Profile.PINNED ? PINNED_HEAP_BYTES : SMALL_HEAP_BYTES);
    }

    private void tell(final Plan plan, final List<Finding> findings)
    {
        final Style style = around.style();
        around.out().println("This machine, for the profile " + style.bold(name(plan)) + ":");
        around.out().println();
        for (final Finding finding : findings)
        {
            around.out().printf(
                "%s  %-18s  %s%n", paint(style, finding.state()), finding.check(), finding.found());
            if (finding.state().compareTo(State.WARN) >= 0)
            {
                around.out().println("           why: " + finding.why());
                around.out().println("           do:  " + finding.fix());
                around.out().println("                " + style.bold(finding.command()));
            }
        }
        around.out().println();
        around.out().printf(
            "%d ok, %d to be better, %d bad, %d not known%n",
            count(findings, State.OK),
            count(findings, State.WARN),
            count(findings, State.BAD),
            count(findings, State.UNKNOWN));
    }

    private static String paint(final Style style, final State state)
    {
        final String text = String.format("%-" + STATE_WIDTH + "s", state);

        return switch (state)
        {
            case OK -> style.green(text);
            case UNKNOWN -> style.faint(text);
            case WARN -> style.yellow(text);
            case BAD -> style.red(text);
        };
    }

    private static long count(final List<Finding> findings, final State state)
    {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    private static String name(final Plan plan)
    {
        return plan.profile().name().toLowerCase(Locale.ROOT);
    }

    private static String json(final Plan plan, final List<Finding> findings)
    {
        final List<Map<String, Object>> shown = new ArrayList<>();
        for (final Finding finding : findings)
        {
            final Map<String, Object> map = new LinkedHashMap<>();
            map.put("check", finding.check());
            map.put("state", finding.state().toString());
            map.put("found", finding.found());
            map.put("why", finding.why());
            map.put("fix", finding.fix());
            map.put("command", finding.command());
            shown.add(map);
        }
        final Map<String, Object> report = new LinkedHashMap<>();
        report.put("profile", name(plan));
        report.put("is_fit", count(findings, State.BAD) == 0);
        report.put("findings", shown);
        try
        {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("findings that can not be written: " + ex.getMessage(), ex);
        }
    }
}
