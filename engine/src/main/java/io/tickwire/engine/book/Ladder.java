package io.tickwire.engine.book;

import io.tickwire.engine.schema.LevelList;

/**
 * One side of a book. A key is the price of a bid or the negated price of an ask, so that both sides ascend toward the
 * best; it is counted in the unit of all prices seen, and such ticks stand in pages of 64:
 * <pre>
 *  key / unit = tick = | page's number | 6 bits |
 *  LevelPages   number -> which of its ticks have a level, and the quantities
 *  PageOrder    worst ... best
 * </pre>
 * A change of a level finds its page by its number and needs no search; order is kept among pages only, so that it
 * costs where a page comes or goes. A price that is no multiple of the unit makes all levels move to smaller ticks:
 * after a snapshot's first few levels that does not happen in practice, and not more than 63 times.
 * Thread: pipeline-<k>
 */
final class Ladder
{
    private final int maxLevels;
    private final long sign;
    private final PriceUnit unit = new PriceUnit();
    private final LevelPages pages = new LevelPages();
    private final PageOrder order = new PageOrder();
    private int size;
    private long droppedLevels;
    private LevelJournal journal;

    Ladder(final boolean isBid, final int maxLevels)
    {
        this.maxLevels = maxLevels;
        sign = isBid ? 1 : -1;
    }

    int size()
    {
        return size;
    }

    long keyOf(final long price)
    {
        return price * sign;
    }

    long priceOf(final long key)
    {
        return key * sign;
    }

    /**
     * Costs a step for each page before it.
     *
     * @param index 0: the best.
     */
    long key(final int index)
    {
        return unit.key(tick(index));
    }

    /**
     * Costs a step for each page before it.
     *
     * @param index 0: the best.
     */
    long quantity(final int index)
    {
        final long tick = tick(index);

        return pages.quantity(pages.find(tick >> LevelPages.TICK_BITS), tick);
    }

    /**
     * The quantity at a key, 0 where there is no such level.
     */
    long quantityAt(final long key)
    {
        if (!unit.divides(key))
        {
            return 0;
        }
        final long tick = unit.tick(key);
        final int slot = pages.find(tick >> LevelPages.TICK_BITS);

        return slot == LevelPages.NONE ? 0 : pages.quantity(slot, tick);
    }

    /**
     * How many levels are not worse than a key.
     */
    int countFrom(final long key)
    {
        final long first = unit.tickFrom(key);
        final long number = first >> LevelPages.TICK_BITS;
        int count = 0;
        int page = 0;
        while (page < order.count() && order.number(page) > number)
        {
            count += Long.bitCount(pages.bits(order.slot(page)));
            page++;
        }
        if (page < order.count() && order.number(page) == number)
        {
            count += Long.bitCount(pages.bits(order.slot(page)) >>> first);
        }

        return count;
    }

    long droppedLevels()
    {
        return droppedLevels;
    }

    LevelJournal journal()
    {
        return journal;
    }

    void startJournal()
    {
        if (journal == null)
        {
            journal = new LevelJournal();
        }
    }

    boolean set(final long key, final long quantity)
    {
        if (size == maxLevels && quantity != 0 && !hasPlaceFor(key))
        {
            return false;
        }
        if (!unit.divides(key))
        {
            return quantity != 0 && setInNewUnit(key, quantity);
        }

        final long tick = unit.tick(key);
        final int slot = pages.find(tick >> LevelPages.TICK_BITS);
        if (slot == LevelPages.NONE)
        {
            return quantity != 0 && setInNewPage(key, tick, quantity);
        }

        final long previous = pages.exchange(slot, tick, quantity);
        if (previous == quantity)
        {
            return false;
        }
        // Without a branch: quantities are not negative, and one less has a sign where there was none.
        size += (int)((previous - 1 >>> Long.SIZE - 1) - (quantity - 1 >>> Long.SIZE - 1));
        if (pages.bits(slot) == 0)
        {
            removePage(tick >> LevelPages.TICK_BITS, slot);
        }
        touch(key);

        return true;
    }

    /**
     * Add a level to a list of them.
     */
    void addTo(final LevelList out, final long key, final long quantity)
    {
        if (sign > 0)
        {
            out.addBid(key, quantity);
        }
        else
        {
            out.addAsk(-key, quantity);
        }
    }

    /**
     * Add the best levels to a list of them.
     */
    void addView(final LevelList out, final int depth)
    {
        int levels = Math.min(depth, size);
        for (int page = 0; levels > 0; page++)
        {
            final int slot = order.slot(page);
            final long first = order.number(page) << LevelPages.TICK_BITS;
            long bits = pages.bits(slot);
            while (bits != 0 && levels > 0)
            {
                final int last = lastOf(bits);
                addTo(out, unit.key(first + last), pages.quantity(slot, last));
                bits ^= 1L << last;
                levels--;
            }
        }
    }

    /**
     * Add the keys of levels that are not worse than a key, without the best ones.
     *
     * @param best how many are left out; none of them is worse than the key.
     */
    void addKeys(final SortedKeys out, final int best, final long worst)
    {
        int toSkip = best;
        for (int page = 0; page < order.count(); page++)
        {
            final long all = pages.bits(order.slot(page));
            final int count = Long.bitCount(all);
            final long first = order.number(page) << LevelPages.TICK_BITS;
            long bits = count <= toSkip ? 0 : withoutLast(all, toSkip);
            toSkip -= Math.min(toSkip, count);
            for (; bits != 0; bits = withoutLast(bits, 1))
            {
                final long key = unit.key(first + lastOf(bits));
                if (key < worst)
                {
                    return;
                }
                out.add(key);
            }
        }
    }

    void clear()
    {
        pages.clear();
        order.clear();
        size = 0;
    }

    void truncate(final int depth)
    {
        while (size > depth)
        {
            dropWorst();
        }
    }

    private long tick(final int index)
    {
        int page = 0;
        int rest = index;
        long bits = pages.bits(order.slot(0));
        for (int count = Long.bitCount(bits); rest >= count; count = Long.bitCount(bits))
        {
            rest -= count;
            page++;
            bits = pages.bits(order.slot(page));
        }

        return (order.number(page) << LevelPages.TICK_BITS) + lastOf(withoutLast(bits, rest));
    }

    private static long withoutLast(final long bits, final int count)
    {
        long rest = bits;
        for (int i = 0; i < count; i++)
        {
            rest ^= Long.highestOneBit(rest);
        }

        return rest;
    }

    private static int lastOf(final long bits)
    {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    /**
     * Whether a level is there, or may come into a full side since the worst has left.
     */
    private boolean hasPlaceFor(final long key)
    {
        if (quantityAt(key) != 0)
        {
            return true;
        }

        droppedLevels++;
        if (key < unit.key(worstTick()))
        {
            return false;
        }
        dropWorst();

        return true;
    }

    private long worstTick()
    {
        final int worst = order.count() - 1;
        final long bits = pages.bits(order.slot(worst));

        return (order.number(worst) << LevelPages.TICK_BITS) + Long.numberOfTrailingZeros(bits);
    }

    private void dropWorst()
    {
        final long tick = worstTick();
        final int slot = order.slot(order.count() - 1);
        pages.exchange(slot, tick, 0);
        size--;
        if (pages.bits(slot) == 0)
        {
            removePage(tick >> LevelPages.TICK_BITS, slot);
        }
        touch(unit.key(tick));
    }

    private void touch(final long key)
    {
        if (journal != null)
        {
            journal.append(key);
        }
    }

    private boolean setInNewPage(final long key, final long tick, final long quantity)
    {
        add(tick, quantity);
        touch(key);

        return true;
    }

    private boolean setInNewUnit(final long key, final long quantity)
    {
        final LevelList levels = new LevelList();
        addView(levels, size);
        clear();
        unit.learn(key);
        final long[] pairs = sign > 0 ? levels.bids() : levels.asks();
        final int longs = LevelList.LONGS * (sign > 0 ? levels.bidCount() : levels.askCount());
        for (int i = longs - LevelList.LONGS; i >= 0; i -= LevelList.LONGS)
        {
            add(unit.tick(keyOf(pairs[i])), pairs[i + 1]);
        }
        add(unit.tick(key), quantity);
        touch(key);

        return true;
    }

    /**
     * @param tick of a level that is not there.
     */
    private void add(final long tick, final long quantity)
    {
        final long number = tick >> LevelPages.TICK_BITS;
        int slot = pages.find(number);
        if (slot == LevelPages.NONE)
        {
            slot = pages.add(number);
            order.insert(number, slot);
        }
        pages.exchange(slot, tick, quantity);
        size++;
    }

    private void removePage(final long number, final int slot)
    {
        order.remove(number);
        pages.remove(slot);
    }
}
