package io.tickwire.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory, clocks, interrupts, and what the process may have of the machine.
 * Thread: conductor
 */
final class KernelChecks
{
    private static final long MIN_FILES = 20_000;
    private static final long MIN_SHM_BYTES = 256L << 20;
    private static final long MAX_SWAPPINESS = 10;
    private static final long OUTSIDE_HEAP_BYTES = 146L << 20;
    private static final double MIB = 1 << 20;
    private static final Pattern CHOSEN = Pattern.compile("\\[([a-z]+)\\]");
    private static final Pattern HZ = Pattern.compile("(?m)^CONFIG_HZ=([0-9]+)$");

    private final Machine machine;
    private final Plan plan;
    private final List<Finding> findings = new ArrayList<>();

    private KernelChecks(final Machine machine, final Plan plan)
    {
        this.machine = machine;
        this.plan = plan;
    }

    static List<Finding> of(final Machine machine, final Plan plan)
    {
        final KernelChecks checks = new KernelChecks(machine, plan);
        checks.hugePages();
        checks.swap();
        checks.clock();
        checks.frequency();
        checks.interrupts();
        checks.limit("open files", "Max open files", MIN_FILES, State.BAD,
            "each connection is a file; without one, clients are refused", "LimitNOFILE=65536");
        checks.limit("locked memory", "Max locked memory", Long.MAX_VALUE, plan.tuning(),
            "what is not locked may be swapped, and first be looked for when it is needed", "LimitMEMLOCK=infinity");
        checks.dumps();
        checks.shared();
        checks.quota();
        checks.memory();

        return checks.findings;
    }

    private void hugePages()
    {
        final String chosen = machine.read("sys/kernel/mm/transparent_hugepage/enabled")
            .map(text -> find(CHOSEN, text)).orElse("");
        findings.add(chosen.isEmpty() ? Finding.unknown("huge pages", "not told", "") : Finding.unless(
            !chosen.equals("always"), plan.latency(), Finding.of(
                "huge pages",
                chosen,
                "with 'always' the kernel gathers pages while threads wait for memory, for milliseconds at a time",
                "let programs ask for them",
                "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled")));
    }

    private void swap()
    {
        final boolean hasSwap = machine.read("proc/swaps").map(text -> text.lines().count() > 1).orElse(false);
        final OptionalLong swappiness = machine.number("proc/sys/vm/swappiness");
        final boolean isRight = !hasSwap || swappiness.orElse(0) <= MAX_SWAPPINESS;
        findings.add(Finding.unless(isRight, plan.latency(), Finding.of(
            "swap",
            hasSwap ? "in use, swappiness " + swappiness.orElse(0) : "none",
            "a page that was swapped out costs milliseconds where it is needed next",
            "have the kernel swap only where there is no other way",
            "echo 'vm.swappiness = 1' | sudo tee /etc/sysctl.d/90-tickwire.conf && sudo sysctl --system")));
    }

    private void clock()
    {
        final Optional<String> source =
            machine.read("sys/devices/system/clocksource/clocksource0/current_clocksource");
        final String why = "each tick is timed three times: 25 ns a look with tsc, a microsecond with hpet or acpi_pm";
        findings.add(source.isEmpty() ? Finding.unknown("clock source", "not told", why) : Finding.unless(
            List.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter").contains(source.get()),
            plan.latency(), Finding.of(
                "clock source",
                source.get(),
                why,
                "use tsc; if the kernel does not offer it, boot with tsc=reliable",
                "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource")));
    }

    private void frequency()
    {
        final Optional<String> config = machine.read("proc/sys/kernel/osrelease")
            .flatMap(release -> machine.read("boot/config-" + release));
        final String hz = config.map(text -> find(HZ, text)).orElse("");
        findings.add(hz.isEmpty() ?
            Finding.unknown("timer frequency", "not told", "how often a core is interrupted without nohz_full") :
            Finding.ok("timer frequency", hz + " Hz", "how often a core is interrupted without nohz_full"));
    }

    private void interrupts()
    {
        final boolean isRunning = machine.list("proc").stream()
            .filter(name -> name.matches("[0-9]+"))
            .anyMatch(pid -> machine.read("proc/" + pid + "/comm").filter("irqbalance"::equals).isPresent());
        findings.add(Finding.unless(!isRunning, plan.tuning(), Finding.of(
            "irqbalance",
            isRunning ? "running" : "not running",
            "it moves interrupts of devices to any core, also to those of pinned threads",
            "keep it off the chosen cores, or end it",
            "sudo systemctl disable --now irqbalance")));
    }

    private void limit(
        final String check,
        final String line,
        final long wanted,
        final State otherwise,
        final String why,
        final String unit)
    {
        final String value = machine.read("proc/self/limits").orElse("").lines()
            .filter(found -> found.startsWith(line))
            .map(found -> found.substring(line.length()).strip().split("\\s+")[0])
            .findFirst().orElse("");
        if (value.isEmpty())
        {
            findings.add(Finding.unknown(check, "not told", why));

            return;
        }
        final boolean isRight = value.equals("unlimited") || Long.parseLong(value) >= wanted;
        findings.add(Finding.unless(isRight, otherwise, Finding.of(
            check,
            value,
            why,
            "raise it in the unit, or in the shell that starts the server",
            (unit.startsWith("LimitNOFILE") ? "ulimit -n 65536" : "ulimit -l unlimited") + "    # systemd: " + unit)));
    }

    private void dumps()
    {
        final boolean areOff = machine.read("proc/self/limits").orElse("").lines()
            .anyMatch(line -> line.matches("Max core file size +0 .*"));
        findings.add(Finding.unless(areOff, plan.tuning(), Finding.of(
            "core dumps",
            areOff ? "off" : "on",
            "a dump has all that the process knows, tokens included, and writing it delays the restart",
            "turn them off, but for an investigation",
            "ulimit -c 0    # systemd: LimitCORE=0")));
    }

    private void shared()
    {
        final String mount = machine.read("proc/mounts").orElse("").lines()
            .filter(line -> line.split(" ").length > 3 && line.split(" ")[1].equals("/dev/shm"))
            .reduce((first, last) -> last).orElse("");
        final String why = "the lane and the journal put their rings there";
        if (mount.isEmpty())
        {
            findings.add(Finding.of("/dev/shm", "not mounted", why, "", ""));

            return;
        }
        final String options = mount.split(" ")[3];
        final Matcher size = Pattern.compile("size=([0-9]+)k").matcher(options);
        final long bytes = size.find() ? Long.parseLong(size.group(1)) << 10 : Long.MAX_VALUE;
        findings.add(Finding.unless(bytes >= MIN_SHM_BYTES, State.BAD, Finding.of(
            "/dev/shm",
            (bytes == Long.MAX_VALUE ? "half of the memory" : mib(bytes)) +
                (List.of(options.split(",")).contains("noexec") ? ", noexec" : ""),
            why + ", 86 MB at least; nothing is executed there, so that noexec does no harm",
            "make it larger",
            "sudo mount -o remount,size=1G /dev/shm    # a container: --shm-size=1g")));
    }

    private void quota()
    {
        final String second = machine.read("sys/fs/cgroup/" + group("") + "cpu.max").orElse("");
        final String first = read("cpu", "cpu.cfs_quota_us").orElse("-1");
        final boolean isLimited = !second.isEmpty() ? !second.startsWith("max") : !first.equals("-1");
        findings.add(Finding.unless(!isLimited, plan.latency(), Finding.of(
            "CPU quota",
            isLimited ? (second.isEmpty() ? first : second) + " µs a period" : "none",
            "who has used up a quota stands still for the rest of the period, up to 100 ms",
            "give the server cores (cpuset), not a share of time",
            "sudo systemctl set-property tickwire.service CPUQuota=")));
    }

    private void memory()
    {
        final String text = machine.read("sys/fs/cgroup/" + group("") + "memory.max")
            .or(() -> read("memory", "memory.limit_in_bytes")).orElse("max");
        final long limit = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
        final long wanted = plan.heapBytes() + OUTSIDE_HEAP_BYTES;
        findings.add(Finding.unless(limit >= wanted, State.BAD, Finding.of(
            "memory limit",
            limit >= Long.MAX_VALUE >> 1 ? "none" : mib(limit),
            "the kernel kills a process that takes more; of this profile one takes some " + mib(wanted),
            "raise the limit, or choose a profile that takes less",
            "sudo systemctl set-property tickwire.service MemoryMax=" + Math.round(wanted * 1.5 / MIB) + "M")));
    }

    /** With the first version of groups: of the one that this process is in, or, in a container, of its root. */
    private Optional<String> read(final String controller, final String file)
    {
        final String folder = "sys/fs/cgroup/" + controller + "/";

        return machine.read(folder + group(controller) + file).or(() -> machine.read(folder + file));
    }

    /**
     * The folder of the group that this process is in.
     *
     * @param controller empty: with the second version of groups.
     */
    private String group(final String controller)
    {
        return machine.read("proc/self/cgroup").orElse("").lines()
            .map(line -> line.split(":", 3))
            .filter(parts -> parts.length == 3 && parts[1].equals(controller))
            .map(parts -> parts[2].substring(1))
            .filter(group -> !group.isEmpty())
            .map(group -> group + "/")
            .findFirst().orElse("");
    }

    private static String find(final Pattern pattern, final String text)
    {
        final Matcher matcher = pattern.matcher(text);

        return matcher.find() ? matcher.group(1) : "";
    }

    private static String mib(final long bytes)
    {
        return Math.round(bytes / MIB) + " MiB";
    }
}
