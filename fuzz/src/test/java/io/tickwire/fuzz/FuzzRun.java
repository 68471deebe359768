package io.tickwire.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fuzzes targets, as many at once as there are cores, each in a JVM of its own for so many seconds, from inputs that
 * are kept. What it learns stays in {@code target/fuzz} for the next run. Prints a line a target, and ends with 1 where
 * one failed.
 * <p>
 * A run that begins with what is kept alone goes the same way each time, so far as it comes: what passes in one clone
 * passes in the next. New ways are gone by longer runs, and by those that know what others learned.
 */
public final class FuzzRun
{
    private static final Path ROOT = Path.of("target", "fuzz");
    private static final String INSTRUMENTED = String.join(
        ":", "io.tickwire.transport.**", "io.tickwire.engine.feed.**", "com.fasterxml.jackson.core.**",
        "org.msgpack.**", "org.jose4j.**", "org.snakeyaml.engine.**");
    private static final int SEED = 1;
    // So long that no busy machine reaches it while it only loads classes.
    private static final int INPUT_SECONDS = 240;
    private static final int GRACE_SECONDS = 300;

    // What runs for less is over before it gains by C2, which takes half of the CPU time.
    private static final int LONG_SECONDS = 30;
    private static final int LAST_LINES = 40;
    private static final Pattern DONE = Pattern.compile("Done ([0-9]+) runs");
    private static final Pattern COVERAGE = Pattern.compile("cov: ([0-9]+)");

    private final int seconds;

    private FuzzRun(final int seconds)
    {
        this.seconds = seconds;
    }

    /**
     * @param args seconds a target, and names of targets; none: all.
     */
    public static void main(final String[] args) throws IOException, InterruptedException
    {
        final List<String> wanted = List.of(args).subList(1, args.length);
        final List<String> targets = new ArrayList<>();
        for (final String className : FuzzTargets.classNames())
        {
            if (wanted.isEmpty() || wanted.contains(FuzzTargets.nameOf(className)))
            {
                targets.add(className);
            }
        }
        if (targets.isEmpty() || targets.size() < wanted.size())
        {
            System.err.println("fuzz: no such target: " + wanted + ", there are " +
                FuzzTargets.classNames().stream().map(FuzzTargets::nameOf).toList());
            System.exit(2);
        }

        System.exit(new FuzzRun(Integer.parseInt(args[0])).fuzzAll(targets) ? 0 : 1);
    }

    private boolean fuzzAll(final List<String> targets) throws InterruptedException
    {
        final ExecutorService watchers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        boolean isPassed = true;
        for (final Future<Boolean> target : watchers.invokeAll(targets.stream().map(this::fuzzing).toList()))
        {
            try
            {
                isPassed &= target.get();
            }
            catch (final ExecutionException ex)
            {
                ex.getCause().printStackTrace();
                isPassed = false;
            }
        }
        watchers.shutdown();

        return isPassed;
    }

    private Callable<Boolean> fuzzing(final String className)
    {
        return () -> fuzz(className);
    }

    private boolean fuzz(final String className) throws IOException, InterruptedException
    {
        final String name = FuzzTargets.nameOf(className);
        final Path folder = ROOT.resolve(name);
        final Path console = folder.resolve("console.txt");
        Files.createDirectories(folder.resolve("corpus"));
        final Process process = new ProcessBuilder(command(className, folder))
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
        final Thread hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        final boolean isOver = process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(hook);

        final String text = Files.readString(console, StandardCharsets.ISO_8859_1);
        final boolean isPassed = isOver && process.exitValue() == 0;
        tell(isPassed, name, text, folder);

        return isPassed;
    }

    private static synchronized void tell(
        final boolean isPassed, final String name, final String text, final Path folder) throws IOException
    {
        System.out.printf(Locale.ROOT, "  %-6s %-24s %,12d inputs, coverage %d%n",
            isPassed ? "ok" : "FAILED", name, last(DONE, text), last(COVERAGE, text));
        if (!isPassed)
        {
            tellWhy(text, folder);
        }
    }

    private List<String> command(final String className, final Path folder)
    {
        final String name = FuzzTargets.nameOf(className);
        final Path dictionary = FuzzTargets.DICTIONARIES.resolve(name);
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-ea", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading",
            "-XX:+IgnoreUnrecognizedVMOptions", "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + className,
            "--instrumentation_includes=" + INSTRUMENTED,
            "--custom_hook_includes=" + INSTRUMENTED,
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + File.separator,
            "-max_total_time=" + seconds,
            "-timeout=" + INPUT_SECONDS,
            "-seed=" + SEED,
            "-use_value_profile=1"));
        if (seconds < LONG_SECONDS)
        {
            command.add(1, "-XX:TieredStopAtLevel=1");
        }
        if (Files.exists(dictionary))
        {
            command.add("-dict=" + dictionary);
        }
        command.add(folder.resolve("corpus").toString());
        command.add(FuzzTargets.CORPORA.resolve(name).toString());

        return command;
    }

    private static void tellWhy(final String text, final Path folder) throws IOException
    {
        final List<String> lines = text.lines().toList();
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(System.out::println);
        try (Stream<Path> files = Files.list(folder))
        {
            files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                .forEach(file -> System.out.println("to keep it, name what it shows, and move it to " +
                    FuzzTargets.CORPORA.resolve(folder.getFileName()) + ": " + file));
        }
    }

    private static long last(final Pattern pattern, final String text)
    {
        long last = 0;
        final Matcher matcher = pattern.matcher(text);
        while (matcher.find())
        {
            last = Long.parseLong(matcher.group(1));
        }

        return last;
    }
}
