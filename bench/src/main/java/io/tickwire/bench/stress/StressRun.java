package io.tickwire.bench.stress;

import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;

/**
 * Runs jcstress: {@code StressRun quick|full}. Keeps its talk in {@code console.txt} of the working directory, and its
 * report in {@code results}; prints a line for each test, and ends with 1 where one failed, or did not run at all,
 * which jcstress itself passes over in silence, or with 2 where one hung, which jcstress would wait for.
 */
public final class StressRun
{
    private static final Path LOG = Path.of("console.txt");
    private static final int HUNG = 2;

    /** In one JVM a test, and for about a minute: for each build. */
    private static final List<String> QUICK =
        List.of("-m", "quick", "-sc", "false", "-strideSize", "4", "-strideCount", "256");
    private static final int QUICK_LIMIT_MINUTES = 15;

    /** In all of the JVM's modes of compilation: as long as it takes. */
    private static final List<String> FULL = List.of("-m", "default");
    private static final int FULL_LIMIT_MINUTES = 240;

    /** The last of them as in the parent pom: what JDK 17 does not know it passes over. */
    private static final String JVM_FLAGS = "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM " +
        "-XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow " +
        "--enable-native-access=ALL-UNNAMED " +
        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private final PrintStream console;
    private final Options options;
    private final int limitMinutes;

    private StressRun(final PrintStream console, final boolean isFull)
    {
        this.console = console;
        final List<String> arguments = new ArrayList<>(isFull ? FULL : QUICK);
        arguments.addAll(List.of("-r", "results", "-jvmArgs", JVM_FLAGS));
        options = new Options(arguments.toArray(String[]::new));
        limitMinutes = isFull ? FULL_LIMIT_MINUTES : QUICK_LIMIT_MINUTES;
    }

    public static void main(final String[] args) throws Exception
    {
        final StressRun run = new StressRun(System.out, "full".equals(args[0]));
        final Thread guard = new Thread(run::endHung, "guard");
        guard.setDaemon(true);
        guard.start();
        System.exit(run.run() ? 0 : 1);
    }

    private void endHung()
    {
        try
        {
            TimeUnit.MINUTES.sleep(limitMinutes);
        }
        catch (final InterruptedException ex)
        {
            return;
        }

        console.printf("jcstress: FAILED: still at it after %d minutes: a test hangs; see %s%n",
            limitMinutes, LOG.toAbsolutePath());
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(HUNG);
    }

    private boolean run() throws Exception
    {
        final SortedSet<String> tests;
        try (PrintStream log = new PrintStream(Files.newOutputStream(LOG), true, StandardCharsets.UTF_8))
        {
            System.setOut(log);
            if (!options.parse())
            {
                return false;
            }

            final JCStress stress = new JCStress(options);
            tests = stress.getTests();
            runAll(stress);
        }
        finally
        {
            System.setOut(console);
        }

        return report(tests, results());
    }

    private static void runAll(final JCStress stress) throws Exception
    {
        try
        {
            stress.run();
        }
        catch (final AssertionError ex)
        {
            // Tests failed: jcstress has told so in its log, and the report tells which.
            ex.printStackTrace(System.out);
        }
    }

    private InProcessCollector results() throws IOException, ClassNotFoundException
    {
        final InProcessCollector results = new InProcessCollector();
        final DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), results);
        reader.dump();
        reader.close();

        return results;
    }

    private boolean report(final SortedSet<String> tests, final InProcessCollector results)
    {
        boolean isPassed = !tests.isEmpty();
        long samples = 0;
        for (final String test : tests)
        {
            final List<TestResult> ofTest = new ArrayList<>();
            for (final TestResult result : results.getTestResults())
            {
                if (result.getName().equals(test))
                {
                    ofTest.add(result);
                }
            }
            isPassed &= reportTest(test, ofTest);
            samples += ofTest.stream().mapToLong(TestResult::getTotalCount).sum();
        }
        console.printf(
            Locale.ROOT, "jcstress: %d tests, %,d samples: %s; %s, %s%n",
            tests.size(), samples, isPassed ? "passed" : "FAILED", LOG.toAbsolutePath(),
            Path.of(options.getResultDest(), "index.html").toAbsolutePath().normalize());

        return isPassed;
    }

    private boolean reportTest(final String test, final List<TestResult> results)
    {
        final long samples = results.stream().mapToLong(TestResult::getTotalCount).sum();
        final boolean isPassed = samples > 0 && results.stream().allMatch(StressRun::isPassed);
        console.printf(
            Locale.ROOT, "  %-6s %-28s %,12d samples in %d JVMs%n",
            isPassed ? "ok" : "FAILED", test.substring(test.lastIndexOf('.') + 1), samples, results.size());
        if (!isPassed)
        {
            final PrintWriter writer = new PrintWriter(console, true);
            results.stream().filter(result -> !isPassed(result)).limit(2)
                .forEach(result -> ReportUtils.printResult(writer, result, false));
        }

        return isPassed;
    }

    private static boolean isPassed(final TestResult result)
    {
        return result.status() == Status.NORMAL && result.grading().isPassed;
    }
}
