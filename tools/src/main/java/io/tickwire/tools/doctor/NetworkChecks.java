package io.tickwire.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sockets, and the network cards that they come through.
 * Thread: conductor
 */
final class NetworkChecks
{
    private static final long MIN_BACKLOG = 1_024;
    private static final long MIN_BUFFER = 4L << 20;
    private static final long MAX_COALESCE_US = 20;
    private static final Pattern RX_USECS = Pattern.compile("(?m)^rx-usecs:\\s*([0-9]+)");
    private static final Pattern ADAPTIVE = Pattern.compile("(?m)^Adaptive RX:\\s*on");

    private final Machine machine;
    private final Plan plan;
    private final List<Finding> findings = new ArrayList<>();

    private NetworkChecks(final Machine machine, final Plan plan)
    {
        this.machine = machine;
        this.plan = plan;
    }

    static List<Finding> of(final Machine machine, final Plan plan)
    {
        final NetworkChecks checks = new NetworkChecks(machine, plan);
        checks.backlog();
        checks.buffer("tcp_rmem", "a feed that comes in bursts is held back by its own window");
        checks.buffer("tcp_wmem", "a client at a distance gets no more than a buffer each round trip");
        checks.busyPoll();
        machine.list("sys/class/net").stream()
            .filter(name -> machine.exists("sys/class/net/" + name + "/device"))
            .forEach(checks::card);

        return checks.findings;
    }

    private void backlog()
    {
        final long found = machine.number("proc/sys/net/core/somaxconn").orElse(MIN_BACKLOG);
        findings.add(Finding.unless(found >= MIN_BACKLOG, State.WARN, Finding.of(
            "somaxconn",
            Long.toString(found),
            "when all clients come again at once, those that find no room are refused or wait a second",
            "have room for " + MIN_BACKLOG + " at least",
            "sudo sysctl -w net.core.somaxconn=4096")));
    }

    private void buffer(final String name, final String why)
    {
        final Optional<String> found = machine.read("proc/sys/net/ipv4/" + name);
        final String[] parts = found.orElse("").split("\\s+");
        if (parts.length != 3 || !parts[2].matches("[0-9]{1,18}"))
        {
            findings.add(Finding.unknown(name, "not told", why));

            return;
        }
        findings.add(Finding.unless(Long.parseLong(parts[2]) >= MIN_BUFFER, plan.tuning(), Finding.of(
            name,
            String.join(" ", parts),
            why,
            "let it grow to 4 MiB at least",
            "sudo sysctl -w net.ipv4." + name + "='4096 131072 16777216'")));
    }

    private void busyPoll()
    {
        final long found = machine.number("proc/sys/net/core/busy_poll").orElse(0);
        findings.add(Finding.unless(found > 0, plan.tuning(), Finding.of(
            "busy_poll",
            found + " µs",
            "a thread that waits for a socket may look at the card itself, and saves the interrupt",
            "look for 50 µs",
            "sudo sysctl -w net.core.busy_poll=50 net.core.busy_read=50")));
    }

    private void card(final String name)
    {
        final Optional<String> told = machine.output("ethtool", "-c", name);
        final String why = "a card that gathers packets holds each of them back for as long";
        if (told.isEmpty())
        {
            findings.add(Finding.unknown(name + " coalescing", "not told (is ethtool there?)", why));
        }
        else
        {
            final Matcher us = RX_USECS.matcher(told.get());
            final long waits = us.find() ? Long.parseLong(us.group(1)) : 0;
            final boolean isAdaptive = ADAPTIVE.matcher(told.get()).find();
            findings.add(Finding.unless(!isAdaptive && waits <= MAX_COALESCE_US, plan.tuning(), Finding.of(
                name + " coalescing",
                "rx-usecs " + waits + (isAdaptive ? ", adaptive" : ""),
                why,
                "hand each packet over at once",
                "sudo ethtool -C " + name + " adaptive-rx off rx-usecs 0")));
        }
        final long queues = machine.list("sys/class/net/" + name + "/queues").stream()
            .filter(queue -> queue.startsWith("rx-")).count();
        findings.add(Finding.ok(name + " queues", queues + " to receive", "each has an interrupt, and so a core"));
    }
}
