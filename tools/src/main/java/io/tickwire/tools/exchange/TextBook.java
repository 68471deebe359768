package io.tickwire.tools.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A book as its messages spell it: each level has the price and the quantity as they were sent. It is the plainest book
 * there is, on purpose, so that it can be held against the decoders' own.
 * Thread: market-<venue>
 */
final class TextBook
{
    /**
     * A level.
     *
     * @param price    as it was sent.
     * @param quantity likewise.
     * @param extra    what else the venue says of it; null: nothing.
     * Thread: any
     */
    record Level(String price, String quantity, String extra)
    {
    }

    private final NavigableMap<BigDecimal, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, Level> asks = new TreeMap<>();

    /** By which messages number the book: of its newest change. */
    private long sequence;
    private String time = "";

    void clear()
    {
        bids.clear();
        asks.clear();
    }

    /** A quantity of 0 is no level. */
    void set(final boolean isBid, final String price, final String quantity)
    {
        set(isBid, new Level(price, quantity, null));
    }

    void set(final boolean isBid, final Level level)
    {
        final NavigableMap<BigDecimal, Level> side = isBid ? bids : asks;
        final BigDecimal key = new BigDecimal(level.price());
        if (new BigDecimal(level.quantity()).signum() == 0)
        {
            side.remove(key);
        }
        else
        {
            side.put(key, level);
        }
    }

    void remove(final boolean isBid, final String price)
    {
        (isBid ? bids : asks).remove(new BigDecimal(price));
    }

    /** Forget what is deeper than so many levels a side. */
    void truncate(final int depth)
    {
        while (bids.size() > depth)
        {
            bids.pollLastEntry();
        }
        while (asks.size() > depth)
        {
            asks.pollLastEntry();
        }
    }

    /** The best so many, best first. */
    List<Level> side(final boolean isBid, final int depth)
    {
        final Collection<Level> side = (isBid ? bids : asks).values();

        return new ArrayList<>(side).subList(0, Math.min(depth, side.size()));
    }

    /**
     * What has changed among the best levels of a side since they were others.
     *
     * @param before as {@link #side} told them.
     * @return levels to set; those that are gone have a quantity of 0.
     */
    List<Level> changes(final boolean isBid, final List<Level> before, final int depth)
    {
        final Map<BigDecimal, Level> now = new TreeMap<>();
        side(isBid, depth).forEach(level -> now.put(new BigDecimal(level.price()), level));
        final List<Level> changes = new ArrayList<>();
        for (final Level level : before)
        {
            final Level then = now.remove(new BigDecimal(level.price()));
            if (then == null)
            {
                changes.add(new Level(level.price(), zero(level.quantity()), level.extra()));
            }
            else if (!then.equals(level))
            {
                changes.add(then);
            }
        }
        changes.addAll(now.values());

        return changes;
    }

    long sequence()
    {
        return sequence;
    }

    void sequence(final long sequence)
    {
        this.sequence = sequence;
    }

    String time()
    {
        return time;
    }

    void time(final String time)
    {
        this.time = time;
    }

    /** 0 with as many decimals. */
    private static String zero(final String quantity)
    {
        return BigDecimal.ZERO.setScale(Math.max(0, new BigDecimal(quantity).scale())).toPlainString();
    }
}
