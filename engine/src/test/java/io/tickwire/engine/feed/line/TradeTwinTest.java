package io.tickwire.engine.feed.line;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Lines that lag, lose and repeat trades, beside a twin that remembers all of them.
 */
class TradeTwinTest extends TwoLines
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 40;
    private static final int TRADES = 600;

    /** Trades of few contents, so that many say the same; the id 0 is none. */
    private record Trade(long timeNs, BigDecimal id)
    {
    }

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void shouldPublishWhatATwinPublishes()
    {
        for (int run = 0; run < RUNS; run++)
        {
            final boolean hasIds = run % 2 == 0;
            final Map<Trade, int[]> twin = new HashMap<>();
            final int[] next = new int[2];
            final List<Trade> all = new ArrayList<>();
            for (int i = 0; i < TRADES; i++)
            {
                all.add(new Trade(1_000L * run + i / 8, BigDecimal.valueOf(hasIds ? 1_000L * run + i + 1 : 0)));
            }
            final List<String> expected = new ArrayList<>();
            out.take();
            while (next[0] < TRADES || next[1] < TRADES)
            {
                final int line = random.nextInt(2);
                final Trade trade = next[line] < TRADES ? all.get(next[line]) : null;
                if (trade == null)
                {
                    continue;
                }
                final int kind = random.nextInt(10);
                next[line] += kind == 0 ? 0 : 1;
                if (kind != 1)
                {
                    hear(line, trade, twin, expected);
                }
            }
            assertEquals(expected, out.words);
            assertTrue(expected.size() >= TRADES * 9 / 10, () -> "published=" + expected.size());
        }
    }

    private void hear(
        final int line, final Trade trade, final Map<Trade, int[]> twin, final List<String> expected)
    {
        final int[] counts = twin.computeIfAbsent(trade, key -> new int[2]);
        final int most = Math.max(counts[0], counts[1]);
        counts[line]++;
        if (trade.id().signum() > 0 ? most == 0 : counts[line] > most)
        {
            expected.add("trade 7: 10 x 5 BUY id=%s t=%d".formatted(trade.id(), trade.timeNs()));
        }
        trade(line, trade.id().longValueExact(), trade.timeNs());
    }
}
