package io.tickwire.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineCountersTest
{
    private static final EngineCounter[] ALL = EngineCounter.values();

    private final EngineCounters counters = new EngineCounters();

    @Test
    void shouldBeginAtZero()
    {
        final CounterSheet sheet = counters.newSheet("pipeline-0");

        assertEquals("pipeline-0", sheet.role());
        for (final EngineCounter counter : ALL)
        {
            assertEquals(0, sheet.get(counter));
            assertEquals(0, counters.total(counter));
        }
    }

    @Test
    void shouldCountEachCounterByItself()
    {
        final CounterSheet sheet = counters.newSheet("pipeline-0");
        for (final EngineCounter counter : ALL)
        {
            sheet.add(counter, 1000L * counter.ordinal());
            sheet.increment(counter);
        }

        for (final EngineCounter counter : ALL)
        {
            assertEquals(1000L * counter.ordinal() + 1, sheet.get(counter));
        }
    }

    @Test
    void shouldSumAllSheets()
    {
        final Random random = new Random(5);
        final Map<EngineCounter, Long> expected = new HashMap<>();
        final List<CounterSheet> sheets = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            sheets.add(counters.newSheet("pipeline-" + i));
        }
        for (int i = 0; i < 5_000; i++)
        {
            final EngineCounter counter = ALL[random.nextInt(ALL.length)];
            final long amount = random.nextInt(100);
            sheets.get(random.nextInt(sheets.size())).add(counter, amount);
            expected.merge(counter, amount, Long::sum);
        }

        assertEquals(expected, counters.totals());
        assertEquals(Arrays.asList(ALL), List.copyOf(counters.totals().keySet()));
        for (final EngineCounter counter : ALL)
        {
            assertEquals(expected.get(counter), counters.total(counter));
        }
    }

    @Test
    void shouldTellItsSheetsInTheOrderInWhichTheyWereMade()
    {
        final CounterSheet first = counters.newSheet("feed-kraken");
        final List<CounterSheet> before = counters.sheets();
        final CounterSheet second = counters.newSheet("pipeline-0");

        assertEquals(List.of(first, second), counters.sheets());
        assertEquals(List.of(first), before);
        assertThrows(UnsupportedOperationException.class, () -> counters.sheets().clear());
    }

    @Test
    void shouldKeepTwoSheetsOfOneRoleApart()
    {
        counters.newSheet("feed-kraken").increment(EngineCounter.ERRORS);
        final CounterSheet second = counters.newSheet("feed-kraken");

        assertEquals(0, second.get(EngineCounter.ERRORS));
        assertEquals(1, counters.total(EngineCounter.ERRORS));
    }

    @Test
    void shouldShowAReaderOnlyCountsThatGrow() throws InterruptedException
    {
        final CounterSheet sheet = counters.newSheet("pipeline-0");
        final CountDownLatch start = new CountDownLatch(1);
        final int increments = 200_000;
        final Thread owner = new Thread(() ->
        {
            start.countDown();
            for (int i = 0; i < increments; i++)
            {
                sheet.increment(EngineCounter.TICKS_APPLIED);
                sheet.increment(EngineCounter.FRAMES_ENCODED);
            }
        });
        owner.start();
        start.await();
        long before = 0;
        while (before < increments)
        {
            // What was counted second is read first: the other is then there too.
            final long second = counters.total(EngineCounter.FRAMES_ENCODED);
            final long first = counters.total(EngineCounter.TICKS_APPLIED);
            assertTrue(second >= before && first >= second, "first=" + first + " second=" + second);
            before = second;
        }
        owner.join();

        assertEquals(increments, sheet.get(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldSayInDifferentWordsWhatEachCounterCounts()
    {
        final Set<String> labels = new HashSet<>();
        for (final EngineCounter counter : ALL)
        {
            assertEquals(counter.label().strip(), counter.label());
            assertTrue(!counter.label().isEmpty(), counter.name());
            assertTrue(labels.add(counter.label()), counter.name() + " has another's label: " + counter.label());
        }
        assertEquals(ALL.length, EngineCounter.count());
    }
}
