package io.tickwire.transport.feed;

import io.tickwire.engine.fanout.StreamId;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which venues a symbol is traded at: feeds list it before its first tick, subscriptions look it up. Nothing is ever
 * taken off.
 * Thread: any
 */
public final class Listings
{
    private static final int INITIAL_SYMBOLS = 1024;

    private final AtomicReference<AtomicLongArray> venuesBySymbol =
        new AtomicReference<>(new AtomicLongArray(INITIAL_SYMBOLS));
    private final AtomicLong version = new AtomicLong();
    private volatile long allVenues;

    /**
     * A symbol is traded at a venue.
     */
    public synchronized void list(final int venueId, final int symbolId)
    {
        if (venueId < 1 || venueId >= StreamId.MAX_VENUES || symbolId < 0 || symbolId >= StreamId.MAX_SUBJECTS)
        {
            throw new IllegalArgumentException(
                "no such symbol at a venue: venueId=" + venueId + " symbolId=" + symbolId);
        }

        final AtomicLongArray venues = grown(symbolId);
        final long before = venues.get(symbolId);
        final long after = before | 1L << venueId;
        if (after != before)
        {
            venues.set(symbolId, after);
            allVenues |= 1L << venueId;
            version.incrementAndGet();
        }
    }

    /**
     * The venues of a symbol: bit n stands for venue n.
     */
    public long venuesOf(final int symbolId)
    {
        final AtomicLongArray venues = venuesBySymbol.get();

        return symbolId < venues.length() ? venues.get(symbolId) : 0;
    }

    /**
     * How many venues there are at which anything is traded.
     */
    public int venues()
    {
        return Long.bitCount(allVenues);
    }

    /**
     * Another number whenever something was listed.
     */
    public long version()
    {
        return version.get();
    }

    private AtomicLongArray grown(final int symbolId)
    {
        final AtomicLongArray venues = venuesBySymbol.get();
        if (symbolId < venues.length())
        {
            return venues;
        }

        final AtomicLongArray larger =
            new AtomicLongArray(Math.max(Integer.highestOneBit(symbolId) << 1, 2 * venues.length()));
        for (int i = 0; i < venues.length(); i++)
        {
            larger.set(i, venues.get(i));
        }
        venuesBySymbol.set(larger);

        return larger;
    }
}
