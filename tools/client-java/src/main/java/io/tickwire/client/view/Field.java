package io.tickwire.client.view;

import java.util.Locale;

/**
 * A field of a data message, by its name in the protocol.
 * Thread: any
 */
public enum Field
{
    SEQ(Form.INTEGER),
    PSEQ(Form.INTEGER),
    G(Form.INTEGER),
    T_EX(Form.INTEGER),
    T_IN(Form.INTEGER),
    T_OUT(Form.INTEGER),
    TIMESTAMP(Form.INTEGER),
    N(Form.INTEGER),
    HI(Form.PRICE),
    LO(Form.PRICE),
    FIRST(Form.PRICE),
    VOL(Form.QUANTITY),
    PRICE(Form.PRICE),
    CHANGE_24H(Form.PERCENT),
    VOLUME_24H(Form.QUANTITY),
    BID(Form.PRICE),
    ASK(Form.PRICE),
    BID_QTY(Form.QUANTITY),
    ASK_QTY(Form.QUANTITY),
    QUANTITY(Form.QUANTITY),
    OPEN(Form.PRICE),
    HIGH(Form.PRICE),
    LOW(Form.PRICE),
    CLOSE(Form.PRICE),
    VOLUME(Form.QUANTITY),
    TRADES(Form.INTEGER),
    OPEN_24H(Form.PRICE),
    HIGH_24H(Form.PRICE),
    LOW_24H(Form.PRICE),
    VWAP_24H(Form.PRICE),
    TRADES_24H(Form.INTEGER),
    VALUE(Form.INDICATOR),
    CONFIDENCE(Form.PERCENT),
    BUY_PRICE(Form.PRICE),
    SELL_PRICE(Form.PRICE),
    SPREAD_BPS(Form.BASIS_POINTS),
    INTERVAL(Form.INTERVAL),
    CHECKSUM(Form.INTEGER),
    CLOSED(Form.FLAG),
    SIDE(Form.SIDE),
    SIGNAL(Form.ADVICE),
    TRADE_ID(Form.ID),
    TYPE(Form.TEXT),
    SYMBOL(Form.TEXT),
    VENUE(Form.TEXT),
    INDICATOR(Form.TEXT),
    BUY_VENUE(Form.TEXT),
    SELL_VENUE(Form.TEXT),
    KIND(Form.TEXT),
    BIDS(Form.LEVELS),
    ASKS(Form.LEVELS),
    DATA(Form.MARKET);

    private final Form form;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Field(final Form form)
    {
        this.form = form;
    }

    /**
     * What kinds of values there are, with the exponent that mantissas of it have.
     * Thread: any
     */
    public enum Form
    {
        /** The stream's price exponent. */
        PRICE,
        /** The stream's quantity exponent. */
        QUANTITY,
        /** -4. */
        PERCENT,
        /** -2. */
        BASIS_POINTS,
        /** -8. */
        INDICATOR,
        /** A count, a sequence, a time. */
        INTEGER,
        /** A candle's size. */
        INTERVAL,
        /** Yes or no. */
        FLAG,
        /** Buy or sell. */
        SIDE,
        /** Buy, sell or neutral. */
        ADVICE,
        /** A number or a UUID. */
        ID,
        /** A name. */
        TEXT,
        /** A side of a book. */
        LEVELS,
        /** Figures of many symbols. */
        MARKET
    }

    public Form form()
    {
        return form;
    }

    /** As the protocol has it. */
    public String wireName()
    {
        return wireName;
    }
}
