package io.tickwire.client.ws;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Is told of what a {@link FrameParser} finds.
 * Thread: client
 */
@FunctionalInterface
public interface FrameHandler
{
    /**
     * A message that is whole, or a control frame.
     *
     * @param opcode of its first frame.
     * @param buffer valid until this returns.
     * @return whether to go on; if not, the rest is left where it is.
     */
    boolean onFrame(int opcode, UnsafeBuffer buffer, int offset, int length);
}
