package io.tickwire.engine.fanout;

import org.agrona.MutableDirectBuffer;

/**
 * Makes a payload a frame, by writing the transport's header right before it. The port through which the engine's
 * frames become WebSocket frames while they are encoded, once for all who read them.
 * Thread: any
 */
public interface FrameSealer
{
    /** No header is longer than this. */
    int MAX_HEADER_BYTES = 16;

    /**
     * How long the header of a payload is. It does not shrink as payloads grow.
     */
    int headerBytes(int payloadBytes);

    /**
     * Write the header of a payload that stands {@code headerBytes(payloadBytes)} after the frame's beginning.
     *
     * @param isText whether the payload is UTF-8 text.
     */
    void seal(MutableDirectBuffer buffer, int frameOffset, int payloadBytes, boolean isText);
}
