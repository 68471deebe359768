package io.tickwire.bench.guard;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The guard on real forks. The slowed stage costs three times what its yardstick does where twice is allowed, and the
 * good one once.
 */
class GuardProofTest
{
    private static final Effort EFFORT = new Effort(1, 1, 2, 3, 100);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void ignoreOthers()
    {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void shouldCatchWhatIsSlowedAllocatesOrWaitsAndPassWhatIsGood()
    {
        final boolean isKept = new Guard(new JmhForks(EFFORT, false), EFFORT, new PrintStream(out, true))
            .isKept(List.of(stage("good"), stage("slowed"), stage("allocating"), stage("waiting")));

        assertFalse(isKept, this::text);
        assertTrue(text().contains("a second look at: slowed, allocating, waiting\n"), this::text);
        final List<String> breaches = text().lines().filter(line -> line.startsWith("breach: ")).toList();
        assertEquals(3, breaches.size(), this::text);
        assertTrue(breaches.get(0).startsWith("breach: slowed: takes "), this::text);
        assertTrue(breaches.get(1).startsWith("breach: allocating: allocates 0.2"), this::text);
        assertTrue(breaches.get(2).contains("waits: takes "), this::text);
    }

    @Test
    void shouldNameABenchmarkThatThereIsNot()
    {
        final IllegalArgumentException ex = assertThrows(
            IllegalArgumentException.class, () -> new JmhForks(EFFORT, false).run("ProofBenchmark.none"));

        assertTrue(ex.getMessage().contains("ProofBenchmark.none"), ex.getMessage());
    }

    private static Stage stage(final String name)
    {
        return new Stage(name, "ProofBenchmark." + name, "ProofBenchmark.yardstick", 0, 2, 0);
    }

    private String text()
    {
        return out.toString(StandardCharsets.UTF_8);
    }
}
