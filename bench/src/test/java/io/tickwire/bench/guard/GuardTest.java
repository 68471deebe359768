package io.tickwire.bench.guard;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What the guard makes of figures that forks might give.
 */
class GuardTest
{
    private static final int ROUNDS = 3;
    private static final Stage STAGE = new Stage("encode", "A.ours", "A.theirs", 0, 1.5, 0);

    private final Map<String, Deque<Sample>> script = new HashMap<>();
    private final List<String> runs = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldRunAStageAndItsYardstickInTurn()
    {
        assertTrue(isKept(STAGE));

        assertEquals(List.of("A.theirs", "A.ours", "A.theirs", "A.ours", "A.theirs", "A.ours"), runs);
        assertTrue(text().endsWith("the budget is kept\n"), text());
    }

    @Test
    void shouldBearOneNoisyRound()
    {
        script("A.ours", cpu(100), cpu(900), cpu(100));

        assertTrue(isKept(STAGE));
        assertEquals(2 * ROUNDS, runs.size());
    }

    @Test
    void shouldBearANoisyFirstLook()
    {
        script("A.ours", cpu(900), cpu(900), cpu(900));

        assertTrue(isKept(STAGE));
        assertEquals(2 * ROUNDS + 4 * ROUNDS, runs.size());
        assertTrue(text().contains("a second look at: encode\n"), text());
    }

    @Test
    void shouldLookAgainOnlyAtWhatIsOverItsBudget()
    {
        script("A.ours", cpu(900), cpu(900), cpu(900));

        assertTrue(isKept(STAGE, new Stage("book", "B.ours", "B.theirs", 0, 1.5, 0)));
        assertEquals(ROUNDS, runs.stream().filter("B.ours"::equals).count());
    }

    @Test
    void shouldOnlyGlanceAtWhatIsClear()
    {
        script("B.ours", cpu(101));
        script("C.ours", new Sample(100, 501, 0, Double.NaN));

        assertTrue(isKept(
            1,
            STAGE,
            new Stage("book", "B.ours", "B.theirs", 0, 1.5, 0),
            new Stage("seal", "C.ours", "C.theirs", 0, 1.5, 0)));
        assertEquals(1, runs.stream().filter("A.ours"::equals).count());
        assertEquals(1 + ROUNDS, runs.stream().filter("B.ours"::equals).count());
        assertEquals(1 + ROUNDS, runs.stream().filter("C.ours"::equals).count());
        assertFalse(text().contains("a second look"), text());
    }

    @Test
    void shouldFailOnWhatIsTooSlowTwice()
    {
        script("A.ours", cpu(160), cpu(160), cpu(160), cpu(160), cpu(160), cpu(100), cpu(160), cpu(160), cpu(90));

        assertFalse(isKept(STAGE));
        assertTrue(text().contains(
            "breach: encode: takes 1.60 times the CPU time of its yardstick, budget 1.50\n"), text());
    }

    @Test
    void shouldCompareWithinARound()
    {
        // A neighbour slows everything in two rounds of three, the yardstick too.
        script("A.ours", cpu(100), cpu(1_000), cpu(1_000));
        script("A.theirs", cpu(100), cpu(1_000), cpu(900));

        assertTrue(isKept(STAGE));
    }

    @Test
    void shouldFailOnAnyAllocation()
    {
        script("A.ours", bytes(0.26), bytes(0.25), bytes(0.25), bytes(0.25), bytes(0.25), bytes(0.25), bytes(0.25),
            bytes(0.25), bytes(0.25));

        assertFalse(isKept(STAGE));
        assertTrue(text().contains("breach: encode: allocates 0.2500 bytes, budget 0\n"), text());
    }

    @Test
    void shouldFailOnWhatWaits()
    {
        for (int i = 0; i < 3 * ROUNDS; i++)
        {
            script("A.ours", new Sample(100, 5_000, 0, Double.NaN));
        }

        assertFalse(isKept(STAGE));
        assertTrue(text().contains("breach: encode: waits: takes 50.00 times as long as its yardstick\n"), text());
    }

    @Test
    void shouldHoldInstructionsWhereTheyAreCounted()
    {
        for (int i = 0; i < 3 * ROUNDS; i++)
        {
            script("A.ours", new Sample(100, 100, 0, 420));
        }

        assertFalse(isKept(new Stage("encode", "A.ours", "A.theirs", 0, 1.5, 400)));
        assertTrue(text().contains("420 of 400"), text());
        assertTrue(text().contains("breach: encode: takes 420 instructions, budget 400\n"), text());
    }

    @Test
    void shouldPassOverInstructionsThatAreNotCounted()
    {
        assertTrue(isKept(new Stage("encode", "A.ours", "A.theirs", 0, 1.5, 400)));
        assertTrue(text().contains("not counted"), text());
    }

    @Test
    void shouldTellWhatIsLeftOfTheBudget()
    {
        script("A.ours", cpu(120), cpu(120), cpu(120));

        assertTrue(isKept(STAGE));
        assertTrue(text().lines().anyMatch(
            line -> line.matches("encode +120\\.0 +0 +0\\.0000 +1\\.50 +1\\.20 +20 % +not counted")), text());
    }

    private boolean isKept(final Stage... stages)
    {
        return isKept(ROUNDS, stages);
    }

    private boolean isKept(final int glances, final Stage... stages)
    {
        final Effort effort = new Effort(glances, ROUNDS, 1, 1, 1);

        return new Guard(this::sample, effort, new PrintStream(out, true)).isKept(List.of(stages));
    }

    private Sample sample(final String benchmark)
    {
        runs.add(benchmark);
        final Deque<Sample> samples = script.getOrDefault(benchmark, new ArrayDeque<>());

        return samples.isEmpty() ? cpu(100) : samples.removeFirst();
    }

    private void script(final String benchmark, final Sample... samples)
    {
        script.computeIfAbsent(benchmark, key -> new ArrayDeque<>()).addAll(List.of(samples));
    }

    private String text()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Sample cpu(final double ns)
    {
        return new Sample(ns, ns, 0, Double.NaN);
    }

    private static Sample bytes(final double bytes)
    {
        return new Sample(100, 100, bytes, Double.NaN);
    }
}
