package io.tickwire.transport.replay;

import io.tickwire.engine.TestTicks;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.Side;

import java.nio.file.Path;
import java.util.Random;

/**
 * A journal of a small market: two symbols, two venues, an account; a tick each 10 ms, and the time each 100 ms. Its
 * ids are not those that a server would give.
 */
public final class RecordedMarket
{
    /** When it begins: a whole hour. */
    public static final long START_NS = 1_700_002_800_000_000_000L;

    /** When the epoch of its server was. */
    public static final long EPOCH_MS = 1_700_000_000_000L;

    /** From one tick to the next. */
    public static final long STEP_NS = 10_000_000;

    private static final long MS_NS = 1_000_000;
    private static final int BTC = 7;
    private static final int ETH = 3;
    private static final int ALPHA = 9;
    private static final int BETA = 2;
    private static final int ACCOUNT = 5;
    private static final int STEPS_OF_CLOCK = 10;
    private static final long TIP = 100_000_000;

    private RecordedMarket()
    {
    }

    /** Record one run of so many steps. */
    public static void record(final Path journal, final int steps)
    {
        try (JournalMaker maker = new JournalMaker(journal, EPOCH_MS))
        {
            run(maker, START_NS, steps);
            maker.end();
        }
    }

    /** One run, without its end. */
    public static void run(final JournalMaker maker, final long startNs, final int steps)
    {
        maker.begin();
        define(maker);
        final Random random = new Random(startNs);
        book(maker, startNs, BTC, ALPHA);
        book(maker, startNs, BTC, BETA);
        book(maker, startNs, ETH, ALPHA);
        for (int i = 0; i < steps; i++)
        {
            final long timeNs = startNs + i * STEP_NS;
            tick(maker, random, timeNs);
            if (i % STEPS_OF_CLOCK == 0)
            {
                maker.time(timeNs);
            }
        }
    }

    private static void define(final JournalMaker maker)
    {
        maker
            .name(NameKind.VENUE, ALPHA, "alpha")
            .name(NameKind.VENUE, BETA, "beta")
            .name(NameKind.ACCOUNT, ACCOUNT, "alice")
            .symbol(BTC, "BTC/USD", -2, -8)
            .symbol(ETH, "ETH/USD", -2, -4);
    }

    private static void book(final JournalMaker maker, final long timeNs, final int symbol, final int venue)
    {
        ticks(maker, symbol, venue, timeNs).bookSnapshot(
            0, true, new long[]{10_000, TIP, 9_990, TIP}, new long[]{10_010, TIP, 10_020, TIP});
        maker.flush();
    }

    private static void tick(final JournalMaker maker, final Random random, final long timeNs)
    {
        final int symbol = random.nextBoolean() ? BTC : ETH;
        final TestTicks ticks = ticks(maker, symbol, symbol == BTC && random.nextBoolean() ? BETA : ALPHA, timeNs);
        final long price = 10_000 + random.nextInt(10);
        switch (random.nextInt(5))
        {
            case 0, 1 -> ticks.trade(price, 1 + random.nextInt(1_000_000), Side.BUY, random.nextInt(1 << 20), 0);
            case 2 -> ticks.bookDelta(
                0, true, new long[]{10_000 - random.nextInt(9), random.nextInt(100)}, new long[0]);
            case 3 -> ticks.quote(price - 1, 1_000, price + 1, 2_000);
            default -> ticks.order(ACCOUNT, price, 1_000, "order-" + random.nextInt(100), "");
        }
        maker.flush();
    }

    private static TestTicks ticks(
        final JournalMaker maker, final int symbol, final int venue, final long timeNs)
    {
        return maker.ticks()
            .of(symbol, venue)
            .scaled(-2, symbol == BTC ? -8 : -4)
            .at(timeNs - MS_NS, timeNs);
    }
}
