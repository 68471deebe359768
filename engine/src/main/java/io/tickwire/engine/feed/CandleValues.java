package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleEncoder;

import java.util.Arrays;

/**
 * A venue's candle, as it is read: each figure with the decimals that it came with, then under the instrument's
 * exponents.
 * Thread: feed-<venue>
 */
public final class CandleValues
{
    /**
     * The figures. All but the last two must be known.
     * Thread: any
     */
    public enum Field
    {
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        VOLUME,

        /** How many trades. */
        TRADES,

        /** In the quote asset. */
        QUOTE_VOLUME;

        private static final int COUNT = values().length;
    }

    private static final Field[] PRICES = {Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE};

    private final long[] mantissas = new long[Field.COUNT];
    private final int[] decimals = new int[Field.COUNT];
    private long openTimeNs;
    private int intervalSeconds;
    private boolean isClosed;

    public CandleValues()
    {
        clear();
    }

    public void clear()
    {
        Arrays.fill(mantissas, Decimals.NULL);
        openTimeNs = Decimals.NULL;
        intervalSeconds = 0;
        isClosed = false;
    }

    /** The next value must be this figure. */
    public void read(final Field field, final JsonReader reader)
    {
        reader.readDecimal();
        final boolean isScalable = reader.isKnown() && Decimals.isExponent(-reader.decimals());
        mantissas[field.ordinal()] = isScalable ? reader.mantissa() : Decimals.NULL;
        decimals[field.ordinal()] = isScalable ? reader.decimals() : 0;
    }

    /** The figure is this number. */
    public void set(final Field field, final JsonDecimal value)
    {
        if (value.isKnown() && Decimals.isExponent(-value.decimals()))
        {
            mantissas[field.ordinal()] = value.mantissa();
            decimals[field.ordinal()] = value.decimals();
        }
    }

    public long openTimeNs()
    {
        return openTimeNs;
    }

    public void openTimeNs(final long openTimeNs)
    {
        this.openTimeNs = openTimeNs;
    }

    public int intervalSeconds()
    {
        return intervalSeconds;
    }

    public void intervalSeconds(final int intervalSeconds)
    {
        this.intervalSeconds = intervalSeconds;
    }

    public boolean isClosed()
    {
        return isClosed;
    }

    public void closed(final boolean isClosed)
    {
        this.isClosed = isClosed;
    }

    /**
     * Whether all that a candle must have is there.
     */
    public boolean isWhole(final int priceExponent, final int quantityExponent)
    {
        return openTimeNs != Decimals.NULL && intervalSeconds > 0 &&
            at(Field.OPEN, priceExponent) != Decimals.NULL && at(Field.HIGH, priceExponent) != Decimals.NULL &&
            at(Field.LOW, priceExponent) != Decimals.NULL && at(Field.CLOSE, priceExponent) != Decimals.NULL &&
            at(Field.VOLUME, quantityExponent) != Decimals.NULL;
    }

    /** What was traded in it, {@link Decimals#NULL} where that is not known. */
    public long volume(final int quantityExponent)
    {
        return at(Field.VOLUME, quantityExponent);
    }

    /** Say which figures an instrument's exponents can not hold exactly. */
    void tellNeeds(final Instrument instrument)
    {
        for (final Field price : PRICES)
        {
            instrument.priceNeeds().addInexact(
                mantissas[price.ordinal()], decimals[price.ordinal()], instrument.priceExponent());
        }
        instrument.quantityNeeds().addInexact(
            mantissas[Field.VOLUME.ordinal()], decimals[Field.VOLUME.ordinal()], instrument.quantityExponent());
    }

    void encode(final CandleEncoder candle, final int priceExponent, final int quantityExponent)
    {
        final long trades = at(Field.TRADES, 0);
        candle
            .openTime(openTimeNs)
            .openPrice(at(Field.OPEN, priceExponent))
            .highPrice(at(Field.HIGH, priceExponent))
            .lowPrice(at(Field.LOW, priceExponent))
            .closePrice(at(Field.CLOSE, priceExponent))
            .volume(at(Field.VOLUME, quantityExponent))
            .trades(trades == Decimals.NULL ? CandleEncoder.tradesNullValue() : trades)
            .intervalSeconds(intervalSeconds)
            .closed(isClosed ? Bool.YES : Bool.NO)
            .quoteVolume(mantissas[Field.QUOTE_VOLUME.ordinal()])
            .quoteVolumeExponent((byte)-decimals[Field.QUOTE_VOLUME.ordinal()]);
    }

    private long at(final Field field, final int exponent)
    {
        return Decimals.rescaleRounded(mantissas[field.ordinal()], -decimals[field.ordinal()], exponent);
    }
}
