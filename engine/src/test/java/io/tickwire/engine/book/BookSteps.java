package io.tickwire.engine.book;

import java.util.Random;

/**
 * Seeded changes of a book, on the book and on its twin: mostly near the best, some far away.
 */
final class BookSteps
{
    private final OrderBook book;
    private final NaiveBook twin;
    private final Random random;
    private final int width;
    private final int onePart;
    private final int stride;
    private long middle = 100;

    /**
     * @param width   of the prices of a side.
     * @param onePart one step in this many is a snapshot or a truncation; 0: none.
     * @param stride  how far prices are apart, more or less; 1: one in each unit.
     */
    BookSteps(
        final OrderBook book,
        final NaiveBook twin,
        final long seed,
        final int width,
        final int onePart,
        final int stride)
    {
        this.book = book;
        this.twin = twin;
        this.width = width;
        this.onePart = onePart;
        this.stride = stride;
        random = new Random(seed);
    }

    void step()
    {
        if (onePart > 0 && random.nextInt(onePart) == 0)
        {
            if (random.nextBoolean())
            {
                snapshot();
            }
            else
            {
                final int depth = random.nextInt(width);
                book.truncate(depth);
                twin.truncate(depth);
            }
        }
        else
        {
            if (random.nextInt(50) == 0)
            {
                middle += random.nextInt(5) - 2;
            }
            final boolean isBid = random.nextBoolean();
            final int reach = random.nextInt(4) == 0 ? width : 1 + width / 16;
            final long distance = random.nextInt(reach) - 1;
            set(isBid, isBid ? middle - distance : middle + distance, random.nextInt(5) < 2 ? 0 : quantity());
        }
    }

    private void snapshot()
    {
        book.clear();
        twin.clear();
        final int levels = random.nextInt(width);
        final boolean isBestFirst = random.nextBoolean();
        for (int i = 0; i < levels; i++)
        {
            final int distance = isBestFirst ? i : random.nextInt(width);
            set(true, middle - 1 - distance, quantity());
            set(false, middle + 1 + distance, quantity());
        }
    }

    private void set(final boolean isBid, final long place, final long quantity)
    {
        final long price = stride == 1 ? place : stride * place + (place & 1);
        book.set(isBid, price, quantity);
        twin.set(isBid, price, quantity);
    }

    private long quantity()
    {
        return 1 + random.nextInt(3);
    }
}
