package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;

/**
 * What all messages of a stream have in common.
 *
 * @param wireId           {@code sid}.
 * @param symbol           the symbol's canonical name.
 * @param venue            the venue's name.
 * @param priceExponent    of all its prices.
 * @param quantityExponent of all its quantities.
 * Thread: any
 */
public record StreamLabel(long wireId, String symbol, String venue, int priceExponent, int quantityExponent)
{
    int exponentOf(final FieldForm form)
    {
        return switch (form)
        {
            case PRICE -> priceExponent;
            case QUANTITY -> quantityExponent;
            case PERCENT -> Decimals.PERCENT_EXPONENT;
            default -> throw new IllegalArgumentException("not a decimal: form=" + form);
        };
    }
}
