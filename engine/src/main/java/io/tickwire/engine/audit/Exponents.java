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

    int price(final String venue, final String venueSymbol)
    {
        return prices.getOrDefault(venue + ' ' + venueSymbol, FIRST);
    }

    int quantity(final String venue, final String venueSymbol)
    {
        return quantities.getOrDefault(venue + ' ' + venueSymbol, FIRST);
    }

    /**
     * Learn from what an instrument could not hold.
     *
     * @return whether it has other exponents in the next run.
     */
    boolean improve(final String venue, final Instrument instrument)
    {
        final String key = venue + ' ' + instrument.venueSymbol();
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
