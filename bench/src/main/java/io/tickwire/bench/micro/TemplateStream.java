package io.tickwire.bench.micro;

import io.tickwire.engine.encode.FrameTemplate;
import io.tickwire.engine.encode.TemplateWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * What a pipeline does for a message of a stream, less the rings: stamp the values, find the template of their shape,
 * and write it into a slab, each message behind the one before.
 */
final class TemplateStream
{
    private static final int HEADER_BYTES = 4;
    private static final int SLAB_BYTES = 64 * 1024;
    private static final int MAX_FRAME_BYTES = 1024;
    private static final long SEND_NS = 1_795_000_001_000_000_000L;
    private static final long BATCH_NS = 1_234L;
    private static final int NO_SHAPE = -1;

    private final TemplateWriter writer;
    private final boolean isEnveloped;
    private final UnsafeBuffer slab = new UnsafeBuffer(ByteBuffer.allocateDirect(SLAB_BYTES));
    private FrameTemplate template;
    private int shape = NO_SHAPE;
    private int offset;
    private long sequence;
    private long sendNs = SEND_NS;

    TemplateStream(final TemplateWriter writer, final boolean isEnveloped)
    {
        this.writer = writer;
        this.isEnveloped = isEnveloped;
    }

    /**
     * Write the next message.
     *
     * @return its length, header included.
     */
    int write(final long[] values)
    {
        sendNs += BATCH_NS;
        UpdateValues.stamp(values, sequence + 1, sequence, sendNs);
        sequence++;

        final int wanted = UpdateLayout.PRICE.shapeOf(values, isEnveloped);
        if (wanted != shape)
        {
            lay(wanted);
        }

        final int length = template.write(slab, place(), values);
        offset += length;

        return length;
    }

    /**
     * The payload of the message that was written last.
     */
    byte[] lastPayload()
    {
        final byte[] payload = new byte[template.payloadBytes()];
        slab.getBytes(offset - payload.length, payload);

        return payload;
    }

    private int place()
    {
        if (offset > SLAB_BYTES - MAX_FRAME_BYTES)
        {
            offset = 0;
        }

        return offset;
    }

    private void lay(final int wanted)
    {
        shape = wanted;
        template = writer.template(
            UpdateLayout.PRICE, PriceSamples.LABEL, isEnveloped, wanted, payloadBytes -> HEADER_BYTES);
    }
}
