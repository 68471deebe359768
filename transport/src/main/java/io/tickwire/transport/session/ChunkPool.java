package io.tickwire.transport.session;

import org.agrona.BufferUtil;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The memory of a shard's residues: chunks of direct bytes, bounded in all, so that many slow clients can not take more
 * than that together.
 * Thread: io-<n>
 */
public final class ChunkPool
{
    /** How long each chunk is. */
    public static final int CHUNK_BYTES = 1 << 14;

    private static final int MAX_GATHERED = 16;
    private static final int MAX_FREE = 256;

    private final int maxChunks;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private final ByteBuffer[] gathered = new ByteBuffer[MAX_GATHERED];

    // Written by the shard alone.
    private volatile int taken;

    /**
     * @param maxBytes of all residues together.
     */
    public ChunkPool(final long maxBytes)
    {
        maxChunks = (int)Math.max(1, Math.min(Integer.MAX_VALUE, maxBytes / CHUNK_BYTES));
    }

    /**
     * How many bytes are taken now. Any thread calls this.
     */
    public long takenBytes()
    {
        return (long)taken * CHUNK_BYTES;
    }

    /**
     * Whether more is taken than may be: a write that was begun is kept whole, be there room or not.
     */
    boolean isOver()
    {
        return taken > maxChunks;
    }

    /**
     * Whether so many more bytes may be taken.
     */
    boolean hasRoom(final int bytes)
    {
        return taken + (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES <= maxChunks;
    }

    /**
     * One more chunk, empty.
     */
    public ByteBuffer take()
    {
        taken = taken + 1;
        final ByteBuffer chunk = free.pollLast();

        return chunk == null ? ByteBuffer.allocateDirect(CHUNK_BYTES) : chunk.clear();
    }

    public void release(final ByteBuffer chunk)
    {
        taken = taken - 1;
        if (free.size() < MAX_FREE)
        {
            free.addLast(chunk);
        }
        else
        {
            BufferUtil.free(chunk);
        }
    }

    /**
     * Where a gathering write's chunks are listed; to be emptied after it.
     */
    ByteBuffer[] gathered()
    {
        return gathered;
    }
}
