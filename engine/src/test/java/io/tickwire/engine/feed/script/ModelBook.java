package io.tickwire.engine.feed.script;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The book of a symbol as its venue has it, in ticks and lots: never crossed, at least two levels a side.
 */
public final class ModelBook
{
    private static final long SPREAD = 40;
    private static final int MIN_LEVELS = 2;

    /**
     * A level that has changed; quantity 0 deletes it.
     */
    public record Change(boolean isBid, long price, long quantity)
    {
    }

    /**
     * Both sides as decimals.
     */
    public record Levels(Map<BigDecimal, BigDecimal> bids, Map<BigDecimal, BigDecimal> asks)
    {
    }

    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final SplittableRandom random;
    private final int depth;
    private final boolean isCutOff;
    private final int priceDecimals;
    private final int quantityDecimals;

    /**
     * @param depth    how many levels a side has at most.
     * @param isCutOff whether what falls out of the depth is deleted without a word.
     */
    ModelBook(
        final SplittableRandom random,
        final int depth,
        final boolean isCutOff,
        final int priceDecimals,
        final int quantityDecimals)
    {
        this.random = random;
        this.depth = depth;
        this.isCutOff = isCutOff;
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
        final long middle = 10_000 + random.nextInt(90_000);
        for (int i = 1; i <= depth / 2; i++)
        {
            bids.put(middle - i, quantity());
            asks.put(middle + i, quantity());
        }
    }

    /**
     * The market moves.
     *
     * @return what has changed, each level once.
     */
    public List<Change> change()
    {
        final Map<List<Object>, Change> changes = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--)
        {
            for (final Change change : changeOne())
            {
                changes.put(List.of(change.isBid, change.price), change);
            }
        }

        // What falls out of the depth does so when the whole message is in.
        cutOff(bids);
        cutOff(asks);

        return new ArrayList<>(changes.values());
    }

    private List<Change> changeOne()
    {
        final boolean isBid = random.nextBoolean();
        final TreeMap<Long, Long> side = isBid ? bids : asks;
        final long best = side.firstKey();
        final int kind = random.nextInt(4);
        if (kind == 0 && side.size() > MIN_LEVELS)
        {
            final List<Long> prices = new ArrayList<>(side.keySet());
            final long price = prices.get(random.nextInt(prices.size()));
            side.remove(price);
            return List.of(new Change(isBid, price, 0));
        }

        // Some come into the spread, most behind the best.
        final long inside = asks.firstKey() - bids.firstKey() - 1;
        final long step = kind == 1 && inside > 0 ? -1 - random.nextLong(Math.min(inside, 3)) : random.nextLong(SPREAD);
        final Change added = new Change(isBid, isBid ? best - step : best + step, quantity());
        side.put(added.price, added.quantity);
        if (isCutOff || side.size() <= depth)
        {
            return List.of(added);
        }
        final long worst = side.lastKey();
        side.remove(worst);

        return worst == added.price ?
            List.of(new Change(isBid, worst, 0)) : List.of(added, new Change(isBid, worst, 0));
    }

    private void cutOff(final TreeMap<Long, Long> side)
    {
        while (side.size() > depth)
        {
            side.remove(side.lastKey());
        }
    }

    private long quantity()
    {
        return 1 + random.nextInt(random.nextBoolean() ? 50 : 5_000_000);
    }

    public TreeMap<Long, Long> bids()
    {
        return bids;
    }

    public TreeMap<Long, Long> asks()
    {
        return asks;
    }

    public TreeMap<Long, Long> side(final boolean isBid)
    {
        return isBid ? bids : asks;
    }

    public Levels levels()
    {
        return new Levels(decimals(bids), decimals(asks));
    }

    private Map<BigDecimal, BigDecimal> decimals(final Map<Long, Long> side)
    {
        final Map<BigDecimal, BigDecimal> decimals = new TreeMap<>();
        side.forEach((price, quantity) -> decimals.put(
            new BigDecimal(shortPrice(price)), new BigDecimal(shortQuantity(quantity))));

        return decimals;
    }

    /** With all decimals. */
    public String price(final long ticks)
    {
        return BigDecimal.valueOf(ticks, priceDecimals).toPlainString();
    }

    /** With all decimals. */
    public String quantity(final long lots)
    {
        return BigDecimal.valueOf(lots, quantityDecimals).toPlainString();
    }

    /** Without zeros at the end. */
    public String shortPrice(final long ticks)
    {
        return BigDecimal.valueOf(ticks, priceDecimals).stripTrailingZeros().toPlainString();
    }

    /** Without zeros at the end. */
    public String shortQuantity(final long lots)
    {
        return lots == 0 ? "0" : BigDecimal.valueOf(lots, quantityDecimals).stripTrailingZeros().toPlainString();
    }
}
