package io.tickwire.engine.fanout;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * What a recipient asks of a stream.
 *
 * @param streamId     which stream.
 * @param conflation   how densely.
 * @param encoding     in which form.
 * @param recipient    who: a number that is the asker's own, and that addressed frames come back with.
 * @param wantSnapshot whether it wants the stream's state first.
 * @param sinceEpoch   with {@code sinceSequence}: the epoch that the sequence is of; else 0.
 * @param sinceSequence the last sequence that it has, or {@link #FROM_NOW}.
 * Thread: any
 */
public record Subscription(
    int streamId,
    Conflation conflation,
    Encoding encoding,
    int recipient,
    boolean wantSnapshot,
    long sinceEpoch,
    long sinceSequence)
{
    /** The recipient has nothing of the stream yet. */
    public static final long FROM_NOW = -1;

    /**
     * A subscription from now on, with the stream's state first.
     */
    public static Subscription of(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return new Subscription(streamId, conflation, encoding, recipient, true, 0, FROM_NOW);
    }

    /**
     * The same, but going on where the recipient's last connection ended.
     */
    public Subscription since(final long epoch, final long sequence)
    {
        return new Subscription(streamId, conflation, encoding, recipient, wantSnapshot, epoch, sequence);
    }

    /**
     * Whether the recipient goes on from somewhere.
     */
    public boolean resumes()
    {
        return sinceSequence != FROM_NOW;
    }
}
