package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Decimals;

/**
 * What all messages of a stream have in common.
 *
 * @param wireId           {@code sid}.
 * @param symbol           canonical.
 * @param venue            empty where the stream belongs to all venues.
 * @param priceExponent    of the symbol.
 * @param quantityExponent of the symbol.
 * @param intervalSeconds  of a candle; else 0.
 * @param tags             what ids in its messages are called.
 * Thread: any
 */
public record StreamLabel(
    long wireId,
    String symbol,
    String venue,
    int priceExponent,
    int quantityExponent,
    int intervalSeconds,
    Tags tags)
{
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    /**
     * A stream that is no candle's, and whose messages have no ids to be named.
     */
    public StreamLabel(
        final long wireId,
        final String symbol,
        final String venue,
        final int priceExponent,
        final int quantityExponent)
    {
        this(wireId, symbol, venue, priceExponent, quantityExponent, 0, Tags.NONE);
    }

    /**
     * The names of ids that stand in messages.
     * Thread: any
     */
    public interface Tags
    {
        /** Nothing has a name. */
        Tags NONE = new Tags()
        {
            @Override
            public String indicator(final int id)
            {
                return "";
            }

            @Override
            public String venue(final int id)
            {
                return "";
            }
        };

        /**
         * The name of an indicator or a model.
         */
        String indicator(int id);

        /**
         * The name of a venue.
         */
        String venue(int id);
    }

    /**
     * The interval as clients write it: {@code 15m}.
     */
    public String interval()
    {
        return intervalSeconds % DAY == 0 ? intervalSeconds / DAY + "d" :
            intervalSeconds % HOUR == 0 ? intervalSeconds / HOUR + "h" :
            intervalSeconds % MINUTE == 0 ? intervalSeconds / MINUTE + "m" : intervalSeconds + "s";
    }

    /**
     * The text of a field that is the same in all messages.
     */
    String constantOf(final FieldForm form)
    {
        return switch (form)
        {
            case SYMBOL -> symbol;
            case VENUE -> venue;
            case INTERVAL -> interval();
            default -> throw new IllegalArgumentException("not the same in all messages: form=" + form);
        };
    }

    /**
     * The text of a field whose value is a tag.
     */
    String nameOf(final FieldForm form, final int tag)
    {
        return switch (form)
        {
            case INDICATOR -> tags.indicator(tag);
            case BUY_VENUE -> tags.venue(UpdateValues.buyVenueOf(tag));
            case SELL_VENUE -> tags.venue(UpdateValues.sellVenueOf(tag));
            default -> throw new IllegalArgumentException("not a tag: form=" + form);
        };
    }

    int exponentOf(final FieldForm form)
    {
        return switch (form)
        {
            case PRICE -> priceExponent;
            case QUANTITY -> quantityExponent;
            case PERCENT -> Decimals.PERCENT_EXPONENT;
            case INDICATOR_VALUE -> UpdateValues.INDICATOR_VALUE_EXPONENT;
            case CONFIDENCE -> UpdateValues.CONFIDENCE_EXPONENT;
            case BASIS_POINTS -> UpdateValues.BASIS_POINTS_EXPONENT;
            default -> throw new IllegalArgumentException("not a decimal: form=" + form);
        };
    }
}
