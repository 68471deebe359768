package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;

/**
 * A stream's messages in one encoding, made as the pipeline makes them: a template for each shape, once, its header
 * filled in once, and each message written from the template of its shape.
 */
final class TemplatesByShape
{
    private static final int SHORT_HEADER_BYTES = 2;
    private static final int LONG_HEADER_BYTES = 4;
    private static final int SHORT_PAYLOAD_LIMIT = 126;
    private static final byte HEADER = (byte)0x82;

    private final TemplateWriter writer;
    private final UpdateLayout layout;
    private final StreamLabel label;
    private final boolean isEnveloped;
    private final GuardedBuffer guarded;
    private final Map<Integer, FrameTemplate> templates = new HashMap<>();
    private int written;

    TemplatesByShape(
        final TemplateWriter writer,
        final UpdateLayout layout,
        final StreamLabel label,
        final boolean isEnveloped,
        final GuardedBuffer guarded)
    {
        this.writer = writer;
        this.layout = layout;
        this.label = label;
        this.isEnveloped = isEnveloped;
        this.guarded = guarded;
    }

    /** A payload in the guarded buffer. */
    record Payload(int offset, int length)
    {
    }

    /** Write a message, look at all around its payload, and say where that is. */
    Payload write(final long[] values)
    {
        final FrameTemplate template = templates.computeIfAbsent(layout.shapeOf(values, isEnveloped), this::template);
        final int offset = guarded.offset(written++);
        final int length = template.write(guarded.buffer(), offset, values);
        final int headerBytes = headerBytes(template.payloadBytes());
        assertEquals(template.length(), length);
        assertEquals(headerBytes + template.payloadBytes(), length);
        for (int i = 0; i < headerBytes; i++)
        {
            assertEquals((byte)(HEADER + i), guarded.bytes()[offset + i], "header");
        }

        return new Payload(offset + headerBytes, template.payloadBytes());
    }

    /** Nothing but the frame was written; the buffer is then as new. */
    void assertFrameOnly(final Payload payload)
    {
        guarded.assertTouchedOnly(payload.offset - headerBytes(payload.length), payload.offset + payload.length);
    }

    private FrameTemplate template(final int shape)
    {
        final FrameTemplate template =
            writer.template(layout, label, isEnveloped, shape, TemplatesByShape::headerBytes);
        for (int i = 0; i < headerBytes(template.payloadBytes()); i++)
        {
            template.image().putByte(i, (byte)(HEADER + i));
        }

        return template;
    }

    /** As a server's WebSocket frames have them. */
    private static int headerBytes(final int payloadBytes)
    {
        return payloadBytes < SHORT_PAYLOAD_LIMIT ? SHORT_HEADER_BYTES : LONG_HEADER_BYTES;
    }
}
