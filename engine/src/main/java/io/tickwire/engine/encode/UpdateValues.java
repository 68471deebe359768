package io.tickwire.engine.encode;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * The places of an update's values in an array of longs. From {@link #GLOBAL} on they tell the tick itself, and are
 * what a replay window keeps; those before are set anew for each message.
 * Thread: any
 */
public final class UpdateValues
{
    /** {@code seq}. */
    public static final int SEQUENCE = 0;

    /** {@code pseq}. */
    public static final int PREVIOUS = 1;

    /** {@code t_out} in ns. */
    public static final int SEND_NS = 2;

    /** {@code t_ex} in µs, or NULL. */
    public static final int EXCHANGE_US = 3;

    /** {@code t_in} in µs. */
    public static final int RECEIVE_US = 4;

    /** {@code t_out} in µs. */
    public static final int SEND_US = 5;

    /** {@code timestamp}: the venue's time in ms, or else the time of receipt. */
    public static final int TIMESTAMP_MS = 6;

    /** {@code n}. */
    public static final int COUNT = 7;

    /** {@code hi}. */
    public static final int HIGH = 8;

    /** {@code lo}. */
    public static final int LOW = 9;

    /** {@code first}. */
    public static final int FIRST = 10;

    /** {@code vol}. */
    public static final int VOLUME = 11;

    /** {@code g}. */
    public static final int GLOBAL = 12;

    /** {@code t_ex} in ns, or NULL. */
    public static final int EXCHANGE_NS = 13;

    /** {@code t_in} in ns. */
    public static final int RECEIVE_NS = 14;

    /** The highest price that this one tick adds to an envelope. */
    public static final int TICK_HIGH = 15;

    /** The lowest price that this one tick adds to an envelope. */
    public static final int TICK_LOW = 16;

    /** The price by which this one tick begins an envelope. */
    public static final int TICK_FIRST = 17;

    /** The quantity that this one tick adds to an envelope. */
    public static final int TICK_VOLUME = 18;

    /** The first of the values that differ from layout to layout. */
    public static final int FIELDS = 19;

    /** A layout has at most so many values of its own. */
    public static final int MAX_FIELDS = 8;

    /** Length of an array that holds any update. */
    public static final int LENGTH = FIELDS + MAX_FIELDS;

    /** The exponent of an indicator's value. */
    public static final int INDICATOR_VALUE_EXPONENT = -8;

    /** The exponent of a confidence, which is from 0 to 1. */
    public static final int CONFIDENCE_EXPONENT = -4;

    /** The exponent of basis points. */
    public static final int BASIS_POINTS_EXPONENT = -2;

    /** Tags, which are ids of names, are below this. */
    public static final int TAG_LIMIT = 1 << 12;

    private static final int VENUE_BITS = 6;
    private static final int VENUE_MASK = (1 << VENUE_BITS) - 1;
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    private UpdateValues()
    {
    }

    /**
     * Say where in its stream a message stands, and when it is sent; derives the times in the units of the wire.
     */
    public static void stamp(final long[] values, final long sequence, final long previous, final long sendTimeNs)
    {
        final long exchangeNs = values[EXCHANGE_NS];
        final long receiveNs = values[RECEIVE_NS];

        values[SEQUENCE] = sequence;
        values[PREVIOUS] = previous;
        values[SEND_NS] = sendTimeNs;
        values[SEND_US] = sendTimeNs / NS_PER_US;
        values[RECEIVE_US] = receiveNs / NS_PER_US;
        values[TIMESTAMP_MS] = timestampMs(exchangeNs, receiveNs);
        values[EXCHANGE_US] = exchangeNs == NULL ? NULL : exchangeNs / NS_PER_US;
    }

    /**
     * {@code timestamp}: the venue's time in ms, or else the time of receipt.
     */
    public static long timestampMs(final long exchangeNs, final long receiveNs)
    {
        return (exchangeNs == NULL ? receiveNs : exchangeNs) / NS_PER_MS;
    }

    /**
     * Say what a message stands for.
     */
    public static void envelop(
        final long[] values, final long count, final long high, final long low, final long first, final long volume)
    {
        values[COUNT] = count;
        values[HIGH] = high;
        values[LOW] = low;
        values[FIRST] = first;
        values[VOLUME] = volume;
    }

    /**
     * Two venues as one tag.
     */
    public static int venuesTag(final int buyVenueId, final int sellVenueId)
    {
        return buyVenueId << VENUE_BITS | sellVenueId;
    }

    static int buyVenueOf(final int tag)
    {
        return tag >> VENUE_BITS & VENUE_MASK;
    }

    static int sellVenueOf(final int tag)
    {
        return tag & VENUE_MASK;
    }
}
