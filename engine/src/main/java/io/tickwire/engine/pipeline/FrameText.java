package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.JsonWriter;
import io.tickwire.engine.fanout.FrameSealer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames whose payload's length is known only once it is written.
 * Thread: pipeline-<k>
 */
final class FrameText
{
    private FrameText()
    {
    }

    /**
     * Write a sealed frame of JSON.
     *
     * @return its length.
     */
    static int write(
        final JsonWriter writer,
        final FrameSealer sealer,
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values)
    {
        final int reserved = sealer.headerBytes(writer.maxBytes());
        final int length = writer.write(buffer, offset + reserved, values);

        return seal(sealer, buffer, offset, reserved, length, true);
    }

    /**
     * Put the header before a payload. Frames stand back to back, so a payload that came out so short that its header
     * is shorter than the room that was left for it moves down to the header.
     *
     * @param reserved the room that was left.
     * @return the frame's length.
     */
    static int seal(
        final FrameSealer sealer,
        final UnsafeBuffer buffer,
        final int offset,
        final int reserved,
        final int length,
        final boolean isText)
    {
        final int headerBytes = sealer.headerBytes(length);
        if (headerBytes != reserved)
        {
            buffer.putBytes(offset + headerBytes, buffer, offset + reserved, length);
        }
        sealer.seal(buffer, offset, length, isText);

        return headerBytes + length;
    }
}
