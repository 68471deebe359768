package io.tickwire.engine.encode;

import io.tickwire.engine.schema.NumberText;
import io.tickwire.engine.schema.sbe.Side;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * A stream's messages as JSON: ready fragments of text, with the values written between them.
 * <pre>
 *   {"type":"price_update","symbol":"BTC/USD","price":   67234.56   ,"change_24h":   2.34   ...  }
 *   '---------------- fragment 0 ------------------'    value 0    '- fragment 1 -' value 1     last
 * </pre>
 * Thread: pipeline-<k>
 */
public final class JsonWriter
{
    private static final byte DECIMAL = 0;
    private static final byte INTEGER = 1;
    private static final byte QUOTED_DECIMAL = 2;
    private static final byte SIDE = 3;
    private static final byte TRADE_ID = 4;
    private static final byte FLAG = 5;
    private static final byte ACTION = 6;
    private static final byte INDICATOR = 7;
    private static final byte BUY_VENUE = 8;
    private static final byte SELL_VENUE = 9;
    private static final FieldForm[] TAGS = {FieldForm.INDICATOR, FieldForm.BUY_VENUE, FieldForm.SELL_VENUE};
    private static final int MAX_TAG_BYTES = 2 + 255 * 6;

    private static final VarHandle WORDS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BUY = "\"buy\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELL = "\"sell\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEUTRAL = "\"neutral\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final long[] fragments;
    private final int[] fragmentWords;
    private final int[] fragmentLengths;
    private final byte[] kinds;
    private final int[] places;
    private final int[] exponents;
    private final byte[] text;
    private final StreamLabel label;
    private final Int2ObjectHashMap<byte[]> names = new Int2ObjectHashMap<>();

    /**
     * @param quotesDecimals whether decimals are shown as strings.
     * @param isEnveloped    whether the messages say what they stand for.
     */
    public JsonWriter(
        final UpdateLayout layout,
        final StreamLabel label,
        final boolean isEnveloped,
        final boolean quotesDecimals)
    {
        this.label = label;
        final List<UpdateLayout.Field> fields = layout.mapFields(isEnveloped);
        final int tags = (int)fields.stream().filter(field -> field.form().isTag()).count();
        final int values = (int)fields.stream().filter(field -> field.value() >= 0).count();
        fragmentWords = new int[values + 1];
        fragmentLengths = new int[values + 1];
        kinds = new byte[values];
        places = new int[values];
        exponents = new int[values];

        final ExpandableArrayBuffer text = new ExpandableArrayBuffer();
        int start = 0;
        int end = put(text, 0, "{\"type\":\"" + layout.type() + '"');
        int index = 0;
        for (final UpdateLayout.Field field : fields)
        {
            end = put(text, end, ",\"" + field.name() + "\":");
            if (field.value() < 0)
            {
                end = putConstant(text, end, label.constantOf(field.form()));
                continue;
            }

            fragment(index, start, end);
            kinds[index] = kindOf(field.form(), quotesDecimals);
            places[index] = field.value();
            exponents[index] = field.form().isDecimal() ? label.exponentOf(field.form()) : 0;
            start = BitUtil.align(end, WORD);
            end = start;
            index++;
        }
        end = put(text, end, "}");
        fragment(index, start, end);

        fragments = new long[BitUtil.align(end, WORD) / WORD];
        text.checkLimit(fragments.length * WORD);
        for (int i = 0; i < fragments.length; i++)
        {
            fragments[i] = text.getLong(i * WORD, ByteOrder.LITTLE_ENDIAN);
        }
        final int numbers = values * (NumberText.MAX_DECIMAL_BYTES + 2);
        this.text = new byte[end + numbers + tags * MAX_TAG_BYTES + NumberText.SLACK_BYTES];
    }

    /**
     * No message is longer than this.
     */
    public int maxBytes()
    {
        return text.length;
    }

    /**
     * Write a message: into an array first, whose bounds cost less to check than a buffer's.
     *
     * @return its length.
     */
    public int write(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final byte[] text = this.text;
        final int count = kinds.length;
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            at = putFragment(text, at, i);
            at = putValue(text, at, i, values);
        }
        at = putFragment(text, at, count);
        buffer.putBytes(offset, text, 0, at);

        return at;
    }

    private int putFragment(final byte[] text, final int offset, final int index)
    {
        // Whole words: what is too much is overwritten by what follows.
        final long[] fragments = this.fragments;
        final int length = fragmentLengths[index];
        int word = fragmentWords[index];
        for (int i = 0; i < length; i += WORD)
        {
            WORDS.set(text, offset + i, fragments[word++]);
        }

        return offset + length;
    }

    private int putValue(final byte[] text, final int offset, final int index, final long[] values)
    {
        final long value = values[places[index]];
        final int kind = kinds[index];
        if (kind <= INTEGER && value == NULL)
        {
            return put(text, offset, NOTHING);
        }
        if (kind == DECIMAL)
        {
            return NumberText.putDecimal(text, offset, value, exponents[index]);
        }

        return kind == INTEGER ? NumberText.putLong(text, offset, value) : putRare(text, offset, index, values);
    }

    private int putRare(final byte[] text, final int offset, final int index, final long[] values)
    {
        final long value = values[places[index]];
        return switch (kinds[index])
        {
            case QUOTED_DECIMAL -> putQuoted(text, offset, index, value);
            case SIDE -> put(text, offset, sideText(value));
            case FLAG -> put(text, offset, value != 0 ? TRUE : FALSE);
            case ACTION -> put(text, offset, value == 0 ? NEUTRAL : sideText(value));
            case INDICATOR, BUY_VENUE, SELL_VENUE -> put(text, offset, nameOf(kinds[index], (int)value));
            default -> putTradeId(text, offset, values[places[index] + 1], value);
        };
    }

    private int putQuoted(final byte[] text, final int offset, final int index, final long mantissa)
    {
        if (mantissa == NULL)
        {
            return put(text, offset, NOTHING);
        }

        text[offset] = (byte)'"';
        final int end = NumberText.putDecimal(text, offset + 1, mantissa, exponents[index]);
        text[end] = (byte)'"';

        return end + 1;
    }

    private byte[] nameOf(final int kind, final int tag)
    {
        final int key = kind * UpdateValues.TAG_LIMIT + tag;
        byte[] name = names.get(key);
        if (name == null)
        {
            name = JsonText.quoted(label.nameOf(TAGS[kind - INDICATOR], tag));
            names.put(key, name);
        }

        return name;
    }

    private static byte[] sideText(final long side)
    {
        return side == Side.BUY.value() ? BUY : side == Side.SELL.value() ? SELL : NOTHING;
    }

    private static int putTradeId(final byte[] text, final int offset, final long high, final long low)
    {
        if (high == 0)
        {
            return NumberText.putUnsigned(text, offset, low);
        }

        text[offset] = (byte)'"';
        Uuids.put(text, offset + 1, high, low);
        text[offset + 1 + Uuids.TEXT_BYTES] = (byte)'"';

        return offset + Uuids.TEXT_BYTES + 2;
    }

    private static byte kindOf(final FieldForm form, final boolean quotesDecimals)
    {
        return switch (form)
        {
            case PRICE, QUANTITY, PERCENT, INDICATOR_VALUE, CONFIDENCE, BASIS_POINTS ->
                quotesDecimals ? QUOTED_DECIMAL : DECIMAL;
            case INTEGER -> INTEGER;
            case SIDE -> SIDE;
            case TRADE_ID -> TRADE_ID;
            case FLAG -> FLAG;
            case ACTION -> ACTION;
            case INDICATOR -> INDICATOR;
            case BUY_VENUE -> BUY_VENUE;
            case SELL_VENUE -> SELL_VENUE;
            default -> throw new IllegalArgumentException("not a value: form=" + form);
        };
    }

    private void fragment(final int index, final int start, final int end)
    {
        fragmentWords[index] = start / WORD;
        fragmentLengths[index] = end - start;
    }

    private static int put(final byte[] text, final int offset, final byte[] bytes)
    {
        System.arraycopy(bytes, 0, text, offset, bytes.length);

        return offset + bytes.length;
    }

    private static int put(final ExpandableArrayBuffer text, final int offset, final String ascii)
    {
        return offset + text.putStringWithoutLengthAscii(offset, ascii);
    }

    private static int putConstant(final ExpandableArrayBuffer text, final int offset, final String value)
    {
        final byte[] quoted = JsonText.quoted(value);
        text.putBytes(offset, quoted);

        return offset + quoted.length;
    }
}
