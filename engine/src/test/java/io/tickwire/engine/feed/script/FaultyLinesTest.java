package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.line.LineCounter;
import io.tickwire.engine.feed.script.LinesRun.OneLine;
import io.tickwire.engine.feed.script.VenueScript.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two to four lines to each venue, which lag, lose, repeat and cut messages off, go down and come back, each by itself:
 * what is published is never wrong, never of an earlier time, has each trade that any line brought once, and is stale
 * only while all lines are.
 */
class FaultyLinesTest
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 2;
    private static final int EVENTS = 250;
    private static final int MAX_LAG = 12;

    static Set<String> venues()
    {
        return VenueScripts.names();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldMakeOneStreamOfLinesThatLag(final String venue)
    {
        for (int i = 0; i < RUNS; i++)
        {
            final SplittableRandom random = new SplittableRandom(SEED + i);
            final LinesRun run = new LinesRun(venue, SEED + i, 2 + 2 * i, 3 * EVENTS);
            play(run, random, 0, 0);

            assertEquals(0, run.stales(), venue);
            assertTrades(run, venue);
            assertTrue(run.lines.stream().allMatch(line ->
                run.arbiter.stats(line.index).get(LineCounter.WON) > 0 &&
                run.arbiter.stats(line.index).get(LineCounter.DUPLICATES) > 0), venue);
            assertEquals(0, run.takeovers(), venue);
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldMakeOneStreamOfFaultyLines(final String venue)
    {
        for (int i = 0; i < RUNS; i++)
        {
            final SplittableRandom random = new SplittableRandom(SEED + i);
            final LinesRun run = new LinesRun(venue, SEED + i, 2 + 2 * i, 6 * EVENTS);
            play(run, random, 25, 0);
            assertTrades(run, venue);
            recover(run, venue);
        }
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldNotNoticeLinesThatGoAndComeBack(final String venue)
    {
        for (int i = 0; i < RUNS; i++)
        {
            final SplittableRandom random = new SplittableRandom(SEED + i);
            final LinesRun run = new LinesRun(venue, SEED + i, 2 + 2 * i, 6 * EVENTS);
            play(run, random, 60, 100);
            assertTrades(run, venue);
            recover(run, venue);
        }
    }

    /** One line after the other says what comes next, at random, so that each lags behind another one for a while. */
    private static void play(
        final LinesRun run, final SplittableRandom random, final int untilFault, final int untilGone)
    {
        final int[] heard = new int[run.lines.size()];
        while (Arrays.stream(heard).min().orElseThrow() < EVENTS)
        {
            final int index = random.nextInt(heard.length);
            if (heard[index] > Arrays.stream(heard).min().orElseThrow() + MAX_LAG)
            {
                continue;
            }
            final OneLine line = run.lines.get(index);
            heard[index]++;
            if (untilGone > 0 && random.nextInt(untilGone) == 0)
            {
                turn(line);
            }
            final ScriptEvent event = line.script.next();
            if (line.isUp())
            {
                deliver(line, event, untilFault > 0 && random.nextInt(untilFault) == 0 ? fault(line, random) : null,
                    random);
            }
        }
        run.lines.stream().filter(line -> !line.isUp()).forEach(OneLine::connect);
    }

    private static void turn(final OneLine line)
    {
        if (line.isUp())
        {
            line.disconnect();
        }
        else
        {
            line.connect();
        }
    }

    /** One that shows itself with the message itself, or the next one of the book. */
    private static Fault fault(final OneLine line, final SplittableRandom random)
    {
        final List<Fault> told = Arrays.stream(Fault.values())
            .filter(fault -> line.script.tells(fault) &&
                (fault != Fault.REORDERED || line.script.tells(Fault.DROPPED)))
            .toList();

        return told.isEmpty() ? null : told.get(random.nextInt(told.size()));
    }

    private static void deliver(
        final OneLine line, final ScriptEvent event, final Fault fault, final SplittableRandom random)
    {
        final String when = "after line " + line.index + (fault == null ? "" : " " + fault);
        if (fault == null || event.answerFor() != null)
        {
            line.deliver(event, when);
            return;
        }
        switch (fault)
        {
            case DROPPED ->
            {
                // It is lost.
            }
            case DUPLICATED ->
            {
                final int connections = line.connections();
                line.deliver(event, when);
                deliverLate(line, event, connections, when);
            }
            case REORDERED ->
            {
                final ScriptEvent next = line.script.next();
                final int connections = line.connections();
                line.deliver(next, when);
                deliverLate(line, event, connections, when);
            }
            default -> line.deliver(
                event.with(Arrays.copyOf(event.bytes(), random.nextInt(event.bytes().length))), when);
        }
    }

    /** Not where its connection has gone. */
    private static void deliverLate(
        final OneLine line, final ScriptEvent event, final int connections, final String when)
    {
        if (line.connections() == connections)
        {
            line.deliver(event, when);
        }
    }

    /** In the end all are live and right. */
    private static void recover(final LinesRun run, final String venue)
    {
        final Map<String, ModelBook.Levels> last = new HashMap<>();
        for (final OneLine line : run.lines)
        {
            for (int i = 0; i < EVENTS; i++)
            {
                final ScriptEvent event = line.script.next();
                line.deliver(event, "while line " + line.index + " recovers");
                if (event.symbol() != null && line.index == 0)
                {
                    last.put(event.symbol(), event.levels());
                }
            }
        }
        last.keySet().forEach(symbol -> assertTrue(run.isLive(symbol), venue + ": " + symbol));
    }

    /** Each trade as often as the line has it that has it most often, but once where it has an id. */
    private static void assertTrades(final LinesRun run, final String venue)
    {
        final Map<String, Integer> expected = new HashMap<>();
        for (final OneLine line : run.lines)
        {
            count(line.alone.trades).forEach((trade, times) ->
                expected.merge(trade, trade.contains("id=0 ") ? times : 1, Math::max));
        }
        assertEquals(expected, count(run.trades), venue);
        final List<String> liquidations = new ArrayList<>(run.liquidations);
        run.lines.forEach(line ->
            line.alone.liquidations.forEach(word -> assertTrue(liquidations.contains(word), venue)));
    }

    private static Map<String, Integer> count(final List<String> words)
    {
        final Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));

        return counts;
    }
}
