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
    TRADE_ID,

    /** A mantissa with the exponent of an indicator's value; may be not known. */
    INDICATOR_VALUE,

    /** A mantissa with the exponent of a confidence. */
    CONFIDENCE,

    /** A mantissa with the exponent of basis points. */
    BASIS_POINTS,

    /** A candle's interval: the same in all messages of a stream. */
    INTERVAL,

    /** Whether something is so: 0 or 1. */
    FLAG,

    /** What a signal advises. */
    ACTION,

    /** An indicator's name; the value is its id. */
    INDICATOR,

    /** The venue to buy at; the value is the ids of both venues. */
    BUY_VENUE,

    /** The venue to sell at; the value is the ids of both venues. */
    SELL_VENUE;

    /**
     * Whether the value is a mantissa.
     */
    public boolean isDecimal()
    {
        return switch (this)
        {
            case PRICE, QUANTITY, PERCENT, INDICATOR_VALUE, CONFIDENCE, BASIS_POINTS -> true;
            default -> false;
        };
    }

    /**
     * Whether the value is the id of something that a message shows by its name.
     */
    public boolean isTag()
    {
        return this == INDICATOR || this == BUY_VENUE || this == SELL_VENUE;
    }
}
