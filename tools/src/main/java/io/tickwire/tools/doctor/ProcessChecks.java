package io.tickwire.tools.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the process itself will have: its Java, its ports, its disk. These are tried, not read.
 * Thread: conductor
 */
final class ProcessChecks
{
    private static final Set<Integer> TESTED = Set.of(17, 21, 25);
    private static final int NEWEST = 25;
    private static final int SYNCS = 20;
    private static final int BLOCK = 4_096;
    private static final double US_PER_NS = 1e-3;
    private static final double SLOW_US = 10_000;
    private static final String WHY_JAVA = "these are the long-term versions that each build is tested with";

    private ProcessChecks()
    {
    }

    static List<Finding> of(final Plan plan)
    {
        final List<Finding> findings = new ArrayList<>();
        java(plan, findings);
        plan.listeners().forEach(listener -> findings.add(port(listener)));
        plan.journal().ifPresent(folder -> findings.add(disk(folder, plan)));

        return findings;
    }

    private static void java(final Plan plan, final List<Finding> findings)
    {
        final int version = plan.javaVersion();
        findings.add(Finding.unless(
            TESTED.contains(version) && version == NEWEST,
            TESTED.contains(version) ? plan.tuning() : State.WARN,
            Finding.of(
                "Java", Integer.toString(version), WHY_JAVA, "install Java 25", "export JAVA_HOME=/path/to/25")));
        final List<String> doubtful = Arrays.stream(plan.javaFlags().split("\\s+"))
            .filter(flag -> flag.matches("-XX:\\+Use(Z|G1|Parallel|Shenandoah|ConcMarkSweep)GC|-X(int|comp|debug).*"))
            .toList();
        findings.add(Finding.unless(doubtful.isEmpty(), plan.latency(), Finding.of(
            "JVM flags",
            doubtful.isEmpty() ? "the launcher's" : String.join(" ", doubtful),
            "the profile's flags were measured together; a collector with threads of its own takes cores and barriers",
            "leave them to the launcher",
            "unset TICKWIRE_JAVA_OPTS")));
    }

    private static Finding port(final InetSocketAddress listener)
    {
        final String check = "port " + listener.getPort();
        final String why = "the server listens there";
        try (ServerSocket socket = new ServerSocket())
        {
            socket.setReuseAddress(true);
            socket.bind(listener);

            return Finding.ok(check, "free", why);
        }
        catch (final IOException ex)
        {
            return new Finding(
                check, State.BAD, String.valueOf(ex.getMessage()), why, "end who has it, or take another",
                "ss -ltnp 'sport = :" + listener.getPort() + "'");
        }
    }

    /**
     * How long a block takes to be on the disk, the middle of twenty.
     */
    private static Finding disk(final Path folder, final Plan plan)
    {
        final String check = "journal's disk";
        final String why = "with stream.journal.sync each write is waited for until it is on the disk";
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.isDirectory(there))
        {
            there = there.getParent();
        }
        try
        {
            final Path file = Files.createTempFile(there, "tickwire-doctor", ".tmp");
            final double us;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
            {
                us = medianSyncUs(channel);
            }
            finally
            {
                Files.delete(file);
            }

            return Finding.unless(us <= SLOW_US, plan.latency(), Finding.of(
                check,
                String.format(Locale.ROOT, "%.0f µs a sync, %d GiB free", us, there.toFile().getUsableSpace() >> 30),
                why,
                "record to an SSD of its own",
                "tickwire serve --journal /a/faster/disk"));
        }
        catch (final IOException ex)
        {
            return new Finding(check, State.BAD, "can not be written: " + ex.getMessage(), why,
                "let the server's user write there", "sudo chown tickwire " + folder);
        }
    }

    private static double medianSyncUs(final FileChannel channel) throws IOException
    {
        final double[] times = new double[SYNCS];
        for (int i = 0; i < SYNCS; i++)
        {
            final long startNs = System.nanoTime();
            channel.write(ByteBuffer.allocate(BLOCK), (long)i * BLOCK);
            channel.force(false);
            times[i] = (System.nanoTime() - startNs) * US_PER_NS;
        }
        Arrays.sort(times);

        return times[SYNCS / 2];
    }
}
