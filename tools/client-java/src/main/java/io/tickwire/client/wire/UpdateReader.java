package io.tickwire.client.wire;

import io.tickwire.client.view.Channel;
import io.tickwire.client.view.Field;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a server sends: data messages into one {@link Update}, whatever else there is as maps. After
 * {@link #read}, {@link #control} is null where it was data.
 * Thread: client
 */
public final class UpdateReader
{
    private static final Field[] HEAD = {
        Field.SEQ, Field.PSEQ, Field.G, Field.T_EX, Field.T_IN, Field.T_OUT};
    private static final Field[] ENVELOPE = {Field.N, Field.HI, Field.LO, Field.FIRST, Field.VOL};
    private static final String BOOK = "SYMBOL BIDS ASKS TIMESTAMP VENUE";
    private static final Field[][] FIELDS = {
        {},
        fields("SYMBOL PRICE CHANGE_24H VOLUME_24H TIMESTAMP VENUE BID ASK BID_QTY ASK_QTY"),
        fields(BOOK),
        fields(BOOK),
        fields("SYMBOL VENUE PRICE QUANTITY SIDE TRADE_ID TIMESTAMP"),
        fields("SYMBOL VENUE BID BID_QTY ASK ASK_QTY TIMESTAMP"),
        fields("SYMBOL INDICATOR SIGNAL VALUE CONFIDENCE TIMESTAMP VENUE"),
        fields("SYMBOL INTERVAL OPEN HIGH LOW CLOSE VOLUME TRADES CLOSED TIMESTAMP VENUE"),
        fields("DATA TIMESTAMP"),
        fields("SYMBOL OPEN_24H HIGH_24H LOW_24H CHANGE_24H VOLUME_24H VWAP_24H TRADES_24H TIMESTAMP VENUE"),
        fields("SYMBOL VENUE SIDE PRICE QUANTITY TIMESTAMP"),
        fields("SYMBOL BUY_VENUE SELL_VENUE BUY_PRICE SELL_PRICE QUANTITY SPREAD_BPS TIMESTAMP")};
    private static final Channel[] CHANNELS = {
        null, Channel.PRICE, Channel.BOOK, Channel.BOOK, Channel.TRADE, Channel.BBO, Channel.SIGNAL, Channel.CANDLE,
        Channel.MARKET, Channel.STATS, Channel.LIQUIDATION, Channel.ARBITRAGE, Channel.ORDERS, Channel.EXECUTIONS,
        Channel.POSITIONS, Channel.ACCOUNT};
    private static final String[][] PRIVATE = {
        ("account symbol venue order_id client_order_id side order_type status price quantity filled_quantity " +
            "average_price timestamp").split(" "),
        "account symbol venue execution_id order_id side price quantity fee fee_asset liquidity timestamp".split(" "),
        ("account symbol venue quantity entry_price mark_price liquidation_price unrealized_pnl realized_pnl " +
            "timestamp").split(" "),
        "account venue asset balance available timestamp".split(" ")};
    private static final int SNAPSHOT = 2;
    private static final int BOOK_DELTA = 3;
    private static final int FIRST_PRIVATE = 12;
    private static final Token TYPE = Token.of("type");

    private final StreamLookup streams;
    private final Update update = new Update();
    private final FieldReader fields = new FieldReader();
    private final JsonScanner json = new JsonScanner();
    private final MsgpackScanner msgpack = new MsgpackScanner();
    private final SbeReader sbe = new SbeReader();
    private final boolean isSbe;
    private Map<String, Object> control;

    /**
     * @param isSbe whether binary frames are SBE, and not msgpack.
     */
    public UpdateReader(final StreamLookup streams, final boolean isSbe)
    {
        this.streams = streams;
        this.isSbe = isSbe;
    }

    /** What was read last, where it was data. */
    public Update update()
    {
        return update;
    }

    /** What was read last, where it was no data; else null. */
    public Map<String, Object> control()
    {
        return control;
    }

    /**
     * Read a message.
     *
     * @return whether there is anything that is known; an unknown kind of data is none.
     * @throws WireException             where it is no message.
     * @throws IndexOutOfBoundsException where it ends too early.
     */
    public boolean read(final boolean isText, final UnsafeBuffer buffer, final int offset, final int length)
    {
        control = null;
        update.clear();
        if (isText)
        {
            return map(json.wrap(buffer, offset, length));
        }
        if (isSbe)
        {
            return sbe.read(buffer, offset, length, update) && resolve();
        }

        return map(msgpack.wrap(buffer, offset, length));
    }

    private boolean map(final Scanner in)
    {
        final int kind = in.next();
        if (kind == Scanner.LIST)
        {
            return array(in);
        }
        if (kind != Scanner.MAP)
        {
            throw new WireException("a message is a map or an array");
        }
        // As a rule the type comes first, and says whether the fields are worth a slot.
        if (in.more() && TYPE.is(in) && in.next() == Scanner.TEXT)
        {
            update.channel = fields.channel(in, update);
        }
        if (update.channel == null || update.channel.isPrivate())
        {
            return tree(in);
        }
        while (in.more())
        {
            final Field field = Names.field(in);
            final int value = in.next();
            if (field == null || field == Field.TYPE)
            {
                in.skip(value);
            }
            else
            {
                fields.read(in, field, value, update);
            }
        }
        end(in);

        return resolve();
    }

    /** Anything else, from its beginning; where the type comes late, it may be data all the same. */
    private boolean tree(final Scanner in)
    {
        in.wrap(in.buffer, 0, in.buffer.capacity());
        in.next();
        control = TreeReader.map(in);
        end(in);
        final Channel late = Channel.of(String.valueOf(control.get("type")));
        if (late == null || late.isPrivate())
        {
            return true;
        }
        control = null;
        update.clear();
        in.wrap(in.buffer, 0, in.buffer.capacity());
        in.next();
        while (in.more())
        {
            final Field field = Names.field(in);
            final int value = in.next();
            if (field == null)
            {
                in.skip(value);
            }
            else
            {
                fields.read(in, field, value, update);
            }
        }

        return resolve();
    }

    private boolean array(final Scanner in)
    {
        final int code = in.more() && in.next() == Scanner.NUMBER ? (int)in.mantissa : -1;
        if (code < 1 || code >= CHANNELS.length)
        {
            in.skip(Scanner.LIST);
            return false;
        }
        update.channel = CHANNELS[code];
        if (code >= FIRST_PRIVATE)
        {
            privateMap(in, PRIVATE[code - FIRST_PRIVATE]);
            return true;
        }
        update.isSnapshot = code == SNAPSHOT;
        if (!in.more() || in.next() != Scanner.NUMBER)
        {
            throw new WireException("a message without its stream");
        }
        update.sid = in.mantissa;
        final StreamInfo known = streams.find(update.sid);
        final boolean isNamed = known != null && known.channel() == update.channel;
        entries(in, HEAD, true, false);
        entries(in, FIELDS[code], true, isNamed);
        if (code == SNAPSHOT || code == BOOK_DELTA)
        {
            if (in.more())
            {
                fields.read(in, Field.CHECKSUM, in.next(), update);
                in.skip(Scanner.LIST);
            }
        }
        else if (entries(in, ENVELOPE, false, false))
        {
            in.skip(Scanner.LIST);
        }
        end(in);
        update.isInitial = update.channel == Channel.MARKET && update.values[Field.PSEQ.ordinal()] == 0;

        return resolve();
    }

    /**
     * @param isNamed whether the stream's names are known by its number, and need not be read.
     * @return whether all of them were there; a list that ends before them is closed.
     */
    private boolean entries(
        final Scanner in, final Field[] expected, final boolean isNeeded, final boolean isNamed)
    {
        for (final Field field : expected)
        {
            if (!in.more())
            {
                if (isNeeded)
                {
                    throw new WireException("a message is too short: " + update.channel.type());
                }
                return false;
            }
            final int kind = in.next();
            if (!isNamed || kind != Scanner.TEXT || field != Field.SYMBOL && field != Field.VENUE)
            {
                fields.read(in, field, kind, update);
            }
        }

        return true;
    }

    private void privateMap(final Scanner in, final String[] names)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", update.channel.type());
        int i = 0;
        while (in.more())
        {
            final Object value = TreeReader.read(in);
            if (i < names.length)
            {
                map.put(names[i++], value);
            }
        }
        control = map;
    }

    private static void end(final Scanner in)
    {
        if (!in.isAtEnd())
        {
            throw new WireException("something stands behind the message");
        }
    }

    private boolean resolve()
    {
        StreamInfo stream = update.sid == 0 ? null : streams.find(update.sid);
        if (stream == null || stream.channel() != update.channel)
        {
            final long interval = update.values[Field.INTERVAL.ordinal()];
            stream = streams.find(
                update.channel,
                update.texts[Field.SYMBOL.ordinal()],
                update.texts[Field.VENUE.ordinal()],
                update.channel == Channel.CANDLE && interval > 0 ? (int)interval : 0);
        }
        update.stream = stream;

        return stream != null;
    }

    private static Field[] fields(final String names)
    {
        final List<Field> fields = new ArrayList<>();
        for (final String name : names.split(" "))
        {
            fields.add(Field.valueOf(name));
        }

        return fields.toArray(new Field[0]);
    }
}
