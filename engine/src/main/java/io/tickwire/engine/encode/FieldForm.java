package io.tickwire.engine.encode;

/**
 * What kind of value a field of an update shows.
 * Thread: any
 */
public enum FieldForm
{
    /** The symbol's name. */
    SYMBOL,

    /** The venue's name. */
    VENUE,

    /** A mantissa with the symbol's price exponent; may be not known. */
    PRICE,

    /** A mantissa with the symbol's quantity exponent; may be not known. */
    QUANTITY,

    /** A mantissa with the exponent of percentages; may be not known. */
    PERCENT,

    /** A count or a time; may be not known. */
    INTEGER,

    /** An aggressor's side; may be not known. */
    SIDE,

    /** A trade's id: two longs, a number or a UUID. */
    TRADE_ID;

    /**
     * Whether the value is a mantissa.
     */
    public boolean isDecimal()
    {
        return this == PRICE || this == QUANTITY || this == PERCENT;
    }
}
