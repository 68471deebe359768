package io.tickwire.bench.profile;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Runs one benchmark with the recorder on, and leaves its recording and the collapsed stacks.
 */
public final class Profile
{
    private static final int ITERATIONS = 5;

    private Profile()
    {
    }

    /**
     * @param benchmark {@code Class.method}; a parameter has its first value.
     * @param folder    where {@code benchmark.jfr} and {@code benchmark.collapsed} come.
     */
    public static void run(final String benchmark, final Path folder, final PrintStream out)
        throws IOException, RunnerException
    {
        Files.createDirectories(folder);
        final Path recording = folder.resolve(benchmark + ".jfr");
        new Runner(new OptionsBuilder()
            .include("\\." + Pattern.quote(benchmark) + "$")
            .forks(1)
            .warmupIterations(ITERATIONS)
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(2))
            .jvmArgs(
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints",
                "-XX:StartFlightRecording=settings=profile,filename=" + recording)
            .shouldFailOnError(true)
            .build()).run();

        final Path stacks = folder.resolve(benchmark + ".collapsed");
        final long samples = CollapsedStacks.write(recording, stacks);
        out.println(samples + " samples: " + stacks + " for a flame graph, " + recording + " for Mission Control");
    }
}
