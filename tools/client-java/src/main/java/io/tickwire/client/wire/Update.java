package io.tickwire.client.wire;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;
import io.tickwire.client.view.UpdateView;

import java.util.Arrays;

/**
 * The data message that was read last, of whatever kind and encoding: a slot for each field. A number is kept as it
 * came, a mantissa with its exponent or a float; {@link Levels} has the marks that stand instead of an exponent.
 * Thread: client
 */
public final class Update implements UpdateView
{
    private static final int FIELDS = Field.values().length;
    private static final int PERCENT = -4;
    private static final int BASIS_POINTS = -2;
    private static final int INDICATOR = -8;

    final long[] values = new long[FIELDS];
    final byte[] exponents = new byte[FIELDS];
    final String[] texts = new String[FIELDS];
    final Levels bids = new Levels();
    final Levels asks = new Levels();
    final MarketEntries market = new MarketEntries();
    Channel channel;
    StreamInfo stream;
    long sid;
    long tradeIdHigh;
    boolean isSnapshot;
    boolean isInitial;
    private long arrivalNs;

    void clear()
    {
        Arrays.fill(values, NONE);
        texts[Field.SYMBOL.ordinal()] = "";
        texts[Field.VENUE.ordinal()] = "";
        texts[Field.INDICATOR.ordinal()] = "";
        texts[Field.BUY_VENUE.ordinal()] = "";
        texts[Field.SELL_VENUE.ordinal()] = "";
        bids.clear();
        asks.clear();
        market.clear();
        channel = null;
        stream = null;
        sid = 0;
        tradeIdHigh = 0;
        isSnapshot = false;
        isInitial = false;
    }

    void set(final Field field, final long mantissa, final byte exponent)
    {
        values[field.ordinal()] = mantissa;
        exponents[field.ordinal()] = exponent;
    }

    void setText(final Field field, final String text)
    {
        texts[field.ordinal()] = text;
    }

    /** When the frame was read. */
    public void arrivedAt(final long arrivalNs)
    {
        this.arrivalNs = arrivalNs;
    }

    /** The stream that it belongs to. */
    public StreamInfo stream()
    {
        return stream;
    }

    @Override
    public long arrivalNs()
    {
        return arrivalNs;
    }

    @Override
    public Channel channel()
    {
        return channel;
    }

    @Override
    public String symbol()
    {
        return stream.symbol();
    }

    @Override
    public String venue()
    {
        return stream.venue();
    }

    @Override
    public long sid()
    {
        return sid;
    }

    @Override
    public int priceExponent()
    {
        return stream.priceExponent();
    }

    @Override
    public int quantityExponent()
    {
        return stream.quantityExponent();
    }

    @Override
    public double number(final Field field)
    {
        final long value = values[field.ordinal()];

        return value == NONE ? Double.NaN : Levels.number(value, exponents[field.ordinal()], exponentOf(field));
    }

    @Override
    public long mantissa(final Field field)
    {
        final long value = values[field.ordinal()];

        return value == NONE ? NONE : Levels.mantissa(value, exponents[field.ordinal()], exponentOf(field));
    }

    private int exponentOf(final Field field)
    {
        return switch (field.form())
        {
            case PRICE -> stream.priceExponent();
            case QUANTITY -> stream.quantityExponent();
            case PERCENT -> PERCENT;
            case BASIS_POINTS -> BASIS_POINTS;
            case INDICATOR -> INDICATOR;
            default -> 0;
        };
    }
}
