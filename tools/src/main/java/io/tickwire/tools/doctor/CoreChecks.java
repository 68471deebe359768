package io.tickwire.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The cores: who else runs on them, and how fast they are.
 * Thread: conductor
 */
final class CoreChecks
{
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String GRUB =
        "sudo sed -i 's/^GRUB_CMDLINE_LINUX=\"/&%s /' /etc/default/grub && sudo update-grub    # then boot";

    private final Machine machine;
    private final Plan plan;
    private final TreeSet<Integer> cores;
    private final List<Finding> findings = new ArrayList<>();

    private CoreChecks(final Machine machine, final Plan plan)
    {
        this.machine = machine;
        this.plan = plan;
        cores = new TreeSet<>(plan.cores());
    }

    static List<Finding> of(final Machine machine, final Plan plan)
    {
        final CoreChecks checks = new CoreChecks(machine, plan);
        checks.chosen();
        checks.isolated("isolated cores", "isolcpus",
            Cores.parse(machine.read(CPU + "isolated").orElse("")),
            "the scheduler puts other programs on a core that is not isolated, for milliseconds at a time");
        final Optional<String> line = machine.read("proc/cmdline");
        final TreeSet<Integer> noHz = Cores.parse(machine.read(CPU + "nohz_full").orElse(""));
        noHz.addAll(Cores.ofCommandLine(line, "nohz_full"));
        checks.isolated("timer ticks", "nohz_full", noHz,
            "the kernel's timer interrupts a core 100 to 1,000 times a second, for some microseconds each");
        checks.isolated("RCU callbacks", "rcu_nocbs", Cores.ofCommandLine(line, "rcu_nocbs"),
            "the kernel cleans up after itself on the core, for tens of microseconds at a time");
        checks.governor();
        checks.turbo();
        checks.siblings();
        checks.nodes();

        return checks.findings;
    }

    private void chosen()
    {
        final TreeSet<Integer> online = Cores.parse(machine.read(CPU + "online").orElse(""));
        final boolean areThere = online.isEmpty() || online.containsAll(cores);
        final boolean isOneLeft = online.size() > cores.size();
        findings.add(Finding.unless(
            !cores.isEmpty() && areThere && isOneLeft, areThere ? plan.pinning() : State.BAD, Finding.of(
                "chosen cores",
                (cores.isEmpty() ? "none" : Cores.print(cores)) + " of " + online.size() + " on line",
                "a thread that never sleeps needs a core that nobody takes from it, and all others need one, too",
                areThere ? "give each thread a core, and leave the system one" :
                    "the machine does not have all of them: choose of " + Cores.print(online),
                "tickwire serve --profile pinned --set engine.cores=2 --set shards.cores=3")));
    }

    private void isolated(final String check, final String word, final Set<Integer> found, final String why)
    {
        final TreeSet<Integer> missing = new TreeSet<>(cores);
        missing.removeAll(found);
        final boolean isRight = missing.isEmpty() && !cores.isEmpty();
        final String wanted = cores.isEmpty() ? "2,3" : Cores.print(cores);
        findings.add(Finding.unless(isRight, plan.pinning(), Finding.of(
            check,
            word + "=" + (found.isEmpty() ? "none" : Cores.print(found)) +
                (missing.isEmpty() ? "" : ", not of " + Cores.print(missing)),
            why,
            "boot the kernel with " + word + "=" + wanted,
            GRUB.formatted(word + "=" + wanted))));
    }

    private void governor()
    {
        final List<String> others = matching("cpufreq/scaling_governor", value -> !value.equals("performance"));
        final String why = "a core that was slowed down takes tens of microseconds to be fast again";
        if (!machine.exists(CPU + "cpu0/cpufreq/scaling_governor"))
        {
            findings.add(Finding.unknown("governor", "the kernel does not set frequencies here (a guest?)", why));

            return;
        }
        findings.add(Finding.unless(others.isEmpty(), plan.latency(), Finding.of(
            "governor",
            others.isEmpty() ? "performance" : others.get(0),
            why,
            "keep all cores at their highest frequency",
            "sudo cpupower frequency-set -g performance")));
    }

    private void turbo()
    {
        final Optional<String> noTurbo = machine.read(CPU + "intel_pstate/no_turbo");
        final Optional<String> boost = machine.read(CPU + "cpufreq/boost");
        final String why = "with turbo a core is faster, but its frequency goes by what its neighbours do";
        if (noTurbo.isEmpty() && boost.isEmpty())
        {
            findings.add(Finding.unknown("turbo", "not told", why));

            return;
        }
        final boolean isOff = noTurbo.map("1"::equals).orElseGet(() -> boost.get().equals("0"));
        findings.add(Finding.unless(isOff, plan.tuning(), Finding.of(
            "turbo",
            isOff ? "off" : "on",
            why,
            "for the steadiest times turn it off; for the shortest leave it on",
            noTurbo.isPresent() ?
                "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo" :
                "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost")));
    }

    /** A core's other thread shares its caches and units. */
    private void siblings()
    {
        final TreeSet<Integer> shared = new TreeSet<>();
        for (final int core : cores)
        {
            machine.read(CPU + "cpu" + core + "/topology/thread_siblings_list").ifPresent(list ->
                shared.addAll(Cores.parse(list)));
        }
        shared.removeAll(cores);
        final TreeSet<Integer> online = Cores.parse(machine.read(CPU + "online").orElse(""));
        shared.retainAll(online);
        findings.add(Finding.unless(shared.isEmpty(), plan.pinning(), Finding.of(
            "SMT siblings",
            shared.isEmpty() ? "none that others may use" : Cores.print(shared) + " share the chosen cores",
            "what runs on a core's other thread takes half of its units and its caches",
            "take them off line, or isolate them, too",
            "for c in " + Cores.print(shared).replace(',', ' ') +
                "; do echo 0 | sudo tee /sys/devices/system/cpu/cpu$c/online; done")));
    }

    private void nodes()
    {
        final List<String> found = new ArrayList<>();
        for (final String node : machine.list("sys/devices/system/node"))
        {
            final TreeSet<Integer> here = Cores.parse(
                machine.read("sys/devices/system/node/" + node + "/cpulist").orElse(""));
            here.retainAll(cores);
            if (!here.isEmpty())
            {
                found.add(node);
            }
        }
        findings.add(Finding.unless(found.size() <= 1, plan.pinning(), Finding.of(
            "NUMA",
            found.isEmpty() ? "no cores chosen" : "the chosen cores are of " + String.join(", ", found),
            "memory of another node costs twice as much, and each hand-over crosses the link between them",
            "choose cores of one node, that of the network card",
            "cat /sys/class/net/*/device/numa_node; lscpu -e=CPU,NODE,CORE")));
    }

    private List<String> matching(final String file, final Predicate<String> isWanted)
    {
        final List<String> found = new ArrayList<>();
        for (final String name : machine.list(CPU))
        {
            if (name.matches("cpu[0-9]+"))
            {
                machine.read(CPU + name + "/" + file)
                    .filter(isWanted)
                    .filter(value -> cores.isEmpty() || cores.contains(Integer.parseInt(name.substring(3))))
                    .ifPresent(value -> found.add(value + " on " + name));
            }
        }

        return found;
    }
}
