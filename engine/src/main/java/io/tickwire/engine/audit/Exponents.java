package io.tickwire.engine.audit;

import io.tickwire.engine.feed.ExponentNeeds;
import io.tickwire.engine.feed.Instrument;

import java.util.HashMap;
import java.util.Map;

/**
 * The exponents of a capture's symbols, which nothing lists: all begin with the same, and those whose values do not fit
 * get others for the next run.
 * Thread: any
 */
final class Exponents
{
    private static final int FIRST = -8;

    private final Map<String, Integer> prices = new HashMap<>();
    private final Map<String, Integer> quantities = new HashMap<>();

    /**
     * @param key what the symbol is known by here, each venue's by itself or not.
     */
    int price(final String key)
    {
        return prices.getOrDefault(key, FIRST);
    }

    int quantity(final String key)
    {
        return quantities.getOrDefault(key, FIRST);
    }

    /**
     * Learn from what an instrument could not hold.
     *
     * @return whether it has other exponents in the next run.
     */
    boolean improve(final String key, final Instrument instrument)
    {
        final boolean isPriceBetter = improve(prices, key, instrument.priceNeeds(), instrument.priceExponent());

        return improve(quantities, key, instrument.quantityNeeds(), instrument.quantityExponent()) || isPriceBetter;
    }

    private static boolean improve(
        final Map<String, Integer> exponents, final String key, final ExponentNeeds needs, final int exponent)
    {
        final int better = needs.choose(exponent);
        if (better == exponent)
        {
            return false;
        }
        exponents.put(key, better);

        return true;
    }
}
