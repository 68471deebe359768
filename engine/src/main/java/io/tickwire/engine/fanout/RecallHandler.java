package io.tickwire.engine.fanout;

import org.agrona.DirectBuffer;

/**
 * Takes what a pipeline asked for: see {@link RecallRing}. What can not be taken yet stays the next.
 * Thread: pipeline-<k>
 */
public interface RecallHandler
{
    /**
     * @return false where it can not be taken yet.
     */
    boolean onFound(long ticket);

    /**
     * @param offset of its values, {@code count} longs of this machine's order.
     * @return false where it can not be taken yet.
     */
    boolean onMessage(long ticket, long sequence, DirectBuffer buffer, int offset, int count);

    /**
     * @return false where it can not be taken yet.
     */
    boolean onEnd(long ticket);

    /**
     * @return false where it can not be taken yet.
     */
    boolean onAbsent(long ticket);
}
