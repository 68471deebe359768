package io.tickwire.bench.wire;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where results were taken: without this they say nothing.
 */
public final class Surroundings
{
    private Surroundings()
    {
    }

    /**
     * @param home of the module, in the clone that was measured.
     */
    public static Map<String, Object> of(final Path home) throws IOException
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("commit", output(home, "git", "describe", "--always", "--dirty", "--abbrev=12"));
        map.put("host", InetAddress.getLocalHost().getHostName());
        map.put("cpu", cpu());
        map.put("cores", Runtime.getRuntime().availableProcessors());
        map.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        map.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        map.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
        map.put("serverFlags", String.join(" ", ServedProcess.SERVER_FLAGS));
        map.put("clientFlags", String.join(" ", ServedProcess.CLIENT_FLAGS));

        return map;
    }

    private static String cpu() throws IOException
    {
        final Path file = Path.of("/proc/cpuinfo");

        return !Files.exists(file) ? System.getProperty("os.arch") : Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    }

    private static String output(final Path folder, final String... command) throws IOException
    {
        try
        {
            final Process process = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
            final String text =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0 ? text : "unknown";
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();

            return "unknown";
        }
    }
}
