package io.tickwire.engine.book;

import java.util.Arrays;

/**
 * The levels of one side by their ticks, 64 ticks a page, found by a page's number. A page has a slot, which is a cache
 * line of an array:
 * <pre>
 *  | number | bits | block | q q q q q |
 * </pre>
 * A bit says that there is a level at a tick. A page of few levels has their quantities in its slot, in the order of
 * their ticks. One of more has a block of 64 quantities elsewhere, one for each tick and 0 where there is no level, so
 * that a change of it takes no branch. Numbers are hashed to slots by Fibonacci's multiplication, which spreads pages
 * that stand next to each other without a collision. So what a side takes follows from how many levels it has, and not
 * from where they are.
 * Thread: pipeline-<k>
 */
final class LevelPages
{
    /** There is no such page. */
    static final int NONE = -1;

    /** A tick's page is the tick shifted by this. */
    static final int TICK_BITS = 6;

    private static final int TICKS = 1 << TICK_BITS;
    private static final int SLOT_BITS = 3;
    private static final int BITS = 1;
    private static final int BLOCK = 2;
    private static final int QUANTITIES = 3;
    private static final int SLOT_LEVELS = (1 << SLOT_BITS) - QUANTITIES;
    /** A block is given back when no more levels than this are left in it, so that one that comes and goes is cheap. */
    private static final int BLOCK_LEAST_LEVELS = 3;
    private static final int INITIAL_SLOTS = 4;
    private static final int INITIAL_BLOCKS = 2;
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;
    private static final long[] NO_BLOCKS = new long[0];

    private long[] slots = new long[INITIAL_SLOTS << SLOT_BITS];
    private int[] table = new int[2 * INITIAL_SLOTS];
    private int tableShift = Long.SIZE - Integer.numberOfTrailingZeros(table.length);
    private int usedSlots;
    private int freeSlot = NONE;
    private long[] blocks = NO_BLOCKS;
    private int usedBlocks;
    private int freeBlock = NONE;

    LevelPages()
    {
        Arrays.fill(table, NONE);
    }

    /**
     * @return a page's slot, or {@link #NONE}.
     */
    int find(final long number)
    {
        final int[] table = this.table;
        final long[] slots = this.slots;
        int place = (int)(number * GOLDEN_RATIO >>> tableShift);
        int slot = table[place];
        while (slot != NONE && slots[slot << SLOT_BITS] != number)
        {
            place = place + 1 & table.length - 1;
            slot = table[place];
        }

        return slot;
    }

    /**
     * Adds a page without levels.
     *
     * @param number of a page that is not there.
     * @return its slot.
     */
    int add(final long number)
    {
        final int slot = takeSlot();
        final int at = slot << SLOT_BITS;
        slots[at] = number;
        slots[at + BITS] = 0;
        slots[at + BLOCK] = NONE;
        enter(number, slot);

        return slot;
    }

    /**
     * Takes away a page that has no levels any more.
     */
    void remove(final int slot)
    {
        final int[] table = this.table;
        final int mask = table.length - 1;
        int hole = home(slot);
        while (table[hole] != slot)
        {
            hole = hole + 1 & mask;
        }
        for (int place = hole + 1 & mask; table[place] != NONE; place = place + 1 & mask)
        {
            // What is not nearer to its home than the hole is moves there.
            if ((place - home(table[place]) & mask) >= (place - hole & mask))
            {
                table[hole] = table[place];
                hole = place;
            }
        }
        table[hole] = NONE;
        slots[slot << SLOT_BITS] = freeSlot;
        freeSlot = slot;
    }

    void clear()
    {
        Arrays.fill(table, NONE);
        usedSlots = 0;
        freeSlot = NONE;
        usedBlocks = 0;
        freeBlock = NONE;
    }

    /**
     * Which ticks of a page have a level.
     */
    long bits(final int slot)
    {
        return slots[(slot << SLOT_BITS) + BITS];
    }

    /**
     * @param tick any whose last bits are those of the level.
     * @return the quantity of a level, 0 where there is none.
     */
    long quantity(final int slot, final long tick)
    {
        final int at = slot << SLOT_BITS;
        final int block = (int)slots[at + BLOCK];
        if (block != NONE)
        {
            return blocks[block + ((int)tick & TICKS - 1)];
        }
        final long bits = slots[at + BITS];

        return (bits >>> tick & 1) == 0 ? 0 : slots[at + QUANTITIES + rank(bits, tick)];
    }

    /**
     * A level has this quantity now; 0 deletes it.
     *
     * @param tick any whose last bits are those of the level.
     * @return the quantity that it had.
     */
    long exchange(final int slot, final long tick, final long quantity)
    {
        final long[] slots = this.slots;
        final int at = slot << SLOT_BITS;
        final int block = (int)slots[at + BLOCK];
        if (block == NONE)
        {
            return exchangeInSlot(at, tick, quantity);
        }

        final int place = block + ((int)tick & TICKS - 1);
        final long previous = blocks[place];
        blocks[place] = quantity;
        // A quantity is not negative: the sign of its negation says whether there is one.
        final long bits = slots[at + BITS] & ~(1L << tick) | (-quantity >>> Long.SIZE - 1) << tick;
        slots[at + BITS] = bits;
        if (Long.bitCount(bits) <= BLOCK_LEAST_LEVELS)
        {
            moveToSlot(at);
        }

        return previous;
    }

    private long exchangeInSlot(final int at, final long tick, final long quantity)
    {
        final long[] slots = this.slots;
        final long bits = slots[at + BITS];
        final int first = at + QUANTITIES;
        final int place = first + rank(bits, tick);
        final int end = first + Long.bitCount(bits);
        if ((bits >>> tick & 1) != 0)
        {
            final long previous = slots[place];
            if (quantity != 0)
            {
                slots[place] = quantity;
                return previous;
            }
            for (int i = place + 1; i < end; i++)
            {
                slots[i - 1] = slots[i];
            }
            slots[at + BITS] = bits ^ 1L << tick;

            return previous;
        }
        if (quantity != 0)
        {
            insert(at, tick, quantity, place, end);
        }

        return 0;
    }

    private void insert(final int at, final long tick, final long quantity, final int place, final int end)
    {
        final long[] slots = this.slots;
        slots[at + BITS] |= 1L << tick;
        if (end == at + QUANTITIES + SLOT_LEVELS)
        {
            moveToBlock(at, tick, quantity);
            return;
        }
        for (int i = end; i > place; i--)
        {
            slots[i] = slots[i - 1];
        }
        slots[place] = quantity;
    }

    private void moveToBlock(final int at, final long tick, final long quantity)
    {
        final int block = takeBlock();
        slots[at + BLOCK] = block;
        int from = at + QUANTITIES;
        for (long bits = slots[at + BITS] ^ 1L << tick; bits != 0; bits &= bits - 1)
        {
            blocks[block + Long.numberOfTrailingZeros(bits)] = slots[from++];
        }
        blocks[block + ((int)tick & TICKS - 1)] = quantity;
    }

    private void moveToSlot(final int at)
    {
        final int block = (int)slots[at + BLOCK];
        int to = at + QUANTITIES;
        for (long bits = slots[at + BITS]; bits != 0; bits &= bits - 1)
        {
            slots[to++] = blocks[block + Long.numberOfTrailingZeros(bits)];
        }
        slots[at + BLOCK] = NONE;
        blocks[block] = freeBlock;
        freeBlock = block;
    }

    /**
     * How many levels of a page are below a tick.
     */
    private static int rank(final long bits, final long tick)
    {
        return Long.bitCount(bits & (1L << tick) - 1);
    }

    private int home(final int slot)
    {
        return (int)(slots[slot << SLOT_BITS] * GOLDEN_RATIO >>> tableShift);
    }

    private void enter(final long number, final int slot)
    {
        int place = (int)(number * GOLDEN_RATIO >>> tableShift);
        while (table[place] != NONE)
        {
            place = place + 1 & table.length - 1;
        }
        table[place] = slot;
    }

    private int takeSlot()
    {
        if (freeSlot != NONE)
        {
            final int slot = freeSlot;
            freeSlot = (int)slots[slot << SLOT_BITS];

            return slot;
        }
        if (usedSlots << SLOT_BITS == slots.length)
        {
            growSlots();
        }

        return usedSlots++;
    }

    /**
     * All slots are in use.
     */
    private void growSlots()
    {
        final int capacity = usedSlots + (usedSlots >> 1);
        slots = Arrays.copyOf(slots, capacity << SLOT_BITS);
        if (2 * capacity > table.length)
        {
            table = new int[2 * table.length];
            tableShift--;
            Arrays.fill(table, NONE);
            for (int slot = 0; slot < usedSlots; slot++)
            {
                enter(slots[slot << SLOT_BITS], slot);
            }
        }
    }

    private int takeBlock()
    {
        final int block;
        if (freeBlock == NONE)
        {
            block = usedBlocks << TICK_BITS;
            if (block == blocks.length)
            {
                blocks = Arrays.copyOf(blocks, Math.max(INITIAL_BLOCKS, usedBlocks + (usedBlocks >> 1)) << TICK_BITS);
            }
            usedBlocks++;
        }
        else
        {
            block = freeBlock;
            freeBlock = (int)blocks[block];
        }
        Arrays.fill(blocks, block, block + TICKS, 0);

        return block;
    }
}
