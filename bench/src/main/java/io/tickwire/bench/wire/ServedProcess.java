package io.tickwire.bench.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM of our own, which tells lines on its standard output; it ends when this is closed.
 */
final class ServedProcess implements AutoCloseable
{
    /** Of servers, those of the tickwire command; of clients, room for what they read. */
    static final List<String> SERVER_FLAGS =
        List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx104m", "-Xmn16m", "-XX:MaxDirectMemorySize=192m");
    static final List<String> CLIENT_FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx1g");

    private static final List<String> FLAGS = List.of(
        "-XX:+IgnoreUnrecognizedVMOptions",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
        "--add-opens=java.base/java.util.zip=ALL-UNNAMED");
    private static final Pattern PORT = Pattern.compile(":([0-9]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final int STOP_SECONDS = 10;
    private static final int TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;

    private final String name;
    private final Process process;
    private final BufferedReader lines;

    /**
     * @param log takes its standard error stream.
     */
    ServedProcess(final Class<?> main, final List<String> flags, final List<?> arguments, final Path log)
        throws IOException
    {
        name = main.getSimpleName();
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        arguments.forEach(argument -> command.add(String.valueOf(argument)));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        lines = process.inputReader();
    }

    /**
     * The next line that begins so.
     *
     * @throws IOException where the process ends before.
     */
    String await(final String start) throws IOException
    {
        String line = lines.readLine();
        while (line != null && !line.startsWith(start))
        {
            line = lines.readLine();
        }
        if (line == null)
        {
            throw new IOException(name + " ended before it said: " + start);
        }

        return line;
    }

    /**
     * Ask by a line on its standard input, and wait for the line that begins so.
     */
    String ask(final String question, final String start) throws IOException
    {
        final OutputStream questions = process.getOutputStream();
        questions.write((question + '\n').getBytes(StandardCharsets.UTF_8));
        questions.flush();

        return await(start);
    }

    /**
     * The CPU time of each of its threads so far, in ns, by name; of threads of one name, together. A thread that has
     * ended meanwhile is left out.
     */
    Map<String, Long> threadNs() throws IOException
    {
        final Map<String, Long> times = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc("task")))
        {
            for (final Path task : tasks)
            {
                try
                {
                    final long ns = Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]);
                    times.merge(Files.readString(task.resolve("comm")).strip(), ns, Long::sum);
                }
                catch (final NoSuchFileException ex)
                {
                    // It has ended since it was listed.
                    continue;
                }
            }
        }

        return times;
    }

    /**
     * The ports that a line names, in its order.
     */
    static List<Integer> ports(final String line)
    {
        final List<Integer> ports = new ArrayList<>();
        final Matcher matcher = PORT.matcher(line);
        while (matcher.find())
        {
            ports.add(Integer.parseInt(matcher.group(1)));
        }

        return ports;
    }

    /**
     * CPU time of the whole process so far, in user and in kernel mode.
     */
    double cpuSeconds() throws IOException
    {
        final String stat = Files.readString(proc("stat"));
        final String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / (double)TICKS_PER_SECOND;
    }

    long residentKiB() throws IOException
    {
        final Matcher matcher = RESIDENT.matcher(Files.readString(proc("status")));

        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    int descriptors()
    {
        final String[] files = proc("fd").toFile().list();

        return files == null ? 0 : files.length;
    }

    private Path proc(final String file)
    {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }

    @Override
    public void close() throws IOException
    {
        process.destroy();
        try
        {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        lines.close();
    }
}
