package io.tickwire.transport.replay;

import io.tickwire.engine.TestTicks;
import io.tickwire.engine.feed.ClockWriter;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.stream.SteppedStream;
import io.tickwire.transport.stream.StreamException;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal, written as a server does, of a venue that sends a snapshot of each of its two books when it connects and
 * then only changes, one each 10 ms. The n-th change is always the same, so that each book is known at each time.
 */
public final class DeltaMarket
{
    /** When it begins. */
    public static final long START_NS = 1_700_002_800_000_000_000L;

    /** From one change to the next. */
    public static final long STEP_NS = 10_000_000;

    private static final int SLOTS = 1 << 10;
    private static final int SLOT_BYTES = 512;
    private static final int BATCH = 256;
    private static final int LEVELS = 40;
    private static final long BEST_BID = 10_000;

    private DeltaMarket()
    {
    }

    /**
     * Record so many changes.
     */
    public static void record(final Path journal, final int changes)
    {
        final StreamSettings settings = new StreamSettings(
            false,
            new StreamSettings.Journal(Optional.of(journal), 8 << 20, Sync.NONE, 0, 0),
            1 << 20,
            Optional.empty());
        final long[] nowNs = {START_NS};
        try (SteppedStream stream = SteppedStream.open(settings, START_NS))
        {
            final Names names = Names.empty();
            names.symbols().define("BTC/USD", -2, -8);
            names.symbols().define("ETH/USD", -2, -8);
            final int venueId = names.venues().add("alpha");
            final TickRing ring = new TickRing(
                SLOTS, SLOT_BYTES, WaitProfile.ECO.newWaitStrategy(), stream.origin().firstSequence());
            final TickPublisher publisher = new TickPublisher(
                ring, () -> nowNs[0], new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
            final TestTicks ticks = new TestTicks(publisher);
            final ClockWriter clock = new ClockWriter(publisher);
            stream.begin(ring, SLOT_BYTES, names, () -> nowNs[0], "test");
            snapshot(ticks.of(0, venueId).at(nowNs[0], nowNs[0]));
            snapshot(ticks.of(1, venueId).at(nowNs[0], nowNs[0]));
            for (int i = 0; i < changes; i++)
            {
                nowNs[0] = timeNs(i);
                ticks.of(i & 1, venueId).at(nowNs[0], nowNs[0]).bookDelta(
                    0, true, new long[]{bid(i), bidQuantity(i)}, new long[]{ask(i), 1 + i});
                if (i % BATCH == 0)
                {
                    clock.write(nowNs[0]);
                    stream.drain();
                }
            }
            stream.drain();
            stream.end();
        }
        catch (final StreamException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * When the n-th change comes.
     */
    public static long timeNs(final int n)
    {
        return START_NS + (n + 1) * STEP_NS;
    }

    /**
     * A book's bids, best first, price and quantity as mantissas.
     *
     * @param symbol  0 or 1.
     * @param changes how many of both symbols were told.
     */
    public static Map<Long, Long> bids(final int symbol, final int changes)
    {
        final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < LEVELS; i++)
        {
            bids.put(BEST_BID - i, 1L + i);
        }
        for (int i = symbol; i < changes; i += 2)
        {
            if (bidQuantity(i) == 0)
            {
                bids.remove(bid(i));
            }
            else
            {
                bids.put(bid(i), bidQuantity(i));
            }
        }

        return bids;
    }

    private static void snapshot(final TestTicks ticks)
    {
        final int perPage = LEVELS / 4;
        for (int page = 0; page < 4; page++)
        {
            final long[] bids = new long[2 * perPage];
            final long[] asks = new long[2 * perPage];
            for (int i = 0; i < perPage; i++)
            {
                bids[2 * i] = BEST_BID - page * perPage - i;
                bids[2 * i + 1] = 1 + page * perPage + i;
                asks[2 * i] = BEST_BID + 1 + page * perPage + i;
                asks[2 * i + 1] = 7;
            }
            ticks.bookSnapshot(page, page == 3, bids, asks);
        }
    }

    private static long bid(final int n)
    {
        return BEST_BID - (n >> 1) % LEVELS;
    }

    private static long bidQuantity(final int n)
    {
        return n % 7 == 0 ? 0 : n;
    }

    private static long ask(final int n)
    {
        return BEST_BID + 1 + n % LEVELS;
    }
}
