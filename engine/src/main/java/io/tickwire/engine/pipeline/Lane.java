package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.StreamKind;

/**
 * One conflation class of a stream: who wants it in which encodings, up to where they have been told, and what they
 * are owed since. All encodings of a lane are told together or not at all, so that there is one such place.
 * <pre>
 *   1 ............ told | gap from ..... gap to | owed, merged in the envelope ..... stream.sequence
 * </pre>
 * Thread: pipeline-<k>
 */
final class Lane
{
    private final int id;
    private final Stream stream;
    private final Conflation conflation;
    private final Envelope owed = new Envelope();
    private final int[] subscribers = new int[Encoding.COUNT];
    private int encodings;
    private int maxBytes;
    private long told;
    private long gapFrom;
    private boolean isFeedLoss;
    private StaleReason stale;

    Lane(final int id, final Stream stream, final Conflation conflation)
    {
        this.id = id;
        this.stream = stream;
        this.conflation = conflation;
        settle();
    }

    /** The lane's place in its dirty set. */
    int id()
    {
        return id;
    }

    Stream stream()
    {
        return stream;
    }

    Conflation conflation()
    {
        return conflation;
    }

    /** The encodings that are wanted, a bit for each by its ordinal. */
    int encodings()
    {
        return encodings;
    }

    /** How many bytes the frames of one message take at the most, in all encodings that are wanted. */
    int maxBytes()
    {
        return maxBytes;
    }

    boolean isEvent()
    {
        return stream.channel().kind() == StreamKind.EVENT;
    }

    /** One subscriber more. */
    void add(final Encoding encoding)
    {
        if (encodings == 0)
        {
            // Nobody was told anything, so nothing is owed.
            settle();
        }
        subscribers[encoding.ordinal()]++;
        encodings |= encoding.bit();
        maxBytes = stream.maxFrameBytes(encodings, conflation);
    }

    /**
     * One subscriber fewer.
     *
     * @return false where there was none.
     */
    boolean remove(final Encoding encoding)
    {
        final int left = --subscribers[encoding.ordinal()];
        if (left < 0)
        {
            subscribers[encoding.ordinal()] = 0;
            return false;
        }
        if (left == 0)
        {
            encodings &= ~encoding.bit();
            maxBytes = stream.maxFrameBytes(encodings, conflation);
        }

        return true;
    }

    /** The last message that was told, or is covered by the gap. */
    long told()
    {
        return told;
    }

    /** Up to where those who listen were told. */
    long place()
    {
        return hasGap() ? gapFrom - 1 : told;
    }

    boolean owes()
    {
        return told != stream.sequence();
    }

    boolean hasGap()
    {
        return gapFrom != 0;
    }

    long gapFrom()
    {
        return gapFrom;
    }

    /** How many messages there are to tell before the next of the stream's own. */
    int notices()
    {
        return (gapFrom != 0 ? 1 : 0) + (stale != null ? 1 : 0);
    }

    /** Why the stream can not be trusted, where that is still to be told; else null. */
    StaleReason stale()
    {
        return stale;
    }

    /** The stream can not be trusted, which is to be told. */
    void onStale(final StaleReason reason)
    {
        stale = reason;
    }

    void staleTold()
    {
        stale = null;
    }

    /** Whether the gap, or a part of it, was lost before it reached the engine. */
    boolean isFeedLoss()
    {
        return isFeedLoss;
    }

    void gapTold()
    {
        gapFrom = 0;
        isFeedLoss = false;
    }

    /** All that is owed will not be told: it is a gap now. */
    void giveUp()
    {
        giveUpTo(stream.sequence());
    }

    /** What is owed up to a message will not be told: it is a gap now. */
    void giveUpTo(final long sequence)
    {
        if (gapFrom == 0)
        {
            gapFrom = told + 1;
        }
        told = sequence;
        owed.clear();
    }

    /** The same, for messages that never reached the engine. */
    void giveUpLost()
    {
        giveUp();
        isFeedLoss = true;
    }

    /** All is told: nothing is owed. */
    void settle()
    {
        told = stream.sequence();
        owed.clear();
    }

    /** What is owed, as one message would tell it. */
    Envelope owed()
    {
        return owed;
    }
}
