package io.tickwire.engine.fanout;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An entry of a frame ring: what its bytes are, and where in the ring's slab they stand. The bytes of entries that
 * follow each other stand one behind the other, but where the slab begins anew.
 * <p>
 * The pipeline writes it before it is published; readers read it, and its bytes, until they have moved on.
 * Thread: any
 */
public final class FrameSlot
{
    private final UnsafeBuffer slab;

    private FrameKind kind;
    private Conflation conflation;
    private Encoding encoding;
    private int streamId;
    private int recipient;
    private int offset;
    private int length;
    private boolean isRecovered;
    private long sequence;
    private long fromSequence;
    private long count;
    private long publishTimeNs;
    private long sealTimeNs;
    private long endPosition;

    FrameSlot(final UnsafeBuffer slab)
    {
        this.slab = slab;
    }

    public FrameKind kind()
    {
        return kind;
    }

    public int streamId()
    {
        return streamId;
    }

    public Conflation conflation()
    {
        return conflation;
    }

    public Encoding encoding()
    {
        return encoding;
    }

    /**
     * Whom an addressed entry is for, as it named itself when it subscribed.
     */
    public int recipient()
    {
        return recipient;
    }

    /**
     * The buffer that {@link #offset} is an offset into.
     */
    public UnsafeBuffer buffer()
    {
        return slab;
    }

    /**
     * Where the sealed frame begins.
     */
    public int offset()
    {
        return offset;
    }

    /**
     * How long the sealed frame is; 0 where there is none.
     */
    public int length()
    {
        return length;
    }

    /**
     * The stream's sequence after this entry: {@code seq}.
     */
    public long sequence()
    {
        return sequence;
    }

    /**
     * DATA, SNAPSHOT, REPLAY: the sequence that the message builds on, {@code pseq}. GAP: the first sequence that is
     * missing. OPENED and LIVE: the sequence that the recipient said it has. HISTORY: when the candle opened, in ms
     * since 1970.
     */
    public long fromSequence()
    {
        return fromSequence;
    }

    /**
     * OPENED: how many messages will be replayed. LIVE: how many were. Else 0.
     */
    public long count()
    {
        return count;
    }

    /**
     * OPENED: whether the recipient will get exactly what it missed. LIVE: whether it did.
     */
    public boolean isRecovered()
    {
        return isRecovered;
    }

    /**
     * When the tick behind a DATA frame was published into the tick ring; 0 where no single tick is behind the entry.
     */
    public long publishTimeNs()
    {
        return publishTimeNs;
    }

    /**
     * When the batch that the frame was sealed in began: {@code t_out}.
     */
    public long sealTimeNs()
    {
        return sealTimeNs;
    }

    /**
     * Say what the entry is. Only the ring's producer calls the methods that set something, before it commits.
     */
    public FrameSlot is(final FrameKind kind, final int streamId, final Conflation conflation, final Encoding encoding)
    {
        this.kind = kind;
        this.streamId = streamId;
        this.conflation = conflation;
        this.encoding = encoding;
        this.recipient = 0;
        this.isRecovered = false;
        this.count = 0;
        this.publishTimeNs = 0;

        return this;
    }

    /**
     * Say which part of the stream the entry covers.
     */
    public FrameSlot covers(final long fromSequence, final long sequence)
    {
        this.fromSequence = fromSequence;
        this.sequence = sequence;

        return this;
    }

    /**
     * Say whom the entry is for.
     */
    public FrameSlot addressedTo(final int recipient)
    {
        this.recipient = recipient;

        return this;
    }

    /**
     * Say how a resumption goes.
     */
    public FrameSlot recovers(final boolean isRecovered, final long count)
    {
        this.isRecovered = isRecovered;
        this.count = count;

        return this;
    }

    /**
     * Say when the tick behind the entry was published, and when the entry was made.
     */
    public FrameSlot timed(final long publishTimeNs, final long sealTimeNs)
    {
        this.publishTimeNs = publishTimeNs;
        this.sealTimeNs = sealTimeNs;

        return this;
    }

    long endPosition()
    {
        return endPosition;
    }

    void place(final int offset, final int length, final long endPosition)
    {
        this.offset = offset;
        this.length = length;
        this.endPosition = endPosition;
    }
}
