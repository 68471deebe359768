package io.tickwire.client.view;

/**
 * A data message. A price or quantity is shown as a {@code double}, and exactly as a mantissa, that counts units of
 * 10^exponent; what is not known is NaN, {@link #NONE} as a mantissa.
 * Thread: client
 */
public interface UpdateView
{
    /** There is no such number. */
    long NONE = Long.MIN_VALUE;

    Channel channel();

    String symbol();

    /** Empty: all venues. */
    String venue();

    /** The stream's number, 0 where the encoding has none. */
    long sid();

    /** Of prices. */
    int priceExponent();

    /** Of quantities. */
    int quantityExponent();

    /** A number as a float; NaN: not known. */
    double number(Field field);

    /** A price or quantity in the stream's units, any other number in those of its form; {@link #NONE}: not known. */
    long mantissa(Field field);

    /** When the frame was read here, in ns of {@link System#nanoTime}. */
    long arrivalNs();

    default long seq()
    {
        return mantissa(Field.SEQ);
    }

    /** The number that this builds on, where it does. */
    default long pseq()
    {
        return mantissa(Field.PSEQ);
    }

    /** One order over all streams. */
    default long g()
    {
        return mantissa(Field.G);
    }

    /** The exchange's time; {@link #NONE}: it gave none. */
    default long exchangeTimeUs()
    {
        return mantissa(Field.T_EX);
    }

    /** When it reached the server. */
    default long receiveTimeUs()
    {
        return mantissa(Field.T_IN);
    }

    /** When the server sent it. */
    default long sendTimeUs()
    {
        return mantissa(Field.T_OUT);
    }

    /** In ms since 1970; of a candle: when it opened. */
    default long timestampMs()
    {
        return mantissa(Field.TIMESTAMP);
    }

    /** For how many ticks it stands, 0 in a snapshot; {@link #NONE}: for one. */
    default long mergedCount()
    {
        return mantissa(Field.N);
    }

    /** The highest price among those. */
    default double mergedHigh()
    {
        return number(Field.HI);
    }

    /** The lowest price among those. */
    default double mergedLow()
    {
        return number(Field.LO);
    }

    /** The price of the first of those. */
    default double mergedFirst()
    {
        return number(Field.FIRST);
    }

    /** What was traded in those. */
    default double mergedVolume()
    {
        return number(Field.VOL);
    }
}
