package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.LevelBuffer;
import io.tickwire.engine.schema.LevelList;

import java.util.Arrays;

/**
 * Changes of a book that came before the snapshot that they build on, in their order. Beyond a bound all of them are
 * forgotten, and a later snapshot is waited for.
 * <pre>
 *   timeNs, previousId, changeId, bids, asks, (price, quantity) x bids, (price, quantity) x asks, timeNs, ...
 * </pre>
 * Thread: feed-<venue>
 */
final class PendingChanges
{
    private static final int PREVIOUS_ID = 1;
    private static final int CHANGE_ID = 2;
    private static final int BIDS = 3;
    private static final int ASKS = 4;
    private static final int HEAD = 5;
    private static final int MAX_LONGS = 1 << 17;
    private static final int INITIAL_LONGS = 256;

    private long[] longs = new long[0];
    private int end;

    void clear()
    {
        end = 0;
    }

    /**
     * @param levels under the instrument's exponents.
     */
    void add(final long timeNs, final long previousId, final long changeId, final LevelList levels)
    {
        final int bidLongs = levels.bidCount() * LevelList.LONGS;
        final int askLongs = levels.askCount() * LevelList.LONGS;
        final int needed = end + HEAD + bidLongs + askLongs;
        if (needed > MAX_LONGS)
        {
            clear();
            return;
        }
        if (needed > longs.length)
        {
            longs = Arrays.copyOf(longs, Math.max(needed, Math.max(INITIAL_LONGS, 2 * longs.length)));
        }

        longs[end] = timeNs;
        longs[end + PREVIOUS_ID] = previousId;
        longs[end + CHANGE_ID] = changeId;
        longs[end + BIDS] = levels.bidCount();
        longs[end + ASKS] = levels.askCount();
        System.arraycopy(levels.bids(), 0, longs, end + HEAD, bidLongs);
        System.arraycopy(levels.asks(), 0, longs, end + HEAD + bidLongs, askLongs);
        end = needed;
    }

    /**
     * The last change that a book of this id comes to by these; or this id.
     */
    long chainFrom(final long changeId)
    {
        long last = changeId;
        for (int at = 0; at < end; at = next(at))
        {
            if (longs[at + PREVIOUS_ID] == last)
            {
                last = longs[at + CHANGE_ID];
            }
        }

        return last;
    }

    /** Give those to the book that build on what it is, one after the other, and forget all. */
    void drainTo(final SbeBook book, final Instrument instrument, final LevelBuffer scratch)
    {
        for (int at = 0; at < end; at = next(at))
        {
            if (longs[at + PREVIOUS_ID] == instrument.book().lastSequence())
            {
                read(at, instrument, scratch);
                book.apply(longs[at], longs[at + PREVIOUS_ID], longs[at + CHANGE_ID], scratch);
            }
            else
            {
                instrument.book().ignoreStale();
            }
        }
        clear();
    }

    private void read(final int from, final Instrument instrument, final LevelBuffer scratch)
    {
        final int bids = (int)longs[from + BIDS];
        final int levels = bids + (int)longs[from + ASKS];
        scratch.clear();
        for (int i = 0; i < levels; i++)
        {
            final LevelBuffer.Side side = scratch.side(i < bids);
            final int at = from + HEAD + i * LevelList.LONGS;
            side.addPrice(longs[at], -instrument.priceExponent());
            side.addQuantity(longs[at + 1], -instrument.quantityExponent());
        }
    }

    private int next(final int at)
    {
        return at + HEAD + (int)(longs[at + BIDS] + longs[at + ASKS]) * LevelList.LONGS;
    }
}
