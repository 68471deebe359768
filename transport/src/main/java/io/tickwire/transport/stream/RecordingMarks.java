package io.tickwire.transport.stream;

import io.tickwire.transport.stream.journal.StreamHead;
import io.tickwire.transport.stream.journal.TimeIndex;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

import static org.agrona.BitUtil.SIZE_OF_LONG;

/**
 * What the stream has published, on its way to the thread that writes indexes. Where there is no room a mark is left
 * out: an index only saves time, and a missing name is told of as such.
 * <pre>
 *   TICK, BATCH    [ run | position | g | receive time | where to read from for whole books ]
 *   DEFINITION     [ run | streamHead | SBE header | message ]
 * </pre>
 * Thread: stream writes, journal reads
 */
final class RecordingMarks implements StreamMarks
{
    static final int TICK = 1;
    static final int BATCH = 2;
    static final int DEFINITION = 3;

    static final int RUN_OFFSET = 0;
    static final int POSITION_OFFSET = SIZE_OF_LONG;
    static final int G_OFFSET = 2 * SIZE_OF_LONG;
    static final int TIME_OFFSET = 3 * SIZE_OF_LONG;
    static final int BOOKS_OFFSET = 4 * SIZE_OF_LONG;
    static final int DEFINITION_OFFSET = SIZE_OF_LONG;

    private static final int MARK_BYTES = 5 * SIZE_OF_LONG;
    private static final int CAPACITY = 1 << 20;
    private static final int LIMIT = 1_024;
    private static final int BATCH_BYTES = 16 << 10;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(
        ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH)));

    // stream
    private long run;
    private long tickPosition;
    private long batchPosition;
    private long batchG;
    private long booksG = TimeIndex.NO_BOOKS;

    // stream writes, journal reads
    private volatile long runWithoutNames = -1;

    @Override
    public void onRun(final long run)
    {
        this.run = run;
        tickPosition = -TimeIndex.SPACING;
        batchPosition = -BATCH_BYTES;
        booksG = TimeIndex.NO_BOOKS;
    }

    @Override
    public void onBooks(final long g)
    {
        booksG = g;
    }

    @Override
    public void onTick(final long position, final long g, final long receiveTimeNs)
    {
        if (position - tickPosition >= TimeIndex.SPACING && mark(TICK, position, g, receiveTimeNs))
        {
            tickPosition = position;
        }
    }

    @Override
    public void onDefinition(final DirectBuffer buffer, final int offset, final int length)
    {
        final int whole = StreamHead.LENGTH + length;
        final int claim = ring.tryClaim(DEFINITION, DEFINITION_OFFSET + whole);
        if (claim < 0)
        {
            runWithoutNames = run;
            return;
        }

        final MutableDirectBuffer marks = ring.buffer();
        marks.putLong(claim + RUN_OFFSET, run);
        marks.putBytes(claim + DEFINITION_OFFSET, buffer, offset - StreamHead.LENGTH, whole);
        ring.commit(claim);
    }

    @Override
    public void onBatch(final long position, final long g, final boolean isIdle)
    {
        if (g != batchG && (isIdle || position - batchPosition >= BATCH_BYTES) && mark(BATCH, position, g, 0))
        {
            batchPosition = position;
            batchG = g;
        }
    }

    /**
     * Read what is there. Only the thread that writes indexes calls this.
     */
    int read(final ControlledMessageHandler handler)
    {
        return ring.controlledRead(handler, LIMIT);
    }

    /**
     * Whether not all names of a run were marked.
     */
    boolean lacksNames(final long run)
    {
        return runWithoutNames == run;
    }

    private boolean mark(final int type, final long position, final long g, final long timeNs)
    {
        final int claim = ring.tryClaim(type, MARK_BYTES);
        if (claim < 0)
        {
            return false;
        }

        final MutableDirectBuffer marks = ring.buffer();
        marks.putLong(claim + RUN_OFFSET, run);
        marks.putLong(claim + POSITION_OFFSET, position);
        marks.putLong(claim + G_OFFSET, g);
        marks.putLong(claim + TIME_OFFSET, timeNs);
        marks.putLong(claim + BOOKS_OFFSET, booksG);
        ring.commit(claim);

        return true;
    }
}
