package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The levels of one symbol at one venue (L2), with prices and quantities as mantissas. It keeps what it is told: a
 * crossed book stays crossed until its venue says otherwise. A change costs the same wherever it is, and a look at a
 * level by its index a step for each page of 64 ticks before it. Nothing is allocated but to grow, or where a price is
 * finer than all before it.
 * Thread: pipeline-<k>
 */
public final class OrderBook
{
    /** How many levels of each side {@link #checksum()} covers. */
    public static final int CHECKSUM_LEVELS = 10;

    /** The bound on levels is not above this. */
    public static final int MAX_LEVELS = 1 << 24;

    private static final int LEVEL_BYTES = LevelList.LONGS * Long.BYTES;
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int maxLevels;
    private final Ladder bids;
    private final Ladder asks;
    private int epoch;
    private CRC32C crc;
    private LevelList checksumLevels;
    private byte[] checksumBytes;

    /**
     * @param maxLevels of a side. When there are more, the worst level leaves, and is counted.
     */
    public OrderBook(final int maxLevels)
    {
        if (maxLevels < 1 || maxLevels > MAX_LEVELS)
        {
            throw new IllegalArgumentException(
                "maxLevels must be from 1 to " + MAX_LEVELS + ": maxLevels=" + maxLevels);
        }

        this.maxLevels = maxLevels;
        bids = new Ladder(true, maxLevels);
        asks = new Ladder(false, maxLevels);
    }

    /**
     * A level has this quantity now; 0 deletes it. Deleting what is not there is no error: venues name levels beyond
     * the depth that was asked for. A snapshot is {@link #clear()} and then its levels, cheapest with the best first.
     *
     * @return whether the book is another one now.
     * @throws IllegalArgumentException where the quantity is negative or the price is not known.
     */
    public boolean set(final boolean isBid, final long price, final long quantity)
    {
        if (quantity < 0 || price == NULL)
        {
            throw new IllegalArgumentException("not a level: price=" + price + " quantity=" + quantity);
        }

        final Ladder side = isBid ? bids : asks;

        return side.set(side.keyOf(price), quantity);
    }

    /**
     * Forgets all levels; deltas can not span this.
     */
    public void clear()
    {
        epoch++;
        bids.clear();
        asks.clear();
    }

    /**
     * Forgets what is beyond this depth on each side, as Kraken asks of its subscribers. It is not counted.
     */
    public void truncate(final int depth)
    {
        if (depth < 0)
        {
            throw new IllegalArgumentException("depth must not be negative: depth=" + depth);
        }

        bids.truncate(depth);
        asks.truncate(depth);
    }

    public int maxLevels()
    {
        return maxLevels;
    }

    public int bids()
    {
        return bids.size();
    }

    public int asks()
    {
        return asks.size();
    }

    /**
     * @param index 0: the best.
     * @return NULL where there are not that many levels, as in the other three.
     */
    public long bidPrice(final int index)
    {
        return index < bids.size() ? bids.priceOf(bids.key(index)) : NULL;
    }

    public long bidQuantity(final int index)
    {
        return index < bids.size() ? bids.quantity(index) : NULL;
    }

    public long askPrice(final int index)
    {
        return index < asks.size() ? asks.priceOf(asks.key(index)) : NULL;
    }

    public long askQuantity(final int index)
    {
        return index < asks.size() ? asks.quantity(index) : NULL;
    }

    /**
     * The quantity at a price, 0 where there is no such level.
     */
    public long quantityAt(final boolean isBid, final long price)
    {
        final Ladder side = isBid ? bids : asks;

        return side.quantityAt(side.keyOf(price));
    }

    /**
     * Whether the best bid is not below the best ask.
     */
    public boolean isCrossed()
    {
        return bids.size() > 0 && asks.size() > 0 && bids.priceOf(bids.key(0)) >= asks.priceOf(asks.key(0));
    }

    /**
     * How many levels left, or never came in, because of {@link #maxLevels()}.
     */
    public long droppedLevels()
    {
        return bids.droppedLevels() + asks.droppedLevels();
    }

    /**
     * The CRC32C (Castagnoli), unsigned, of the best ten levels: first the bids, then the asks, each best first, each
     * level as two little-endian longs, the mantissas of its price and of its quantity. A level that is not there adds
     * no bytes, so that an empty book has the checksum 0.
     */
    public long checksum()
    {
        if (crc == null)
        {
            crc = new CRC32C();
            checksumLevels = new LevelList();
            checksumBytes = new byte[2 * CHECKSUM_LEVELS * LEVEL_BYTES];
        }

        final LevelList levels = checksumLevels;
        levels.clear();
        addView(levels, CHECKSUM_LEVELS);
        final int middle = putLevels(levels.bids(), levels.bidCount(), 0);
        final int length = putLevels(levels.asks(), levels.askCount(), middle);
        crc.reset();
        crc.update(checksumBytes, 0, length);

        return crc.getValue();
    }

    /**
     * From now on touched levels are remembered for {@link DepthCursor}s.
     */
    public void startJournal()
    {
        bids.startJournal();
        asks.startJournal();
    }

    /**
     * Add the best levels of both sides to a list.
     */
    public void addView(final LevelList out, final int depth)
    {
        bids.addView(out, depth);
        asks.addView(out, depth);
    }

    Ladder side(final boolean isBid)
    {
        return isBid ? bids : asks;
    }

    /**
     * Another number after each {@link #clear()}.
     */
    int epoch()
    {
        return epoch;
    }

    private int putLevels(final long[] levels, final int count, final int from)
    {
        final byte[] bytes = checksumBytes;
        int offset = from;
        for (int i = 0; i < count * LevelList.LONGS; i++)
        {
            LONGS.set(bytes, offset, levels[i]);
            offset += Long.BYTES;
        }

        return offset;
    }
}
