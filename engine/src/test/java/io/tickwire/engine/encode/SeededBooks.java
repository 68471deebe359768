package io.tickwire.engine.encode;

import io.tickwire.engine.schema.SeededMantissas;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Books of streams, the same for the same seed: edges of formats as often as ordinary ones. */
final class SeededBooks
{
    private static final int[] COUNTS = {0, 1, 2, 7, 8, 15, 16, 17, 20, 20, 20, 31, 32, 33, 64, 100, 128};
    private static final long[] CHECKSUMS = {-1, -1, 0, 1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL};

    private final SplittableRandom random;
    private final SeededUpdates updates;
    private final SeededMantissas mantissas;

    SeededBooks(final long seed)
    {
        random = new SplittableRandom(seed);
        updates = new SeededUpdates(seed);
        mantissas = new SeededMantissas(random);
        // With its first stream it knows how often something is null.
        updates.label();
    }

    StreamLabel label()
    {
        return updates.label();
    }

    /** What stands where nothing is read. */
    long noise()
    {
        return mantissas.next();
    }

    NaiveBook next(final StreamLabel label)
    {
        return next(label, COUNTS[random.nextInt(COUNTS.length)], COUNTS[random.nextInt(COUNTS.length)]);
    }

    NaiveBook next(final StreamLabel label, final int bids, final int asks)
    {
        return new NaiveBook(
            updates.update(UpdateLayout.BBO, label),
            levels(bids),
            levels(asks),
            random.nextBoolean(),
            CHECKSUMS[random.nextInt(CHECKSUMS.length)]);
    }

    /** A book of levels that are all the same. */
    NaiveBook of(final StreamLabel label, final int bids, final int asks, final long mantissa)
    {
        final List<long[]> bidLevels = new ArrayList<>();
        final List<long[]> askLevels = new ArrayList<>();
        for (int i = 0; i < Math.max(bids, asks); i++)
        {
            final long[] level = {mantissa, mantissa};
            if (i < bids)
            {
                bidLevels.add(level);
            }
            if (i < asks)
            {
                askLevels.add(level);
            }
        }

        return new NaiveBook(
            updates.update(UpdateLayout.BBO, label), bidLevels, askLevels, true, CHECKSUMS[CHECKSUMS.length - 1]);
    }

    private List<long[]> levels(final int count)
    {
        final List<long[]> levels = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            // A quantity of 0 deletes a level; a price of 1 is the least that an exponent can show.
            final long price = random.nextInt(8) == 0 ? 1 : mantissas.next();
            final long quantity = random.nextInt(4) == 0 ? 0 : mantissas.next();
            levels.add(new long[]{price, quantity});
        }

        return levels;
    }
}
