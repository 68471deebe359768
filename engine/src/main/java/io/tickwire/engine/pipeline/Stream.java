package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;

import java.util.Arrays;

/**
 * One numbered sequence of messages, and what is owed of it to those who want it.
 * Thread: pipeline-<k>
 */
abstract sealed class Stream permits MarketStream, PrivateStream, ViewStream
{
    private static final Lane[] NONE = {};

    private final int streamId;
    private final Channel channel;
    private final Lane[] lanes = new Lane[Conflation.COUNT];
    private Lane[] wanted = NONE;
    private long sequence;
    private long firstSequence;
    private long marked = -1;
    private boolean hasHole;
    private boolean goesOn;

    Stream(final int streamId)
    {
        this.streamId = streamId;
        this.channel = StreamId.channel(streamId);
    }

    final int streamId()
    {
        return streamId;
    }

    final Channel channel()
    {
        return channel;
    }

    /**
     * The number of the last message; 0 before the first.
     */
    final long sequence()
    {
        return sequence;
    }

    /**
     * Go on where an earlier run has ended. Before the first message.
     */
    void goOnFrom(final StreamOrigin origin)
    {
        sequence = origin.sequence();
        firstSequence = sequence;
        hasHole = origin.hasHole();
        goesOn = origin.isTold() || sequence > 0 && !hasHole;
    }

    /**
     * Whether someone may have its numbers from an earlier run, and they go on without a hole.
     */
    final boolean goesOn()
    {
        return goesOn;
    }

    /**
     * Whether a message is of an earlier run of which it is not known what was told last.
     */
    final boolean isBeforeHole(final long message)
    {
        return hasHole && message <= firstSequence;
    }

    /**
     * The sequence up to which whoever keeps the past was told in this run that the stream has come; -1 before that.
     */
    final long marked()
    {
        return marked;
    }

    final void mark()
    {
        marked = sequence;
    }

    final void advance(final long messages)
    {
        sequence += messages;
    }

    /**
     * The lanes that someone wants, the raw one last: an error there must not keep a tick from the others. Not to be
     * changed.
     */
    final Lane[] wanted()
    {
        return wanted;
    }

    final boolean isWanted()
    {
        return wanted.length != 0;
    }

    /**
     * The lane of a class, or null where nobody ever wanted it.
     */
    final Lane lane(final Conflation conflation)
    {
        return lanes[conflation.ordinal()];
    }

    /**
     * Whether anybody ever wanted it.
     */
    final boolean hasLanes()
    {
        for (final Lane lane : lanes)
        {
            if (lane != null)
            {
                return true;
            }
        }

        return false;
    }

    final void addLane(final Lane lane)
    {
        lanes[lane.conflation().ordinal()] = lane;
    }

    /**
     * How many bytes the frames of one message take at the most, where that is the same for all messages.
     *
     * @param encodings that it is told in.
     */
    int maxFrameBytes(final int encodings, final Conflation conflation)
    {
        return 0;
    }

    /**
     * Someone wants the lane of a class, which is there.
     */
    void want(final Conflation conflation)
    {
        forget(conflation);
        final boolean isRaw = !conflation.merges();
        final Lane[] more = Arrays.copyOf(wanted, wanted.length + 1);
        System.arraycopy(wanted, 0, more, isRaw ? 0 : 1, wanted.length);
        more[isRaw ? wanted.length : 0] = lane(conflation);
        wanted = more;
    }

    /**
     * Nobody wants the lane of a class any more.
     */
    final void forget(final Conflation conflation)
    {
        wanted = java.util.stream.Stream.of(wanted)
            .filter(lane -> lane.conflation() != conflation)
            .toArray(Lane[]::new);
    }
}
