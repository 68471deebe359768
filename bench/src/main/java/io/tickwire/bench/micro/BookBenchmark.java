package io.tickwire.bench.micro;

import io.tickwire.bench.micro.variants.FlatLadder;
import io.tickwire.engine.book.OrderBook;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A change of one level, as the venue sent them ({@link BookDeltas}), on the book, on two flat ladders and on two tree
 * maps. After the last change all begin anew with the snapshot. The best bid is read after each batch.
 */
@State(Scope.Thread)
public class BookBenchmark extends MicroBenchmark
{
    /** How many changes an invocation makes. */
    static final int BATCH = 100;

    private static final int MAX_LEVELS = 10_000;

    private final OrderBook book = new OrderBook(MAX_LEVELS);
    private final FlatLadder flatBids = new FlatLadder(true);
    private final FlatLadder flatAsks = new FlatLadder(false);
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private BookDeltas deltas;
    private int next;

    /**
     * Reads the capture, or makes one up.
     */
    @Setup
    public void setup() throws IOException
    {
        deltas = BookDeltas.load();
        next = deltas.count();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long ladders()
    {
        final BookDeltas deltas = this.deltas;
        if (next + BATCH > deltas.count())
        {
            book.clear();
            next = 0;
            for (; next < deltas.snapshotLevels(); next++)
            {
                book.set(deltas.isBid(next), deltas.price(next), deltas.quantity(next));
            }
        }
        for (final int end = next + BATCH; next < end; next++)
        {
            book.set(deltas.isBid(next), deltas.price(next), deltas.quantity(next));
        }

        return book.bidPrice(0);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long flatLadders()
    {
        final BookDeltas deltas = this.deltas;
        if (next + BATCH > deltas.count())
        {
            flatBids.clear();
            flatAsks.clear();
            next = 0;
            for (; next < deltas.snapshotLevels(); next++)
            {
                setInFlat(next);
            }
        }
        for (final int end = next + BATCH; next < end; next++)
        {
            setInFlat(next);
        }

        return flatBids.best();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long treeMaps()
    {
        final BookDeltas deltas = this.deltas;
        if (next + BATCH > deltas.count())
        {
            bids.clear();
            asks.clear();
            next = 0;
            for (; next < deltas.snapshotLevels(); next++)
            {
                setInTree(next);
            }
        }
        for (final int end = next + BATCH; next < end; next++)
        {
            setInTree(next);
        }

        final Map.Entry<Long, Long> best = bids.firstEntry();

        return best == null ? 0 : best.getKey();
    }

    /**
     * The changes with a journal, as they are made once someone wants deltas.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long laddersWithJournal()
    {
        book.startJournal();

        return ladders();
    }

    private void setInFlat(final int index)
    {
        final FlatLadder side = deltas.isBid(index) ? flatBids : flatAsks;
        side.set(deltas.price(index), deltas.quantity(index));
    }

    private void setInTree(final int index)
    {
        final TreeMap<Long, Long> side = deltas.isBid(index) ? bids : asks;
        final long quantity = deltas.quantity(index);
        if (quantity == 0)
        {
            side.remove(deltas.price(index));
        }
        else
        {
            side.put(deltas.price(index), quantity);
        }
    }
}
