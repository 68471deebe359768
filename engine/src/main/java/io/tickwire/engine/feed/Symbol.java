package io.tickwire.engine.feed;

import io.tickwire.engine.schema.Decimals;

/**
 * What is traded, one for all venues.
 * Thread: any
 *
 * @param id               dense, from 0, below {@link #MAX_SYMBOLS}.
 * @param name             the canonical one, as it is sent to clients: 0 to 255 UTF-8 bytes, control characters
 *                         included.
 * @param priceExponent    of all its prices.
 * @param quantityExponent of all its quantities.
 */
public record Symbol(int id, String name, int priceExponent, int quantityExponent)
{
    /** Symbol ids are below this: a stream's id has 22 bits for them. */
    public static final int MAX_SYMBOLS = 1 << 18;

    public Symbol
    {
        if (id < 0 || id >= MAX_SYMBOLS)
        {
            throw new IllegalArgumentException("id must be from 0 to " + (MAX_SYMBOLS - 1) + ": id=" + id);
        }
        Spelling.utf8("name", name);
        Decimals.requireExponent("priceExponent", priceExponent);
        Decimals.requireExponent("quantityExponent", quantityExponent);
    }
}
