package io.tickwire.engine.encode;

import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages as msgpack maps. All numbers that change are of fixed width: float64 (or int64 mantissas where scaled) and
 * uint64.
 * Thread: pipeline-<k>
 */
public final class MsgpackWriter implements TemplateWriter
{
    private final boolean isScaled;

    /**
     * @param isScaled whether decimals are shown as mantissas.
     */
    public MsgpackWriter(final boolean isScaled)
    {
        this.isScaled = isScaled;
    }

    @Override
    public FrameTemplate template(
        final UpdateLayout layout,
        final StreamLabel label,
        final boolean isEnveloped,
        final int shape,
        final HeaderLength headers)
    {
        final TemplateBuilder builder = new TemplateBuilder(ByteOrder.BIG_ENDIAN);
        final List<UpdateLayout.Field> fields = layout.mapFields(isEnveloped);

        mapHeader(builder, fields.size() + 1);
        string(builder, "type");
        string(builder, layout.type());
        for (final UpdateLayout.Field field : fields)
        {
            string(builder, field.name());
            value(builder, field, label, shape, isScaled);
        }

        return new FrameTemplate(builder, headers.of(builder.length()));
    }

    static void value(
        final TemplateBuilder builder,
        final UpdateLayout.Field field,
        final StreamLabel label,
        final int shape,
        final boolean isScaled)
    {
        if (UpdateLayout.isNull(shape, field))
        {
            builder.octet(MsgpackCode.NIL);
            return;
        }

        switch (field.form())
        {
            case SYMBOL, VENUE, INTERVAL -> string(builder, label.constantOf(field.form()));
            case INDICATOR, BUY_VENUE, SELL_VENUE ->
                string(builder, label.nameOf(field.form(), UpdateLayout.tagOf(shape)));
            case FLAG -> builder.octet(UpdateLayout.isSet(shape) ? MsgpackCode.TRUE : MsgpackCode.FALSE);
            case ACTION -> string(builder, actionText(UpdateLayout.sideOf(shape)));
            case INTEGER -> builder.octet(MsgpackCode.UINT64).integer(field.value());
            case SIDE -> side(builder, UpdateLayout.sideOf(shape));
            case TRADE_ID -> tradeId(builder, field.value(), UpdateLayout.hasUuid(shape));
            case PRICE, QUANTITY, PERCENT, INDICATOR_VALUE, CONFIDENCE, BASIS_POINTS ->
            {
                if (isScaled)
                {
                    builder.octet(MsgpackCode.INT64).integer(field.value());
                }
                else
                {
                    builder.octet(MsgpackCode.FLOAT64).decimal(field.value(), label.exponentOf(field.form()));
                }
            }
            default -> throw new IllegalArgumentException("no such form: form=" + field.form());
        }
    }

    static void arrayHeader(final TemplateBuilder builder, final int entries)
    {
        if (entries < MsgpackCode.FIX_ENTRIES_LIMIT)
        {
            builder.octet(MsgpackCode.FIXARRAY | entries);
        }
        else
        {
            builder.octet(MsgpackCode.ARRAY16).constantShort(entries);
        }
    }

    static void string(final TemplateBuilder builder, final String text)
    {
        builder.constant(packed(text));
    }

    /**
     * A text as msgpack shows it, lead bytes included.
     */
    static byte[] packed(final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        final TemplateBuilder builder = new TemplateBuilder(ByteOrder.BIG_ENDIAN);
        if (utf8.length < MsgpackCode.FIXSTR_LIMIT)
        {
            builder.octet(MsgpackCode.FIXSTR | utf8.length);
        }
        else if (utf8.length < MsgpackCode.STR8_LIMIT)
        {
            builder.octet(MsgpackCode.STR8).octet(utf8.length);
        }
        else
        {
            builder.octet(MsgpackCode.STR16).constantShort(utf8.length);
        }

        return builder.constant(utf8).bytes(0);
    }

    private static void mapHeader(final TemplateBuilder builder, final int entries)
    {
        if (entries < MsgpackCode.FIX_ENTRIES_LIMIT)
        {
            builder.octet(MsgpackCode.FIXMAP | entries);
        }
        else
        {
            builder.octet(MsgpackCode.MAP16).constantShort(entries);
        }
    }

    private static void side(final TemplateBuilder builder, final int side)
    {
        if (side == Side.BUY.value())
        {
            string(builder, "buy");
        }
        else if (side == Side.SELL.value())
        {
            string(builder, "sell");
        }
        else
        {
            builder.octet(MsgpackCode.NIL);
        }
    }

    private static String actionText(final int action)
    {
        return action == SignalAction.BUY.value() ? "buy" : action == SignalAction.SELL.value() ? "sell" : "neutral";
    }

    private static void tradeId(final TemplateBuilder builder, final int value, final boolean isUuid)
    {
        if (isUuid)
        {
            builder.octet(MsgpackCode.STR8).octet(Uuids.TEXT_BYTES).uuid(value);
        }
        else
        {
            builder.octet(MsgpackCode.UINT64).integer(value);
        }
    }
}
