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
        timestamp()),

    /** Values: open, high, low, change, volume, volume-weighted price, trades. */
    STATS(
        Channel.STATS,
        "stats_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("open_24h", FieldForm.PRICE, 0),
        field("high_24h", FieldForm.PRICE, 1),
        field("low_24h", FieldForm.PRICE, 2),
        field("change_24h", FieldForm.PERCENT, 3),
        field("volume_24h", FieldForm.QUANTITY, 4),
        field("vwap_24h", FieldForm.PRICE, 5),
        field("trades_24h", FieldForm.INTEGER, 6),
        timestamp(),
        field("venue", FieldForm.VENUE, -1)),

    /** Values: open, high, low, close, volume, trades, when it opened in ms, whether it is closed. */
    CANDLE(
        Channel.CANDLE,
        "candle_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("interval", FieldForm.INTERVAL, -1),
        field("open", FieldForm.PRICE, 0),
        field("high", FieldForm.PRICE, 1),
        field("low", FieldForm.PRICE, 2),
        field("close", FieldForm.PRICE, 3),
        field("volume", FieldForm.QUANTITY, 4),
        field("trades", FieldForm.INTEGER, 5),
        field("closed", FieldForm.FLAG, 7),
        field("timestamp", FieldForm.INTEGER, 6),
        field("venue", FieldForm.VENUE, -1)),

    /** Values: value, confidence, action, the indicator's id. */
    SIGNAL(
        Channel.SIGNAL,
        "signal_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("indicator", FieldForm.INDICATOR, 3),
        field("signal", FieldForm.ACTION, 2),
        field("value", FieldForm.INDICATOR_VALUE, 0),
        field("confidence", FieldForm.CONFIDENCE, 1),
        timestamp(),
        field("venue", FieldForm.VENUE, -1)),

    /** Values: buy price, sell price, quantity, spread, the two venues' ids. */
    ARBITRAGE(
        Channel.ARBITRAGE,
        "arbitrage_update",
        field("symbol", FieldForm.SYMBOL, -1),
        field("buy_venue", FieldForm.BUY_VENUE, 4),
        field("sell_venue", FieldForm.SELL_VENUE, 4),
        field("buy_price", FieldForm.PRICE, 0),
        field("sell_price", FieldForm.PRICE, 1),
        field("quantity", FieldForm.QUANTITY, 2),
        field("spread_bps", FieldForm.BASIS_POINTS, 3),
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
    private static final int FLAG_BIT = 1 << SIDE_SHIFT + 2;
    private static final int ENVELOPE_BIT = FLAG_BIT << 1;
    private static final int TAG_SHIFT = SIDE_SHIFT + 3 + 4;
    private static final int SIDE_MASK = 3;

    private final Channel channel;
    private final String type;
    private final List<Field> fields;
    private final int valueCount;
    private final int nullableCount;
    private final int sideValue;
    private final int tradeIdValue;
    private final int flagValue;
    private final int tagValue;

    UpdateLayout(final Channel channel, final String type, final Field... fields)
    {
        this.channel = channel;
        this.type = type;
        this.fields = List.of(fields);

        int values = 0;
        int nullable = UpdateValues.MAX_FIELDS;
        int side = -1;
        int tradeId = -1;
        int flag = -1;
        int tag = -1;
        for (final Field field : fields)
        {
            final FieldForm form = field.form;
            side = form == FieldForm.SIDE || form == FieldForm.ACTION ? field.value : side;
            tradeId = form == FieldForm.TRADE_ID ? field.value : tradeId;
            flag = form == FieldForm.FLAG ? field.value : flag;
            tag = form.isTag() ? field.value : tag;
            if (field.value >= FIELDS)
            {
                values = Math.max(values, field.value - FIELDS + (form == FieldForm.TRADE_ID ? 2 : 1));
            }
            if (field.value >= FIELDS && isAlwaysKnown(form))
            {
                nullable = Math.min(nullable, field.value - FIELDS);
            }
        }
        this.valueCount = values;
        // Those that are always known come last.
        this.nullableCount = Math.min(nullable, values);
        this.sideValue = side;
        this.tradeIdValue = tradeId;
        this.flagValue = flag;
        this.tagValue = tag;
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
     * What of a message changes its layout in bytes: which values are not known, the side, the kind of id, what is
     * shown by its name. Messages of one shape have all their values at the same offsets.
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
        if (tradeIdValue >= 0 && values[tradeIdValue + 1] != 0 || flagValue >= 0 && values[flagValue] != 0)
        {
            shape |= FLAG_BIT;
        }
        if (tagValue >= 0)
        {
            shape |= (int)values[tagValue] << TAG_SHIFT;
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
        return isSet(shape);
    }

    /**
     * Whether the flag is set in messages of a shape.
     */
    static boolean isSet(final int shape)
    {
        return (shape & FLAG_BIT) != 0;
    }

    /**
     * The tag in messages of a shape.
     */
    static int tagOf(final int shape)
    {
        return shape >>> TAG_SHIFT;
    }

    /** Sides, ids and flags have no null among their values. */
    private static boolean isAlwaysKnown(final FieldForm form)
    {
        return switch (form)
        {
            case TRADE_ID, FLAG, ACTION, INDICATOR, BUY_VENUE, SELL_VENUE -> true;
            default -> false;
        };
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
