package io.tickwire.engine.fanout;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.schema.OwnThread;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;

/**
 * Hand-off 2: sealed frames from one pipeline to all shards. A Disruptor ring of entries over a slab of bytes, in which
 * frames stand one behind the other, so that a run of them can be written to a socket at once.
 * <p>
 * Guarantees: each reader sees each published entry once, in order, and its bytes stand unchanged until that reader has
 * moved on. The producer never waits: where there is no room, {@link #claim} says so. Committed frames become visible
 * with {@link #publish} at the latest.
 * <p>
 * Bounds: the number of entries, and the slab's bytes; a frame takes at most a quarter of the slab.
 * Thread: pipeline-<k>
 */
public final class FrameRing
{
    /** There is no room now; there will be when the slowest reader has moved on. */
    public static final int NO_ROOM = -1;

    private static final int LARGEST_SLAB = 1 << 30;
    private static final int SMALLEST_SLAB = 4096;

    private final UnsafeBuffer slab;
    private final int slabBytes;
    private final RingBuffer<FrameSlot> ring;
    private final WaitStrategy waitStrategy;
    private final OwnThread owner = new OwnThread();

    /** Gates the ring too, so that what is claimed and not yet published is never lapped where nobody reads. */
    private final Sequence published = new Sequence();

    // Written by the producer.
    private long claimed = -1;
    private long writePosition;
    private long releasedPosition;
    private int claimedBytes;
    private FrameSlot claimedSlot;

    /**
     * @param slots        how many entries; a power of two.
     * @param slabBytes    how many bytes; a power of two from 4 KiB to 1 GiB.
     * @param waitStrategy how readers wait; one for all rings that a reader waits for at once.
     */
    public FrameRing(final int slots, final int slabBytes, final WaitStrategy waitStrategy)
    {
        requireSizes(slots, slabBytes);

        this.waitStrategy = waitStrategy;
        this.slabBytes = slabBytes;
        this.slab = new UnsafeBuffer(ByteBuffer.allocateDirect(slabBytes));
        this.ring = RingBuffer.createSingleProducer(() -> new FrameSlot(slab), slots, waitStrategy);
        ring.addGatingSequences(published);
    }

    /**
     * Give back its memory, once nobody reads or writes it any more: whoever does is told so by its bounds.
     */
    public void release()
    {
        final ByteBuffer memory = slab.byteBuffer();
        slab.wrap(new byte[0]);
        BufferUtil.free(memory);
    }

    /**
     * Refuse sizes that a ring can not have.
     *
     * @throws IllegalArgumentException naming the size and its range.
     */
    public static void requireSizes(final int slots, final int slabBytes)
    {
        if (slots < 2 || !BitUtil.isPowerOfTwo(slots))
        {
            throw new IllegalArgumentException("frame slots must be a power of two above 1: slots=" + slots);
        }
        if (slabBytes < SMALLEST_SLAB || slabBytes > LARGEST_SLAB || !BitUtil.isPowerOfTwo(slabBytes))
        {
            throw new IllegalArgumentException(
                "frame slab bytes must be a power of two from " + SMALLEST_SLAB + " to " + LARGEST_SLAB +
                ": slabBytes=" + slabBytes);
        }
    }

    /**
     * A reader of all that is published from now on. It holds the ring back until it has read. Any thread calls this.
     */
    public FrameReader newReader()
    {
        final FrameReader reader = new FrameReader(this, ring);
        ring.addGatingSequences(reader.sequence());
        reader.join();

        return reader;
    }

    /**
     * How many entries it has.
     */
    public int slots()
    {
        return ring.getBufferSize();
    }

    /**
     * The longest frame that the ring takes.
     */
    public int maxFrameBytes()
    {
        return slabBytes >> 2;
    }

    /**
     * Whether several entries, with so many bytes among them, can be claimed now.
     */
    public boolean hasRoom(final int entries, final int bytes)
    {
        return ring.hasAvailableCapacity(entries) && hasBytes(bytes) || hasRoomSlow(entries, bytes);
    }

    /**
     * Claim room for one frame; an earlier claim that was not committed is void.
     *
     * @param maxBytes that it may take.
     * @return where in {@link #buffer} to write it, or {@link #NO_ROOM}.
     */
    public int claim(final int maxBytes)
    {
        assert owner.isThis() : owner;

        if (maxBytes > maxFrameBytes())
        {
            throw new IllegalArgumentException(
                "a frame takes at most " + maxFrameBytes() + " bytes: maxBytes=" + maxBytes);
        }
        if (!hasRoom(1, maxBytes))
        {
            return NO_ROOM;
        }

        final int offset = offsetOf(writePosition);
        if (offset + maxBytes > slabBytes)
        {
            writePosition += slabBytes - offset;
        }

        claimedBytes = maxBytes;
        claimedSlot = ring.get(claimed + 1);

        return offsetOf(writePosition);
    }

    /**
     * The bytes that frames are written into.
     */
    public UnsafeBuffer buffer()
    {
        return slab;
    }

    /**
     * The entry that was claimed last, to be filled in; until the next question for room, also once it is committed.
     */
    public FrameSlot slot()
    {
        return claimedSlot;
    }

    /**
     * The claimed frame is written.
     *
     * @param length how long it became.
     */
    public void commit(final int length)
    {
        assert length >= 0 && length <= claimedBytes : "length=" + length + " claimedBytes=" + claimedBytes;

        final int offset = offsetOf(writePosition);
        writePosition += length;
        claimedSlot.place(offset, length, writePosition);
        claimedBytes = NO_ROOM;
        take();
    }

    /**
     * Make all committed frames visible to readers.
     *
     * @return how many became visible.
     */
    public int publish()
    {
        final int frames = (int)(claimed - published.get());
        if (frames > 0)
        {
            ring.publish(claimed);
            // A fence: who joins now either is seen when room is looked for next, or sees what was published here.
            published.setVolatile(claimed);
        }

        return frames;
    }

    /**
     * Entries that were published and that the slowest reader has not yet passed. Any thread calls this.
     */
    public long backlog()
    {
        return ring.getCursor() - ring.getMinimumGatingSequence();
    }

    WaitStrategy waitStrategy()
    {
        return waitStrategy;
    }

    void stopGating(final Sequence sequence)
    {
        ring.removeGatingSequence(sequence);
    }

    private void take()
    {
        try
        {
            claimed = ring.tryNext();
        }
        catch (final InsufficientCapacityException ex)
        {
            throw new IllegalStateException("committed without a claim", ex);
        }
    }

    private boolean hasRoomSlow(final int entries, final int bytes)
    {
        // What is committed takes room until readers have seen it, so let them.
        return publish() > 0 && ring.hasAvailableCapacity(entries) && hasBytes(bytes);
    }

    private boolean hasBytes(final int bytes)
    {
        final int offset = offsetOf(writePosition);
        final int needed = offset + bytes > slabBytes ? slabBytes - offset + bytes : bytes;

        return writePosition + needed - releasedPosition <= slabBytes || hasBytesSlow(needed);
    }

    private boolean hasBytesSlow(final int needed)
    {
        final long slowest = ring.getMinimumGatingSequence();
        releasedPosition = slowest > claimed - ring.getBufferSize() && slowest >= 0 ?
            ring.get(slowest).endPosition() : releasedPosition;

        return writePosition + needed - releasedPosition <= slabBytes;
    }

    private int offsetOf(final long position)
    {
        return (int)position & slabBytes - 1;
    }
}
