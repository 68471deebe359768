package io.tickwire.bench.stress;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@link StressRun} in a process of its own, since jcstress writes into its working directory.
 */
public final class StressProcess
{
    private StressProcess()
    {
    }

    /**
     * @param isFull whether all of the JVM's modes of compilation are tried, and not one for about a minute.
     * @param folder that jcstress writes into.
     * @return its exit code.
     */
    public static int run(final boolean isFull, final Path folder) throws IOException, InterruptedException
    {
        Files.createDirectories(folder);
        final String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", classes, StressRun.class.getName(), isFull ? "full" : "quick"));
        final Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));

        return process.waitFor();
    }
}
