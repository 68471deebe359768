package io.tickwire.engine.encode;

import java.nio.ByteOrder;
import java.util.List;

/**
 * Messages as msgpack arrays: {@code [T, sid, seq, pseq, g, t_ex, t_in, t_out, fields in the table's order, envelope]}.
 * Thread: pipeline-<k>
 */
public final class CompactWriter implements TemplateWriter
{
    private final boolean isScaled;

    /**
     * @param isScaled whether decimals are shown as mantissas.
     */
    public CompactWriter(final boolean isScaled)
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
        final List<UpdateLayout.Field> envelope = isEnveloped ? UpdateLayout.envelope() : List.of();
        final int entries = 2 + UpdateLayout.head().size() + layout.fields().size() + envelope.size();

        MsgpackWriter.arrayHeader(builder, entries);
        builder.octet(layout.channel().code());
        builder.octet(MsgpackCode.UINT32).constantInt((int)label.wireId());
        values(builder, UpdateLayout.head(), label, shape);
        values(builder, layout.fields(), label, shape);
        values(builder, envelope, label, shape);

        return new FrameTemplate(builder, headers.of(builder.length()));
    }

    private void values(
        final TemplateBuilder builder,
        final List<UpdateLayout.Field> fields,
        final StreamLabel label,
        final int shape)
    {
        for (final UpdateLayout.Field field : fields)
        {
            MsgpackWriter.value(builder, field, label, shape, isScaled);
        }
    }
}
