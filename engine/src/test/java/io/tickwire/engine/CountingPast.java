package io.tickwire.engine;

import io.tickwire.engine.fanout.Past;
import io.tickwire.engine.fanout.PastCandles;
import io.tickwire.engine.fanout.RecallRing;
import io.tickwire.engine.fanout.StreamOrigin;
import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.fanout.ToldRing;
import org.agrona.DirectBuffer;

/** Counts what is told, and keeps nothing. */
final class CountingPast implements Past, ToldHandler
{
    private final ToldRing told = new ToldRing(1 << 20);
    private final RecallRing recalled = new RecallRing(1 << 12);
    private long messages;
    private long candles;

    void take()
    {
        while (told.drain(this, Integer.MAX_VALUE) > 0)
        {
            // Until there is nothing left.
        }
    }

    long messages()
    {
        return messages;
    }

    long candles()
    {
        return candles;
    }

    @Override
    public ToldRing toldBy(final int pipeline)
    {
        return told;
    }

    @Override
    public RecallRing recalledTo(final int pipeline)
    {
        return recalled;
    }

    @Override
    public StreamOrigin originOf(final int streamId)
    {
        return StreamOrigin.NONE;
    }

    @Override
    public void candlesOf(
        final int symbolId, final int venueId, final int intervalSeconds, final PastCandles taker)
    {
        // There are none.
    }

    @Override
    public long keptNs()
    {
        return Long.MAX_VALUE / 4;
    }

    @Override
    public long maxMessages()
    {
        return 1;
    }

    @Override
    public void onMessage(
        final int streamId, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        messages++;
    }

    @Override
    public void onCandle(final int streamId, final long sequence, final DirectBuffer buffer, final int offset)
    {
        candles++;
    }

    @Override
    public void onMark(final int streamId, final long sequence, final boolean isKept)
    {
        // Not counted.
    }

    @Override
    public void onQuestion(final int streamId, final long from, final long to, final long ticket)
    {
        throw new IllegalStateException("nobody comes back");
    }

    @Override
    public void onWithdrawal(final long ticket)
    {
        throw new IllegalStateException("nobody comes back");
    }

    @Override
    public void onEnd()
    {
        // Nothing follows.
    }
}
