package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import io.tickwire.transport.stream.StreamCounter;
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
    private static final int OPEN_MS = 6 * Long.BYTES;

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
        try
        {
            final ToldStream stream = streamOf(streamId);
            moveTo(stream, sequence, true);
            if (owner.isFailed())
            {
                owner.count(StreamCounter.TOLD_LOST);
                return;
            }
            write(stream, sequence, buffer, offset, count);
            owner.count(StreamCounter.TOLD_MESSAGES);
        }
        catch (final IOException ex)
        {
            owner.count(StreamCounter.TOLD_LOST);
            owner.fail(ex);
        }
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        try
        {
            final ToldStream stream = streamOf(streamId);
            if (owner.isFailed())
            {
                owner.count(StreamCounter.TOLD_LOST);
                return;
            }
            final long openMs = buffer.getLong(offset + OPEN_MS);
            owner.candlesOf(streamId).append(stream, buffer, offset, openMs, owner.nowMs());
            owner.count(StreamCounter.TOLD_CANDLES);
        }
        catch (final IOException ex)
        {
            owner.count(StreamCounter.TOLD_LOST);
            owner.fail(ex);
        }
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        try
        {
            final ToldStream stream = streamOf(streamId);
            moveTo(stream, sequence, isKept);
            if (!owner.isFailed())
            {
                ToldState.writeMark(owner.log(), stream);
            }
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
            stream = streamOf(streamId);
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

    private void write(
        final ToldStream stream, final long sequence, final DirectBuffer buffer, final int offset, final int count)
        throws IOException
    {
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
    }

    /** Also where it can not be written: the numbers are taken. */
    private void moveTo(final ToldStream stream, final long sequence, final boolean isKept)
    {
        stream.sequence = sequence;
        stream.isKept = isKept;
        stream.movedMs = owner.nowMs();
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
