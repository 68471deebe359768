package io.tickwire.client.lane;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * A book as the schema's text has it, in decimals, slowly.
 * Thread: strategy
 */
final class NaiveLaneBook
{
    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final int priceExponent;
    private final int quantityExponent;
    private boolean isLive;
    private boolean isSnapshot;
    private int nextPage;

    NaiveLaneBook(final int priceExponent, final int quantityExponent)
    {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    void stale()
    {
        bids.clear();
        asks.clear();
        isLive = false;
        isSnapshot = false;
        nextPage = 0;
    }

    void snapshot(
        final int page, final boolean isLast, final long[] bidLevels, final long[] askLevels, final int[] exponents)
    {
        if (page == 0)
        {
            stale();
            isSnapshot = true;
        }
        if (!isSnapshot || page != nextPage)
        {
            stale();
            return;
        }
        page(isLast, bidLevels, askLevels, exponents);
    }

    void delta(
        final int page, final boolean isLast, final long[] bidLevels, final long[] askLevels, final int[] exponents)
    {
        if (!isLive)
        {
            return;
        }
        isSnapshot = false;
        nextPage = page == 0 ? 0 : nextPage;
        if (page != nextPage)
        {
            stale();
            return;
        }
        page(isLast, bidLevels, askLevels, exponents);
    }

    /** As text, "stale" where it can not be trusted or is between two pages. */
    String text()
    {
        return isLive && nextPage == 0 ? bids + " " + asks : "stale";
    }

    private void page(
        final boolean isLast, final long[] bidLevels, final long[] askLevels, final int[] exponents)
    {
        nextPage++;
        if (!set(bids, bidLevels, exponents) | !set(asks, askLevels, exponents))
        {
            stale();
        }
        else if (isLast)
        {
            isLive = true;
            isSnapshot = false;
            nextPage = 0;
            if (!bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0)
            {
                stale();
            }
        }
    }

    private boolean set(final Map<BigDecimal, BigDecimal> side, final long[] levels, final int[] exponents)
    {
        for (int i = 0; i < levels.length; i += 2)
        {
            final BigDecimal price = exact(levels[i], exponents[0], priceExponent);
            final BigDecimal quantity = exact(levels[i + 1], exponents[1], quantityExponent);
            if (price == null || quantity == null || quantity.signum() < 0)
            {
                return false;
            }
            side.put(price, quantity);
            side.values().removeIf(value -> value.signum() == 0);
        }

        return true;
    }

    private static BigDecimal exact(final long mantissa, final int from, final int to)
    {
        final BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(from - to).stripTrailingZeros();

        return value.scale() > 0 || value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ?
            null : value.setScale(0);
    }
}
