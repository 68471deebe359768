package io.tickwire.transport.stream;

import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.StreamLossEncoder;

/**
 * The ticks before the next one that the stream does not have, until there is room to say so. They are one range, since
 * no tick goes out before it is told.
 * Thread: stream
 */
final class StreamLosses
{
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + StreamLossEncoder.BLOCK_LENGTH;
    private static final long NONE = -1;

    private final StreamCounters counters;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final StreamLossEncoder message = new StreamLossEncoder();
    private long from = NONE;
    private long to;
    private LossReason reason;

    StreamLosses(final StreamCounters counters)
    {
        this.counters = counters;
    }

    /**
     * Ticks are lost, right behind those that were lost before. A loss of nothing takes on the reason of one that is
     * real.
     */
    void add(final long from, final long to, final LossReason reason)
    {
        if (this.from == NONE)
        {
            this.from = from;
            this.reason = reason;
        }
        else
        {
            assert from == this.to + 1 : "from=" + from + " to=" + this.to;
            this.reason = this.reason == LossReason.GIVEN_UP ? reason : this.reason;
        }
        this.to = to;
    }

    /**
     * The last tick that the stream has, or has told as lost, of those up to the last one.
     */
    long toldUpTo(final long last)
    {
        return from == NONE ? last : from - 1;
    }

    /**
     * Forget them: there was nobody to tell.
     */
    void clear()
    {
        from = NONE;
    }

    /**
     * Tell of them, if there are any.
     *
     * @return what a claim said; 0 or above: told.
     */
    int tell(final StreamOutput output, final long nowNs)
    {
        if (from == NONE)
        {
            return 0;
        }

        final int offset = output.claim(LENGTH, to + 1, nowNs);
        if (offset >= 0)
        {
            message.wrapAndApplyHeader(output.buffer(), offset, header).from(from).to(to).reason(reason);
            output.commit();
            counters.increment(StreamCounter.LOSSES_TOLD);
            from = NONE;
        }

        return offset;
    }
}
