package io.tickwire.transport.session;

import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;

/**
 * What a shard's connections wrote; told to the counters once a batch.
 * Thread: io-<n>
 */
public final class WriteCounts
{
    private final ServerCounters counters;
    private long bytes;
    private long writes;
    private long partialWrites;

    public WriteCounts(final ServerCounters counters)
    {
        this.counters = counters;
    }

    void onWrite(final long sent)
    {
        bytes += sent;
        writes++;
    }

    void onPartialWrite()
    {
        partialWrites++;
    }

    /**
     * Tell what was counted since the last call.
     */
    public void publish()
    {
        counters.add(ServerCounter.BYTES_WRITTEN, bytes);
        counters.add(ServerCounter.WRITES, writes);
        counters.add(ServerCounter.WRITES_PARTIAL, partialWrites);
        bytes = 0;
        writes = 0;
        partialWrites = 0;
    }
}
