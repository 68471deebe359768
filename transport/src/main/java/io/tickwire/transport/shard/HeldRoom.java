package io.tickwire.transport.shard;

/**
 * How much the subscriptions of a shard may hold together that are not answered yet: many of them are more than a shard
 * has room for, though each is within its own bound.
 * Thread: io-<n>
 */
final class HeldRoom
{
    private final long maxBytes;
    private long takenBytes;

    HeldRoom(final long maxBytes)
    {
        this.maxBytes = maxBytes;
    }

    boolean has(final int bytes)
    {
        return takenBytes + bytes <= maxBytes;
    }

    void take(final int bytes)
    {
        takenBytes += bytes;
    }

    void release(final int bytes)
    {
        takenBytes -= bytes;
    }
}
