package io.tickwire.engine.fanout;

/**
 * What a shard does with each entry of a frame ring.
 * Thread: io-<n>
 */
@FunctionalInterface
public interface FrameHandler
{
    /**
     * Take in an entry.
     *
     * @param slot       the entry; it and its bytes stand until the end of the batch, and no longer.
     * @param endOfBatch whether this is the last entry of the batch: a session's bytes are written then.
     */
    void onFrame(FrameSlot slot, boolean endOfBatch);
}
