package io.tickwire.bench.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The budget's instructions where the machine counts them: a perf of ours says that a million are spent in each tenth
 * of a second, and runs what it is told to.
 */
@Timeout(300)
class CountedBudgetTest
{
    private static final String COUNTS = """
        #!/bin/sh
        shift
        every=no
        while case $1 in -*) true ;; *) false ;; esac
        do
            case $1 in -I | --interval-print) every=yes ;; esac
            shift 2
        done
        if [ $every = yes ]
        then
            seq 1 600 | awk '{ printf "%.1f,1000000,,instructions:u,1000,100.00,,\\n", $1 / 10 }' >&2
        else
            echo 1000000,,instructions:u,1000,100.00,, >&2
        fi
        exec "$@"
        """;
    private static final String REFUSES = """
        #!/bin/sh
        echo "event syntax error: 'instructions:u'" >&2
        echo "  no such counter" >&2
        exit 1
        """;

    @TempDir
    private Path folder;

    @Test
    void shouldCountInstructionsWhereTheMachineDoes() throws Exception
    {
        final String said = check(COUNTS);

        assertTrue(said.lines().anyMatch(line -> line.matches("good .* [1-9][0-9]* of 2000000000")), said);
        assertTrue(said.contains("the budget is kept\n"), said);
    }

    @Test
    void shouldSayInOneLineThatTheyAreNotCounted() throws Exception
    {
        final String said = check(REFUSES);

        assertEquals(
            "instructions are not counted here (perf: event syntax error: 'instructions:u')",
            said.lines().findFirst().orElseThrow());
        assertTrue(said.lines().anyMatch(line -> line.matches("good .* not counted")), said);
        assertTrue(said.lines().skip(1).findFirst().orElseThrow().startsWith("stage "), said);
    }

    private String check(final String perf) throws IOException, InterruptedException
    {
        final Path script = folder.resolve("perf");
        Files.writeString(script, perf);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        final Path budget = folder.resolve("budget.yaml");
        Files.writeString(budget, "good: {benchmark: ProofBenchmark.good, yardstick: ProofBenchmark.yardstick, " +
            "bytes: 0, ratio: 1000, instructions: 2000000000}\n");
        final ProcessBuilder builder = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            BudgetCheck.class.getName(),
            "quick",
            budget.toString()).redirectErrorStream(true);
        builder.environment().put("JMH_PERF", script.toString());
        final Process process = builder.start();
        process.getOutputStream().close();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);

        return said;
    }
}
