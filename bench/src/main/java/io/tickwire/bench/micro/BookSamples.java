package io.tickwire.bench.micro;

import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Decimals;

import java.util.SplittableRandom;

/**
 * Books of a stream, twenty levels a side, that move as a market's do: a seeded walk, ticks apart, with quantities over
 * five orders of magnitude.
 */
final class BookSamples
{
    static final int DEPTH = 20;

    private static final int COUNT = 256;
    private static final long SEED = 20_261_122L;

    private final LevelList[] books = new LevelList[COUNT];
    private final PriceSamples prices = new PriceSamples();
    private int next;
    private long[] values;
    private long sequence;
    private long sendNs = 1_795_000_001_000_000_000L;

    BookSamples()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        long price = 6_723_456;
        for (int i = 0; i < COUNT; i++)
        {
            price += random.nextLong(-5_000, 5_001);
            books[i] = book(random, price);
        }
    }

    /**
     * The next of the books, over and over again, each with a number and a time of its own.
     */
    LevelList next()
    {
        values = prices.next();
        sendNs += 1_234L;
        UpdateValues.stamp(values, sequence + 1, sequence, sendNs);
        sequence++;

        return books[next++ & COUNT - 1];
    }

    /**
     * What places that book in its stream and in time.
     */
    long[] values()
    {
        return values;
    }

    private static LevelList book(final SplittableRandom random, final long middle)
    {
        final LevelList book = new LevelList();
        long bid = middle;
        long ask = middle + 1;
        for (int i = 0; i < DEPTH; i++)
        {
            book.addBid(bid, quantity(random));
            book.addAsk(ask, quantity(random));
            bid -= random.nextLong(1, 200);
            ask += random.nextLong(1, 200);
        }

        return book;
    }

    private static long quantity(final SplittableRandom random)
    {
        // Venues give from three to eight decimals of a coin.
        return random.nextLong(1, 100_000) * Decimals.power(random.nextInt(0, 6));
    }
}
