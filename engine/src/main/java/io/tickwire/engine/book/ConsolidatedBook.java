package io.tickwire.engine.book;

import java.util.Arrays;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The best bid and ask of one canonical symbol over all venues that quote it, in the symbol's own exponents. Where
 * venues quote the same price, the one with the lowest id is the best. Arrays hold only the venues that were seen.
 * Thread: pipeline-<k>
 */
public final class ConsolidatedBook
{
    /** Venue ids are below this. */
    public static final int MAX_VENUES = 64;

    /** There is no such venue. */
    public static final int NO_VENUE = -1;

    private static final int INITIAL_VENUES = 2;

    private int[] venueIds = new int[INITIAL_VENUES];
    private long[] bids = new long[INITIAL_VENUES];
    private long[] bidQuantities = new long[INITIAL_VENUES];
    private long[] asks = new long[INITIAL_VENUES];
    private long[] askQuantities = new long[INITIAL_VENUES];
    private int venues;
    private int bestBid = NO_VENUE;
    private int bestAsk = NO_VENUE;

    /**
     * What a venue quotes now; a price of NULL is a side that is not there.
     */
    public void onTop(
        final int venueId, final long bid, final long bidQuantity, final long ask, final long askQuantity)
    {
        final int slot = slotFor(venueId);
        bidQuantities[slot] = bidQuantity;
        askQuantities[slot] = askQuantity;
        if (bids[slot] != bid)
        {
            bids[slot] = bid;
            bestBid = findBestBid();
        }
        if (asks[slot] != ask)
        {
            asks[slot] = ask;
            bestAsk = findBestAsk();
        }
    }

    /**
     * A venue is no longer to be trusted: it quotes nothing until it does again.
     */
    public void onStale(final int venueId)
    {
        onTop(venueId, NULL, NULL, NULL, NULL);
    }

    /**
     * @return NULL where no venue has a bid, as in the other prices and quantities.
     */
    public long bid()
    {
        return bestBid < 0 ? NULL : bids[bestBid];
    }

    public long bidQuantity()
    {
        return bestBid < 0 ? NULL : bidQuantities[bestBid];
    }

    public int bidVenue()
    {
        return bestBid < 0 ? NO_VENUE : venueIds[bestBid];
    }

    public long ask()
    {
        return bestAsk < 0 ? NULL : asks[bestAsk];
    }

    public long askQuantity()
    {
        return bestAsk < 0 ? NULL : askQuantities[bestAsk];
    }

    public int askVenue()
    {
        return bestAsk < 0 ? NO_VENUE : venueIds[bestAsk];
    }

    /**
     * How many venues were seen; their slots are numbered from 0 in the order in which they came.
     */
    int venues()
    {
        return venues;
    }

    int slotOf(final int venueId)
    {
        for (int slot = 0; slot < venues; slot++)
        {
            if (venueIds[slot] == venueId)
            {
                return slot;
            }
        }

        return NO_VENUE;
    }

    int venueAt(final int slot)
    {
        return venueIds[slot];
    }

    long bidAt(final int slot)
    {
        return bids[slot];
    }

    long bidQuantityAt(final int slot)
    {
        return bidQuantities[slot];
    }

    long askAt(final int slot)
    {
        return asks[slot];
    }

    long askQuantityAt(final int slot)
    {
        return askQuantities[slot];
    }

    private int slotFor(final int venueId)
    {
        final int slot = slotOf(venueId);

        return slot < 0 ? addVenue(venueId) : slot;
    }

    private int addVenue(final int venueId)
    {
        if (venueId < 0 || venueId >= MAX_VENUES)
        {
            throw new IllegalArgumentException(
                "venueId must be from 0 to " + (MAX_VENUES - 1) + ": venueId=" + venueId);
        }
        if (venues == venueIds.length)
        {
            final int capacity = 2 * venues;
            venueIds = Arrays.copyOf(venueIds, capacity);
            bids = Arrays.copyOf(bids, capacity);
            bidQuantities = Arrays.copyOf(bidQuantities, capacity);
            asks = Arrays.copyOf(asks, capacity);
            askQuantities = Arrays.copyOf(askQuantities, capacity);
        }

        final int slot = venues++;
        venueIds[slot] = venueId;
        bids[slot] = NULL;
        bidQuantities[slot] = NULL;
        asks[slot] = NULL;
        askQuantities[slot] = NULL;

        return slot;
    }

    private int findBestBid()
    {
        // NULL is below all prices.
        int best = NO_VENUE;
        long bestPrice = NULL;
        for (int slot = 0; slot < venues; slot++)
        {
            final long price = bids[slot];
            if (price > bestPrice || price == bestPrice && best >= 0 && venueIds[slot] < venueIds[best])
            {
                best = slot;
                bestPrice = price;
            }
        }

        return best;
    }

    private int findBestAsk()
    {
        int best = NO_VENUE;
        long bestPrice = Long.MAX_VALUE;
        for (int slot = 0; slot < venues; slot++)
        {
            final long price = asks[slot];
            if (price != NULL &&
                (best < 0 || price < bestPrice || price == bestPrice && venueIds[slot] < venueIds[best]))
            {
                best = slot;
                bestPrice = price;
            }
        }

        return best;
    }
}
