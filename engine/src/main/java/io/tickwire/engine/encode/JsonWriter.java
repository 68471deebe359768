package io.tickwire.engine.encode;

import io.tickwire.engine.schema.sbe.Side;
import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

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
    private static final int WORD = Long.BYTES;
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BUY = "\"buy\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELL = "\"sell\"".getBytes(StandardCharsets.US_ASCII);

    private final UpdateLayout layout;
    private final boolean quotesDecimals;
    private final UnsafeBuffer fragments;
    private final int[] fragmentOffsets;
    private final int[] fragmentLengths;
    private final FieldForm[] forms;
    private final int[] places;
    private final int[] exponents;
    private final int maxBytes;

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
        this.layout = layout;
        this.quotesDecimals = quotesDecimals;

        final List<UpdateLayout.Field> fields = layout.mapFields(isEnveloped);
        final int values = (int)fields.stream().filter(field -> field.value() >= 0).count();
        fragmentOffsets = new int[values + 1];
        fragmentLengths = new int[values + 1];
        forms = new FieldForm[values];
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
                end = putConstant(text, end, field.form() == FieldForm.SYMBOL ? label.symbol() : label.venue());
                continue;
            }

            fragment(index, start, end);
            forms[index] = field.form();
            places[index] = field.value();
            exponents[index] = field.form().isDecimal() ? label.exponentOf(field.form()) : 0;
            start = BitUtil.align(end, WORD);
            end = start;
            index++;
        }
        end = put(text, end, "}");
        fragment(index, start, end);

        fragments = new UnsafeBuffer(new byte[BitUtil.align(end, WORD)]);
        text.getBytes(0, fragments, 0, end);
        maxBytes = end + values * (JsonNumbers.MAX_DECIMAL_BYTES + 2) + JsonNumbers.SLACK_BYTES;
    }

    /**
     * No message is longer than this, and so much room {@link #write} needs.
     */
    public int maxBytes()
    {
        return maxBytes;
    }

    /**
     * Write a message.
     *
     * @return its length.
     */
    public int write(final UnsafeBuffer buffer, final int offset, final long[] values)
    {
        final FieldForm[] forms = this.forms;
        int at = offset;
        for (int i = 0; i < forms.length; i++)
        {
            at = putFragment(buffer, at, i);
            at = putValue(buffer, at, i, values);
        }

        return putFragment(buffer, at, forms.length) - offset;
    }

    private int putFragment(final UnsafeBuffer buffer, final int offset, final int index)
    {
        // Whole words: what is too much is overwritten by what follows.
        final UnsafeBuffer fragments = this.fragments;
        final int length = fragmentLengths[index];
        final int from = fragmentOffsets[index];
        for (int i = 0; i < length; i += WORD)
        {
            buffer.putLong(offset + i, fragments.getLong(from + i));
        }

        return offset + length;
    }

    private int putValue(final UnsafeBuffer buffer, final int offset, final int index, final long[] values)
    {
        final long value = values[places[index]];
        switch (forms[index])
        {
            case PRICE, QUANTITY, PERCENT:
                return value == NULL ? put(buffer, offset, NOTHING) : putDecimal(buffer, offset, index, value);

            case INTEGER:
                return value == NULL ? put(buffer, offset, NOTHING) : JsonNumbers.putLong(buffer, offset, value);

            case SIDE:
                return put(buffer, offset, sideText(value));

            case TRADE_ID:
                return putTradeId(buffer, offset, values[places[index] + 1], value);

            default:
                throw new IllegalStateException("not a value: layout=" + layout + " form=" + forms[index]);
        }
    }

    private int putDecimal(final UnsafeBuffer buffer, final int offset, final int index, final long mantissa)
    {
        if (!quotesDecimals)
        {
            return JsonNumbers.putDecimal(buffer, offset, mantissa, exponents[index]);
        }

        buffer.putByte(offset, (byte)'"');
        final int end = JsonNumbers.putDecimal(buffer, offset + 1, mantissa, exponents[index]);
        buffer.putByte(end, (byte)'"');

        return end + 1;
    }

    private static byte[] sideText(final long side)
    {
        return side == Side.BUY.value() ? BUY : side == Side.SELL.value() ? SELL : NOTHING;
    }

    private static int putTradeId(final UnsafeBuffer buffer, final int offset, final long high, final long low)
    {
        if (high == 0)
        {
            return JsonNumbers.putUnsigned(buffer, offset, low);
        }

        buffer.putByte(offset, (byte)'"');
        Uuids.put(buffer, offset + 1, high, low);
        buffer.putByte(offset + 1 + Uuids.TEXT_BYTES, (byte)'"');

        return offset + Uuids.TEXT_BYTES + 2;
    }

    private void fragment(final int index, final int start, final int end)
    {
        fragmentOffsets[index] = start;
        fragmentLengths[index] = end - start;
    }

    private static int put(final UnsafeBuffer buffer, final int offset, final byte[] bytes)
    {
        buffer.putBytes(offset, bytes);

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
