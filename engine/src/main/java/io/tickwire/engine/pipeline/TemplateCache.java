package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.FrameTemplate;
import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.TemplateWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A stream's templates in one encoding, one for each shape that its messages take. Streams hardly ever change shape.
 * Thread: pipeline-<k>
 */
final class TemplateCache
{
    private static final int NO_SHAPE = -1;

    private final UpdateLayout layout;
    private final StreamLabel label;
    private final TemplateWriter writer;
    private final boolean isEnveloped;
    private final FrameSealer sealer;

    /** Of all shapes; null as long as there is one only. */
    private Int2ObjectHashMap<FrameTemplate> templates;
    private int lastShape = NO_SHAPE;
    private FrameTemplate last;

    TemplateCache(
        final UpdateLayout layout,
        final StreamLabel label,
        final TemplateWriter writer,
        final boolean isEnveloped,
        final FrameSealer sealer)
    {
        this.layout = layout;
        this.label = label;
        this.writer = writer;
        this.isEnveloped = isEnveloped;
        this.sealer = sealer;
    }

    /**
     * The template for a message.
     */
    FrameTemplate of(final long[] values)
    {
        final int shape = layout.shapeOf(values, isEnveloped);

        return shape == lastShape ? last : ofShape(shape);
    }

    private FrameTemplate ofShape(final int shape)
    {
        if (templates == null && last != null)
        {
            templates = new Int2ObjectHashMap<>();
            templates.put(lastShape, last);
        }
        FrameTemplate template = templates == null ? null : templates.get(shape);
        if (template == null)
        {
            template = writer.template(layout, label, isEnveloped, shape, sealer::headerBytes);
            sealer.seal(template.image(), 0, template.payloadBytes(), false);
            if (templates != null)
            {
                templates.put(shape, template);
            }
        }
        lastShape = shape;
        last = template;

        return template;
    }
}
