package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import org.agrona.DirectBuffer;

/**
 * Where a reader begins.
 * Thread: any
 */
record ReadStart(Kind kind, long epoch, long value)
{
    /**
     * What the place is told by.
     */
    enum Kind
    {
        ALL,
        G,
        TIME
    }

    static ReadStart all()
    {
        return new ReadStart(Kind.ALL, 0, 0);
    }

    static ReadStart atG(final long epoch, final long g)
    {
        return new ReadStart(Kind.G, epoch, g);
    }

    static ReadStart atTime(final long receiveTimeNs)
    {
        return new ReadStart(Kind.TIME, 0, receiveTimeNs);
    }

    /**
     * The entry of a run's index to begin from, or -1.
     */
    int indexEntry(final TimeIndex index)
    {
        return switch (kind)
        {
            case ALL -> -1;
            case G -> index.lastBelowG(value);
            case TIME -> index.lastBefore(value);
        };
    }

    /**
     * Whether a message is the first to be handed on.
     */
    boolean isReached(final StreamHead head, final DirectBuffer buffer, final int offset, final int template)
    {
        return switch (kind)
        {
            case ALL -> true;
            case G -> head.epoch() > epoch || head.epoch() == epoch && head.g() >= value;
            case TIME -> value <= (TickTemplates.isTick(template) ?
                MessageFrame.receiveTimeNs(buffer, offset) : head.publishTimeNs());
        };
    }
}
