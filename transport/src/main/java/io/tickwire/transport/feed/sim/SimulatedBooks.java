package io.tickwire.transport.feed.sim;

import io.tickwire.engine.schema.LevelList;

/**
 * The books of all symbols at all venues, each with a level at every tick from its best price on, and so many levels on
 * each side: never crossed, never empty. What a change does to a book is left in {@link #changes}.
 * <p>
 * Bound: 16 bytes a book, and 8 bytes for each depth.
 * Thread: feed-<venue>
 */
final class SimulatedBooks
{
    /** A side has so many levels where there are not very many books. */
    static final int DEPTH = 32;

    /** A book moves at the most so many ticks in one change. */
    static final int MAX_MOVE = 6;

    private static final int SMALL_DEPTH = 8;
    private static final int MANY_BOOKS = 1 << 16;

    private final int depth;
    private final int mask;
    private final int[] bids;
    private final int[] asks;
    /** By book: the bids and then the asks, each at the place that the lower bits of its price are. */
    private final int[] quantities;
    private final long[] sequences;
    private final LevelList changes = new LevelList();

    SimulatedBooks(final int books)
    {
        depth = books > MANY_BOOKS ? SMALL_DEPTH : DEPTH;
        mask = depth - 1;
        bids = new int[books];
        asks = new int[books];
        quantities = new int[2 * depth * books];
        sequences = new long[books];
    }

    /**
     * The levels that the last change touched; a quantity of 0 deletes one.
     */
    LevelList changes()
    {
        return changes;
    }

    int depth()
    {
        return depth;
    }

    int bid(final int book)
    {
        return bids[book];
    }

    int ask(final int book)
    {
        return asks[book];
    }

    int bidQuantity(final int book)
    {
        return quantities[bidPlace(book, bids[book])];
    }

    int askQuantity(final int book)
    {
        return quantities[askPlace(book, asks[book])];
    }

    /**
     * How often the book was changed.
     */
    long sequence(final int book)
    {
        return sequences[book];
    }

    /**
     * Make a book anew around a spread.
     *
     * @param lot a usual quantity.
     */
    void open(final int book, final int bid, final int ask, final int lot, final Draws draws)
    {
        bids[book] = bid;
        asks[book] = ask;
        for (int i = 0; i < depth; i++)
        {
            quantities[bidPlace(book, bid - i)] = draws.heavy(lot);
            quantities[askPlace(book, ask + i)] = draws.heavy(lot);
        }
        begin(book);
    }

    /**
     * Move the best prices by {@link #MAX_MOVE} each at the most.
     */
    void move(final int book, final int bid, final int ask, final int lot, final Draws draws)
    {
        begin(book);
        moveBid(book, bid, lot, draws);
        moveAsk(book, ask, lot, draws);
    }

    /**
     * A level has another quantity now.
     *
     * @param distance from the best price, in levels.
     */
    void refresh(final int book, final boolean isBid, final int distance, final int quantity)
    {
        begin(book);
        if (isBid)
        {
            quantities[bidPlace(book, bids[book] - distance)] = quantity;
            changes.addBid(bids[book] - distance, quantity);
        }
        else
        {
            quantities[askPlace(book, asks[book] + distance)] = quantity;
            changes.addAsk(asks[book] + distance, quantity);
        }
    }

    /**
     * Take a quantity from the best level of a side, which leaves when nothing is left of it.
     *
     * @param quantity not more than stands there.
     */
    void take(final int book, final boolean isBid, final int quantity, final int lot, final Draws draws)
    {
        final int left = (isBid ? bidQuantity(book) : askQuantity(book)) - quantity;
        if (left > 0)
        {
            refresh(book, isBid, 0, left);
            return;
        }

        begin(book);
        if (isBid)
        {
            moveBid(book, bids[book] - 1, lot, draws);
        }
        else
        {
            moveAsk(book, asks[book] + 1, lot, draws);
        }
    }

    /**
     * Fill a list with the levels of a book.
     */
    void list(final int book, final LevelList levels)
    {
        levels.clear();
        for (int i = 0; i < depth; i++)
        {
            final int bid = bids[book] - i;
            levels.addBid(bid, quantities[bidPlace(book, bid)]);
            final int ask = asks[book] + i;
            levels.addAsk(ask, quantities[askPlace(book, ask)]);
        }
    }

    private void begin(final int book)
    {
        changes.clear();
        sequences[book]++;
    }

    /** One level leaves on one end for each that comes on the other, and takes its place. */
    private void moveBid(final int book, final int to, final int lot, final Draws draws)
    {
        int best = bids[book];
        while (best < to)
        {
            best++;
            changes.addBid(best - depth, 0);
            addBid(book, best, draws.heavy(lot));
        }
        while (best > to)
        {
            changes.addBid(best, 0);
            addBid(book, best - depth, draws.heavy(lot));
            best--;
        }
        bids[book] = best;
    }

    private void moveAsk(final int book, final int to, final int lot, final Draws draws)
    {
        int best = asks[book];
        while (best > to)
        {
            best--;
            changes.addAsk(best + depth, 0);
            addAsk(book, best, draws.heavy(lot));
        }
        while (best < to)
        {
            changes.addAsk(best, 0);
            addAsk(book, best + depth, draws.heavy(lot));
            best++;
        }
        asks[book] = best;
    }

    private void addBid(final int book, final int price, final int quantity)
    {
        quantities[bidPlace(book, price)] = quantity;
        changes.addBid(price, quantity);
    }

    private void addAsk(final int book, final int price, final int quantity)
    {
        quantities[askPlace(book, price)] = quantity;
        changes.addAsk(price, quantity);
    }

    private int bidPlace(final int book, final int price)
    {
        return 2 * depth * book + (price & mask);
    }

    private int askPlace(final int book, final int price)
    {
        return 2 * depth * book + depth + (price & mask);
    }
}
