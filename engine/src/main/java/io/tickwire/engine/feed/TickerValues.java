package io.tickwire.engine.feed;

import io.tickwire.engine.feed.json.JsonDecimal;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.TickerEncoder;

import java.util.Arrays;

/**
 * A venue's figures of 24 hours, as they are read: each with the decimals that it came with, then under the
 * instrument's exponents. They are for people, so that what is finer is rounded. A field that is not set is not known.
 * It keeps what it has until {@link #clear}: a venue that tells only what has changed is read into the same one.
 * Thread: feed-<venue>
 */
public final class TickerValues
{
    /**
     * The figures.
     * Thread: any
     */
    public enum Field
    {
        /** Price of the last trade. */
        LAST,

        /** Price 24 hours ago. */
        OPEN,

        HIGH,
        LOW,
        VWAP,

        /** In the base asset. */
        VOLUME,

        /** Percent. */
        CHANGE,

        /** How many trades. */
        TRADES,

        /** The price that a derivative is valued at. */
        MARK,

        /** In the quote asset. */
        QUOTE_VOLUME;

        private static final int COUNT = values().length;
    }

    private static final Field[] PRICES = {Field.LAST, Field.OPEN, Field.HIGH, Field.LOW, Field.VWAP, Field.MARK};

    private final long[] mantissas = new long[Field.COUNT];
    private final int[] decimals = new int[Field.COUNT];

    public TickerValues()
    {
        clear();
    }

    public void clear()
    {
        Arrays.fill(mantissas, Decimals.NULL);
    }

    /** The next value must be this figure. */
    public void read(final Field field, final JsonReader reader)
    {
        reader.readDecimal();
        if (reader.isKnown())
        {
            set(field, reader.mantissa(), reader.decimals());
        }
        else
        {
            mantissas[field.ordinal()] = Decimals.NULL;
        }
    }

    /** The figure is this number. */
    public void set(final Field field, final JsonDecimal value)
    {
        if (value.isKnown())
        {
            set(field, value.mantissa(), value.decimals());
        }
    }

    /**
     * The figure is {@code mantissa x 10^-decimals}.
     */
    public void set(final Field field, final long mantissa, final int decimals)
    {
        final boolean isScalable = Decimals.isExponent(-decimals);
        mantissas[field.ordinal()] = isScalable ? mantissa : Decimals.NULL;
        this.decimals[field.ordinal()] = isScalable ? decimals : 0;
    }

    /**
     * The figures that are known of these others replace the ones here.
     *
     * @return whether any was.
     */
    public boolean merge(final TickerValues changes)
    {
        boolean isAny = false;
        for (int i = 0; i < Field.COUNT; i++)
        {
            if (changes.mantissas[i] != Decimals.NULL)
            {
                mantissas[i] = changes.mantissas[i];
                decimals[i] = changes.decimals[i];
                isAny = true;
            }
        }

        return isAny;
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

    void encode(final TickerEncoder ticker, final int priceExponent, final int quantityExponent)
    {
        final long trades = at(Field.TRADES, 0);
        ticker
            .last(at(Field.LAST, priceExponent))
            .open24h(at(Field.OPEN, priceExponent))
            .high24h(at(Field.HIGH, priceExponent))
            .low24h(at(Field.LOW, priceExponent))
            .vwap24h(at(Field.VWAP, priceExponent))
            .volume24h(at(Field.VOLUME, quantityExponent))
            .change24h(at(Field.CHANGE, Decimals.PERCENT_EXPONENT))
            .trades24h(trades == Decimals.NULL ? TickerEncoder.trades24hNullValue() : trades)
            .markPrice(at(Field.MARK, priceExponent))
            .quoteVolume24h(mantissas[Field.QUOTE_VOLUME.ordinal()])
            .quoteVolumeExponent((byte)-decimals[Field.QUOTE_VOLUME.ordinal()]);
    }

    private long at(final Field field, final int exponent)
    {
        return Decimals.rescaleRounded(mantissas[field.ordinal()], -decimals[field.ordinal()], exponent);
    }
}
