package io.tickwire.client.lane;

import org.agrona.DirectBuffer;

/**
 * Gets each message of the stream as it is, before a {@link LaneHandler} does, and also those of templates that this
 * client does not know.
 * Thread: strategy
 */
@FunctionalInterface
public interface LaneMessageHandler
{
    /**
     * @param head   valid until this returns, as is the buffer.
     * @param offset of the SBE message header.
     * @param length of the message with its header.
     */
    void onMessage(StreamHead head, DirectBuffer buffer, int offset, int length);
}
