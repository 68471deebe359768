package io.tickwire.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.doctor.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Machines of several kinds, as their kernels tell of them.
 */
class DoctorCommandTest
{
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String[] PINNED =
        {"--profile", "pinned", "--set", "engine.cores=2", "--set", "shards.cores=3", "--json"};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> programs = new HashMap<>();
    private Map<String, String> environment = Map.of();

    @TempDir
    private Path root;

    @Test
    void shouldFindATunedMachineFit() throws IOException
    {
        tuned();

        assertEquals(Tickwire.DONE, doctor(PINNED), out() + err());
        assertTrue(report().path("is_fit").asBoolean(), out());
        for (final String check : List.of(
            "chosen cores", "isolated cores", "timer ticks", "RCU callbacks", "governor", "turbo", "SMT siblings",
            "NUMA", "huge pages", "swap", "clock source", "timer frequency", "irqbalance", "open files",
            "locked memory", "core dumps", "/dev/shm", "CPU quota", "memory limit", "somaxconn", "tcp_rmem",
            "tcp_wmem", "busy_poll", "eth0 coalescing", "eth0 queues", "JVM flags"))
        {
            assertEquals("ok", state(check), () -> check + out());
        }
    }

    @Test
    void shouldSayOfEachThingWhatIsWrong() throws IOException
    {
        tuned();
        final Map<String, String> wrongs = new HashMap<>(Map.of(
            CPU + "isolated", "2", CPU + "nohz_full", "", "proc/cmdline", "quiet rcu_nocbs=0-1",
            CPU + "cpu3/cpufreq/scaling_governor", "powersave", CPU + "intel_pstate/no_turbo", "0",
            CPU + "cpu3/topology/thread_siblings_list", "1,3",
            "sys/devices/system/node/node0/cpulist", "0-2", "sys/devices/system/node/node1/cpulist", "3",
            "sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never",
            "proc/swaps", "Filename Type\n/dev/sda2 partition"));
        wrongs.putAll(Map.of(
            "proc/sys/vm/swappiness", "60",
            "sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet",
            "proc/77/comm", "irqbalance", "proc/mounts", "shm /dev/shm tmpfs rw,noexec,size=65536k 0 0",
            "sys/fs/cgroup/system.slice/x/cpu.max", "50000 100000", "sys/fs/cgroup/system.slice/x/memory.max",
            "268435456", "proc/sys/net/core/somaxconn", "128", "proc/sys/net/ipv4/tcp_rmem", "4096 131072 1048576",
            "proc/sys/net/core/busy_poll", "0", "proc/self/limits", limits("1024", "8388608", "unlimited")));
        for (final Map.Entry<String, String> wrong : wrongs.entrySet())
        {
            write(wrong.getKey(), wrong.getValue());
        }
        programs.put("ethtool -c eth0", "Adaptive RX: on  TX: off\nrx-usecs: 50\n");
        environment = Map.of("TICKWIRE_JAVA_OPTS", "-Xmx2g -XX:+UseG1GC");

        assertEquals(Tickwire.FAILED, doctor(PINNED));
        for (final String check : List.of(
            "isolated cores", "timer ticks", "RCU callbacks", "governor", "SMT siblings", "NUMA", "huge pages", "swap",
            "clock source", "open files", "/dev/shm", "CPU quota", "memory limit", "JVM flags"))
        {
            assertEquals("bad", state(check), () -> check + out());
        }
        for (final String check : List.of(
            "turbo", "irqbalance", "locked memory", "core dumps", "somaxconn", "tcp_rmem", "busy_poll",
            "eth0 coalescing"))
        {
            assertEquals("warn", state(check), () -> check + out());
        }
        for (final JsonNode finding : report().path("findings"))
        {
            final boolean isWell = List.of("ok", "unknown").contains(finding.path("state").asText());
            assertEquals(isWell, finding.path("command").asText().isEmpty(), finding::toString);
            assertEquals(isWell, finding.path("fix").asText().isEmpty(), finding::toString);
        }
        assertTrue(finding("isolated cores").path("fix").asText().contains("isolcpus=2,3"), out());
    }

    @Test
    void shouldAskLessOfAMachineForOtherProfiles() throws IOException
    {
        tuned();
        write(CPU + "isolated", "");
        write(CPU + "cpu0/cpufreq/scaling_governor", "powersave");

        assertEquals(Tickwire.DONE, doctor("--profile", "eco", "--json"), out());
        assertEquals("ok", state("isolated cores"));
        assertEquals("ok", state("governor"));
        assertEquals(Tickwire.DONE, doctor("--json"), out());
        assertEquals("ok", state("isolated cores"));
        assertEquals("warn", state("governor"));
    }

    @Test
    void shouldSayThatAMachineHasNoSuchCore() throws IOException
    {
        tuned();

        assertEquals(Tickwire.FAILED, doctor("--set", "engine.cores=9", "--json"));
        assertTrue(finding("chosen cores").path("fix").asText().contains("choose of 0,1,2,3"), out());
    }

    @Test
    void shouldSayOnlyWhatIsKnownWhereTheKernelTellsNothing()
    {
        assertEquals(Tickwire.DONE, doctor("--json"), out());
        assertEquals("unknown", state("clock source"));
        assertEquals("unknown", state("governor"));
    }

    @Test
    void shouldTryPortsAndTheDisk() throws IOException
    {
        tuned();
        final Path journal = root.resolve("journal/deep");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            final String port = Integer.toString(taken.getLocalPort());
            assertEquals(Tickwire.FAILED, doctor(
                "--set", "server.listeners=127.0.0.1:" + port, "--journal", journal.toString(), "--json"));
            assertEquals("bad", state("port " + port));
        }
        final String found = finding("journal's disk").path("found").asText();
        assertTrue(found.matches("[0-9]+ µs a sync, [0-9]+ GiB free"), found);
        assertFalse(Files.exists(journal));
    }

    @Test
    void shouldTellPeopleWhatToDo() throws IOException
    {
        tuned();
        write("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never");

        assertEquals(Tickwire.FAILED, doctor(PINNED[0], PINNED[1], PINNED[2], PINNED[3], PINNED[4], PINNED[5]));
        assertTrue(out().startsWith("This machine, for the profile pinned:\n"), out());
        assertTrue(out().contains("bad      huge pages          always\n           why: "), out());
        assertTrue(out().contains("echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled\n"), out());
        assertFalse(out().contains("\033"), out());
    }

    private void tuned() throws IOException
    {
        write("proc/cmdline", "quiet isolcpus=managed_irq,domain,2-3 nohz_full=2-3 rcu_nocbs=2-3");
        write(CPU + "online", "0-3");
        write(CPU + "isolated", "2-3");
        write(CPU + "nohz_full", "2-3");
        write(CPU + "intel_pstate/no_turbo", "1");
        for (int core = 0; core < 4; core++)
        {
            write(CPU + "cpu" + core + "/cpufreq/scaling_governor", "performance");
            write(CPU + "cpu" + core + "/topology/thread_siblings_list", Integer.toString(core));
        }
        write("sys/devices/system/node/node0/cpulist", "0-3");
        write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");
        write("proc/swaps", "Filename Type");
        write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc");
        write("proc/sys/kernel/osrelease", "6.1.0-18-amd64");
        write("boot/config-6.1.0-18-amd64", "CONFIG_HZ_250=y\nCONFIG_HZ=250\n");
        write("proc/77/comm", "sshd");
        write("proc/self/limits", limits("65536", "unlimited", "0"));
        write("proc/self/cgroup", "0::/system.slice/x");
        write("sys/fs/cgroup/system.slice/x/cpu.max", "max 100000");
        write("sys/fs/cgroup/system.slice/x/memory.max", "max");
        write("proc/mounts", "tmpfs /dev/shm tmpfs rw,size=4194304k 0 0");
        write("proc/sys/net/core/somaxconn", "4096");
        write("proc/sys/net/core/busy_poll", "50");
        write("proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t16777216");
        write("proc/sys/net/ipv4/tcp_wmem", "4096\t131072\t16777216");
        write("sys/class/net/lo/operstate", "up");
        write("sys/class/net/eth0/device/vendor", "0x8086");
        write("sys/class/net/eth0/queues/rx-0/rps_cpus", "0");
        programs.put("ethtool -c eth0", "Coalesce parameters for eth0:\nAdaptive RX: off  TX: off\nrx-usecs:\t0\n");
    }

    private static String limits(final String files, final String locked, final String core)
    {
        return """
            Limit                     Soft Limit           Hard Limit           Units
            Max core file size        %s                    unlimited            bytes
            Max open files            %s                %s                files
            Max locked memory         %s             %s             bytes
            """.formatted(core, files, files, locked, locked);
    }

    private void write(final String path, final String text) throws IOException
    {
        final Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private int doctor(final String... args)
    {
        out.reset();
        final Machine machine = new Machine(
            root, command -> Optional.ofNullable(programs.get(String.join(" ", command))));
        final List<String> all = new ArrayList<>(List.of(args));
        if (all.stream().noneMatch(arg -> arg.startsWith("server.listeners")))
        {
            all.addAll(List.of("--set", "server.listeners=127.0.0.1:0"));
        }
        all.addAll(List.of("--set", "tls.listeners="));

        return new CommandLine(new DoctorCommand(
            new Surroundings(environment, new PrintStream(out, true), new PrintStream(err, true)), machine))
            .execute(all.toArray(new String[0]));
    }

    private JsonNode report()
    {
        try
        {
            return new ObjectMapper().readTree(out());
        }
        catch (final IOException ex)
        {
            throw new AssertionError(out(), ex);
        }
    }

    private JsonNode finding(final String check)
    {
        for (final JsonNode finding : report().path("findings"))
        {
            if (check.equals(finding.path("check").asText()))
            {
                return finding;
            }
        }

        throw new AssertionError("nothing is said of " + check + ": " + out());
    }

    private String state(final String check)
    {
        return finding(check).path("state").asText();
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }
}
