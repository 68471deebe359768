package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;

/**
 * Takes what one pipeline tells.
 * Thread: past
 */
final class Taker implements ToldHandler
{
    private final ToldLog owner;
    private final ToldRing told;
    private final RecallRing recalled;
    private final Int2ObjectHashMap<ToldStream> streams = new Int2ObjectHashMap<>();
    private boolean hasEnded;

    Taker(final ToldLog owner, final ToldRing told, final RecallRing recalled)
    {
        this.owner = owner;
        this.told = told;
        this.recalled = recalled;
    }

    ToldRing told()
    {
        return told;
    }

    RecallRing recalled()
    {
        return recalled;
    }

    /**
     * Whether the pipeline has ended by itself.
     */
    boolean hasEnded()
    {
        return hasEnded;
    }

    int take(final int limit)
    {
        return told.drain(this, limit);
    }

    @Override
    public void onMessage(
        final int streamId, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        if (owner.isFailed())
        {
            return;
        }
        try
        {
            final ToldStream stream = streamOf(streamId);
            final int tagOffset = ToldTags.tagOffset(stream.key.channel());
            final long tag = tagOffset < 0 ?
                0 : owner.tags().toLog(stream.key.channel(), buffer.getLong(offset + tagOffset));
            final SegmentLog log = owner.log();
            final UnsafeBuffer record = log.begin();
            final int at = log.offset();
            record.putInt(at, ToldState.MESSAGE);
            record.putInt(at + ToldState.NUMBER, stream.number);
            record.putLong(at + ToldState.SEQUENCE, sequence);
            record.putLong(at + ToldState.PREVIOUS, stream.newest);
            record.putBytes(at + ToldState.VALUES, buffer, offset, count * Long.BYTES);
            if (tagOffset >= 0)
            {
                record.putLong(at + ToldState.VALUES + tagOffset, tag);
            }
            stream.newest = log.end(ToldState.VALUES + count * Long.BYTES);
            stream.sequence = sequence;
            stream.isKept = true;
            stream.movedMs = owner.nowMs();
        }
        catch (final IOException ex)
        {
            owner.fail(ex);
        }
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        if (owner.isFailed())
        {
            return;
        }
        try
        {
            owner.candlesOf(streamId).append(streamOf(streamId), buffer, offset, owner.nowMs());
        }
        catch (final IOException ex)
        {
            owner.fail(ex);
        }
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        if (owner.isFailed())
        {
            return;
        }
        try
        {
            final ToldStream stream = streamOf(streamId);
            stream.sequence = sequence;
            stream.isKept = isKept;
            stream.movedMs = owner.nowMs();
            ToldState.writeMark(owner.log(), stream);
        }
        catch (final IOException ex)
        {
            owner.fail(ex);
        }
    }

    @Override
    public void onQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        ToldStream stream = null;
        try
        {
            stream = owner.isFailed() ? null : streamOf(streamId);
        }
        catch (final IOException ex)
        {
            owner.fail(ex);
        }
        owner.ask(recalled, ticket, stream, from, to);
    }

    @Override
    public void onWithdrawal(final long ticket)
    {
        owner.withdraw(recalled, ticket);
    }

    @Override
    public void onEnd()
    {
        hasEnded = true;
    }

    private ToldStream streamOf(final int streamId) throws IOException
    {
        final ToldStream known = streams.get(streamId);
        if (known != null)
        {
            return known;
        }

        final ToldStream stream = owner.streamOf(streamId);
        streams.put(streamId, stream);

        return stream;
    }
}
