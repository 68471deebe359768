package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;

/**
 * One numbered sequence of messages, and what is owed of it to those who want it.
 * Thread: pipeline-<k>
 */
abstract sealed class Stream permits BatchStream, BookStream, MarketStream, PrivateStream
{
    private final int streamId;
    private final Channel channel;
    private final Lane[] lanes = new Lane[Conflation.COUNT];
    private int wanted;
    private long sequence;

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

    final void advance(final long messages)
    {
        sequence += messages;
    }

    /**
     * The lanes that someone wants, a bit for each by the ordinal of its class.
     */
    final int wanted()
    {
        return wanted;
    }

    /**
     * The lane of a class, or null where nobody ever wanted it.
     */
    final Lane lane(final Conflation conflation)
    {
        return lanes[conflation.ordinal()];
    }

    /**
     * The lane of a class, by its ordinal.
     */
    final Lane lane(final int ordinal)
    {
        return lanes[ordinal];
    }

    final void addLane(final Lane lane)
    {
        lanes[lane.conflation().ordinal()] = lane;
    }

    final void want(final Conflation conflation)
    {
        wanted |= 1 << conflation.ordinal();
    }

    final void forget(final Conflation conflation)
    {
        wanted &= ~(1 << conflation.ordinal());
    }
}
