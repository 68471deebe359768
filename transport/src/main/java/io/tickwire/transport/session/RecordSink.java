package io.tickwire.transport.session;

import org.xnio.conduits.StreamSinkConduit;

/**
 * A way out that makes records of bytes before the socket gets them. What it takes is what the socket took whole
 * records of; the bytes of a record that the socket took a part of, or nothing, are not taken, but begun: the next
 * write must begin with the same.
 * Thread: io-<n>, the reader's until {@link #handOver}, then the shard's
 */
public interface RecordSink
{
    /** Of a way out that passes bytes on as they are. */
    RecordSink NONE = new RecordSink()
    {
        @Override
        public void handOver(final ChunkPool pool)
        {
            // Nothing is kept.
        }

        @Override
        public int begunBytes()
        {
            return 0;
        }

        @Override
        public void end()
        {
            // Nothing is to be said.
        }
    };

    static RecordSink of(final StreamSinkConduit conduit)
    {
        return conduit instanceof final RecordSink records ? records : NONE;
    }

    /**
     * From now on another thread writes, and what the socket does not take is kept in its pool.
     */
    void handOver(ChunkPool pool);

    /**
     * How many bytes, of those that the next write begins with, stand in records already.
     */
    int begunBytes();

    /**
     * Tell the other side that nothing more comes, where the socket takes it now, and let all memory go.
     */
    void end();
}
