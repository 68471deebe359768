package io.tickwire.engine.encode;

import io.tickwire.engine.schema.sbe.BboUpdateEncoder;
import io.tickwire.engine.schema.sbe.LiquidationUpdateEncoder;
import io.tickwire.engine.schema.sbe.PriceUpdateEncoder;
import io.tickwire.engine.schema.sbe.ArbitrageUpdateEncoder;
import io.tickwire.engine.schema.sbe.CandleUpdateEncoder;
import io.tickwire.engine.schema.sbe.SignalUpdateEncoder;
import io.tickwire.engine.schema.sbe.StatsUpdateEncoder;
import io.tickwire.engine.schema.sbe.TradeUpdateEncoder;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import static io.tickwire.engine.encode.UpdateValues.COUNT;
import static io.tickwire.engine.encode.UpdateValues.FIELDS;
import static io.tickwire.engine.encode.UpdateValues.FIRST;
import static io.tickwire.engine.encode.UpdateValues.HIGH;
import static io.tickwire.engine.encode.UpdateValues.LOW;
import static io.tickwire.engine.encode.UpdateValues.VOLUME;

/**
 * Messages as SBE, the update templates of the schema. Mantissas and nulls stand as they are inside.
 * Thread: pipeline-<k>
 */
public final class SbeWriter implements TemplateWriter
{
    private static final long NO_COUNT = -1L;
    private static final int NO_SIDE = 255;

    @Override
    public FrameTemplate template(
        final UpdateLayout layout,
        final StreamLabel label,
        final boolean isEnveloped,
        final int shape,
        final HeaderLength headers)
    {
        final TemplateBuilder builder = new TemplateBuilder(ByteOrder.LITTLE_ENDIAN);
        switch (layout)
        {
            case PRICE ->
            {
                begin(builder, PriceUpdateEncoder.BLOCK_LENGTH, PriceUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, layout.valueCount());
                envelope(builder, isEnveloped);
            }
            case BBO ->
            {
                begin(builder, BboUpdateEncoder.BLOCK_LENGTH, BboUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, layout.valueCount());
                envelope(builder, isEnveloped);
            }
            case TRADE ->
            {
                begin(builder, TradeUpdateEncoder.BLOCK_LENGTH, TradeUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, 2);
                builder.integer(FIELDS + 3).integer(FIELDS + 4);
                envelope(builder, isEnveloped);
                side(builder, shape);
            }
            case LIQUIDATION ->
            {
                begin(builder, LiquidationUpdateEncoder.BLOCK_LENGTH, LiquidationUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, 2);
                envelope(builder, isEnveloped);
                side(builder, shape);
            }
            case STATS ->
            {
                begin(builder, StatsUpdateEncoder.BLOCK_LENGTH, StatsUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, layout.valueCount());
                envelope(builder, isEnveloped);
            }
            default -> derived(builder, layout, label, isEnveloped, shape);
        }

        return new FrameTemplate(builder, headers.of(builder.length()));
    }

    private static void derived(
        final TemplateBuilder builder,
        final UpdateLayout layout,
        final StreamLabel label,
        final boolean isEnveloped,
        final int shape)
    {
        switch (layout)
        {
            case CANDLE ->
            {
                begin(builder, CandleUpdateEncoder.BLOCK_LENGTH, CandleUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, layout.valueCount() - 1);
                envelope(builder, isEnveloped);
                builder.constantInt(label.intervalSeconds()).octet(UpdateLayout.isSet(shape) ? 1 : 0);
            }
            case SIGNAL ->
            {
                begin(builder, SignalUpdateEncoder.BLOCK_LENGTH, SignalUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, 2);
                envelope(builder, isEnveloped);
                builder.octet(UpdateLayout.sideOf(shape));
                text(builder, label.nameOf(FieldForm.INDICATOR, UpdateLayout.tagOf(shape)));
            }
            case ARBITRAGE ->
            {
                begin(builder, ArbitrageUpdateEncoder.BLOCK_LENGTH, ArbitrageUpdateEncoder.TEMPLATE_ID, label);
                fields(builder, 4);
                envelope(builder, isEnveloped);
                text(builder, label.nameOf(FieldForm.BUY_VENUE, UpdateLayout.tagOf(shape)));
                text(builder, label.nameOf(FieldForm.SELL_VENUE, UpdateLayout.tagOf(shape)));
            }
            default -> throw new IllegalArgumentException("no SBE message for this layout: layout=" + layout);
        }
    }

    private static void text(final TemplateBuilder builder, final String text)
    {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        builder.constantShort(utf8.length).constant(utf8);
    }

    private static void begin(
        final TemplateBuilder builder, final int blockLength, final int templateId, final StreamLabel label)
    {
        SbeHead.put(
            builder, blockLength, templateId, label.wireId(), label.priceExponent(), label.quantityExponent());
    }

    private static void fields(final TemplateBuilder builder, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            builder.integer(FIELDS + i);
        }
    }

    private static void envelope(final TemplateBuilder builder, final boolean isEnveloped)
    {
        if (isEnveloped)
        {
            builder.integer(COUNT).integer(HIGH).integer(LOW).integer(FIRST).integer(VOLUME);
        }
        else
        {
            builder
                .constantLong(NO_COUNT)
                .constantLong(Long.MIN_VALUE)
                .constantLong(Long.MIN_VALUE)
                .constantLong(Long.MIN_VALUE)
                .constantLong(Long.MIN_VALUE);
        }
    }

    private static void side(final TemplateBuilder builder, final int shape)
    {
        final int side = UpdateLayout.sideOf(shape);
        builder.octet(side == 0 ? NO_SIDE : side);
    }
}
