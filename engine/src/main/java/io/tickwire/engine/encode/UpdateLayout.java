package io.tickwire.engine.encode;

import io.tickwire.engine.schema.Channel;

import java.util.ArrayList;
import java.util.List;

import static io.tickwire.engine.encode.UpdateValues.COUNT;
import static io.tickwire.engine.encode.UpdateValues.EXCHANGE_US;
import static io.tickwire.engine.encode.UpdateValues.FIELDS;
import static io.tickwire.engine.encode.UpdateValues.FIRST;
import static io.tickwire.engine.encode.UpdateValues.GLOBAL;
import static io.tickwire.engine.encode.UpdateValues.HIGH;
import static io.tickwire.engine.encode.UpdateValues.LOW;
import static io.tickwire.engine.encode.UpdateValues.PREVIOUS;
import static io.tickwire.engine.encode.UpdateValues.RECEIVE_US;
import static io.tickwire.engine.encode.UpdateValues.SEND_US;
import static io.tickwire.engine.encode.UpdateValues.SEQUENCE;
import static io.tickwire.engine.encode.UpdateValues.TIMESTAMP_MS;
import static io.tickwire.engine.encode.UpdateValues.VOLUME;
import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * What the messages of a channel are made of, in the order of the wire protocol's table. The one place that says it:
 * each encoding is laid out from here.
 * Thread: any
 */
public enum UpdateLayout
{
    /** Values: price, change, volume, bid, ask, bid quantity, ask quantity. */
    PRICE(
        Channel.PRICE,
        "price_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("price", FieldForm.PRICE, 0),
        field("change_24h", FieldForm.PERCENT, 1),
        field("volume_24h", FieldForm.QUANTITY, 2),
        timestamp(),
        field("venue", FieldForm.VENUE, -1),
        field("bid", FieldForm.PRICE, 3),
        field("ask", FieldForm.PRICE, 4),
        field("bid_qty", FieldForm.QUANTITY, 5),
        field("ask_qty", FieldForm.QUANTITY, 6)),

    /** Values: bid, bid quantity, ask, ask quantity. */
    BBO(
        Channel.BBO,
        "bbo_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("venue", FieldForm.VENUE, -1),
        field("bid", FieldForm.PRICE, 0),
        field("bid_qty", FieldForm.QUANTITY, 1),
        field("ask", FieldForm.PRICE, 2),
        field("ask_qty", FieldForm.QUANTITY, 3),
        timestamp()),

    /** Values: price, quantity, side, low half of the id, high half of the id. */
    TRADE(
        Channel.TRADE,
        "trade_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("venue", FieldForm.VENUE, -1),
        field("price", FieldForm.PRICE, 0),
        field("quantity", FieldForm.QUANTITY, 1),
        field("side", FieldForm.SIDE, 2),
        field("trade_id", FieldForm.TRADE_ID, 3),
        timestamp()),

    /** Values: price, quantity, side. */
    LIQUIDATION(
        Channel.LIQUIDATION,
        "liquidation_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("venue", FieldForm.VENUE, -1),
        field("side", FieldForm.SIDE, 2),
        field("price", FieldForm.PRICE, 0),
        field("quantity", FieldForm.QUANTITY, 1),
        timestamp());

    private static final List<Field> HEAD = List.of(
        new Field("seq", FieldForm.INTEGER, SEQUENCE),
        new Field("pseq", FieldForm.INTEGER, PREVIOUS),
        new Field("g", FieldForm.INTEGER, GLOBAL),
        new Field("t_ex", FieldForm.INTEGER, EXCHANGE_US),
        new Field("t_in", FieldForm.INTEGER, RECEIVE_US),
        new Field("t_out", FieldForm.INTEGER, SEND_US));

    private static final List<Field> ENVELOPE = List.of(
        new Field("n", FieldForm.INTEGER, COUNT),
        new Field("hi", FieldForm.PRICE, HIGH),
        new Field("lo", FieldForm.PRICE, LOW),
        new Field("first", FieldForm.PRICE, FIRST),
        new Field("vol", FieldForm.QUANTITY, VOLUME));

    /** A shape has a bit for the exchange's time, one for each value, and then these. */
    private static final int SIDE_SHIFT = 1 + UpdateValues.MAX_FIELDS;
    private static final int UUID_BIT = 1 << SIDE_SHIFT + 2;
    private static final int ENVELOPE_BIT = UUID_BIT << 1;
    private static final int SIDE_MASK = 3;

    private final Channel channel;
    private final String type;
    private final List<Field> fields;
    private final int valueCount;
    private final int nullableCount;
    private final int sideValue;
    private final int tradeIdValue;

    UpdateLayout(final Channel channel, final String type, final Field... fields)
    {
        this.channel = channel;
        this.type = type;
        this.fields = List.of(fields);

        int values = 0;
        int side = -1;
        int tradeId = -1;
        for (final Field field : fields)
        {
            side = field.form == FieldForm.SIDE ? field.value : side;
            tradeId = field.form == FieldForm.TRADE_ID ? field.value : tradeId;
            if (field.value >= FIELDS)
            {
                values += field.form == FieldForm.TRADE_ID ? 2 : 1;
            }
        }
        this.valueCount = values;
        // The halves of an id, which come last, may be any number.
        this.nullableCount = tradeId < 0 ? values : values - 2;
        this.sideValue = side;
        this.tradeIdValue = tradeId;
    }

    /**
     * A field of a message.
     *
     * @param name  on the wire.
     * @param form  what it shows.
     * @param value the place of its value in {@link UpdateValues}, or -1 where it is the same in all messages.
     */
    public record Field(String name, FieldForm form, int value)
    {
    }

    /**
     * The layout of a public channel's messages.
     */
    public static UpdateLayout of(final Channel channel)
    {
        for (final UpdateLayout layout : values())
        {
            if (layout.channel == channel)
            {
                return layout;
            }
        }

        throw new IllegalArgumentException("no layout for this channel: channel=" + channel);
    }

    public Channel channel()
    {
        return channel;
    }

    /**
     * The message's {@code type}.
     */
    public String type()
    {
        return type;
    }

    /**
     * The channel's own fields, in the order of the protocol.
     */
    public List<Field> fields()
    {
        return fields;
    }

    /**
     * The fields that place a message in its stream and in time.
     */
    public static List<Field> head()
    {
        return HEAD;
    }

    /**
     * The fields that say what a conflated message stands for.
     */
    public static List<Field> envelope()
    {
        return ENVELOPE;
    }

    /**
     * All fields of a map, in order.
     */
    public List<Field> mapFields(final boolean isEnveloped)
    {
        final List<Field> all = new ArrayList<>(fields);
        all.addAll(HEAD);
        if (isEnveloped)
        {
            all.addAll(ENVELOPE);
        }

        return all;
    }

    /**
     * How many values from {@link UpdateValues#FIELDS} on belong to this layout.
     */
    public int valueCount()
    {
        return valueCount;
    }

    /**
     * What of a message changes its layout in bytes: which values are not known, the side, the kind of id. Messages of
     * one shape have all their values at the same offsets.
     */
    public int shapeOf(final long[] values, final boolean isEnveloped)
    {
        int shape = values[EXCHANGE_US] == NULL ? 1 : 0;
        if (isEnveloped)
        {
            for (int i = HIGH; i <= VOLUME; i++)
            {
                shape |= values[i] == NULL ? ENVELOPE_BIT << i - HIGH : 0;
            }
        }
        for (int i = 0; i < nullableCount; i++)
        {
            shape |= values[FIELDS + i] == NULL ? 2 << i : 0;
        }
        if (sideValue >= 0)
        {
            shape |= ((int)values[sideValue] & SIDE_MASK) << SIDE_SHIFT;
        }
        if (tradeIdValue >= 0 && values[tradeIdValue + 1] != 0)
        {
            shape |= UUID_BIT;
        }

        return shape;
    }

    /**
     * Whether a field's value is not known in messages of a shape.
     */
    static boolean isNull(final int shape, final Field field)
    {
        return field.value == EXCHANGE_US ? (shape & 1) != 0 :
            field.value >= HIGH && field.value <= VOLUME ? (shape & ENVELOPE_BIT << field.value - HIGH) != 0 :
            field.value >= FIELDS && (shape & 2 << field.value - FIELDS) != 0;
    }

    /**
     * The side that messages of a shape tell: a value of {@code Side}, or 0.
     */
    static int sideOf(final int shape)
    {
        return shape >> SIDE_SHIFT & SIDE_MASK;
    }

    /**
     * Whether the trade's id is a UUID in messages of a shape.
     */
    static boolean hasUuid(final int shape)
    {
        return (shape & UUID_BIT) != 0;
    }

    private static Field field(final String name, final FieldForm form, final int value)
    {
        return new Field(name, form, value < 0 ? -1 : FIELDS + value);
    }

    private static Field timestamp()
    {
        return new Field("timestamp", FieldForm.INTEGER, TIMESTAMP_MS);
    }
}
