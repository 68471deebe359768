package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.RecallHandler;
import org.agrona.DirectBuffer;

import java.util.List;

/**
 * Hands what comes back from the past to the resumptions that asked for it, as far as there is room in the frame ring.
 * What comes for one that has ended is passed over.
 * Thread: pipeline-<k>
 */
final class Recalls implements RecallHandler
{
    private static final int ENTRIES_PER_CYCLE = 64;

    private final Keeping keeping;
    private final LaneSender sender;
    private final List<Replay> running;

    /**
     * @param running the resumptions, of which some wait for an answer.
     */
    Recalls(final Keeping keeping, final LaneSender sender, final List<Replay> running)
    {
        this.keeping = keeping;
        this.sender = sender;
        this.running = running;
    }

    /**
     * Take what has come.
     *
     * @return how much that was.
     */
    int take()
    {
        return keeping.takeRecalled(this, ENTRIES_PER_CYCLE);
    }

    @Override
    public boolean onFound(final long ticket)
    {
        final Replay replay = replayOf(ticket);
        if (replay != null)
        {
            if (!sender.hasRoomForAnswer())
            {
                return false;
            }
            replay.onFound();
        }

        return true;
    }

    @Override
    public boolean onMessage(
        final long ticket, final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        final Replay replay = replayOf(ticket);
        if (replay != null)
        {
            if (!sender.hasRoomForAnswer())
            {
                return false;
            }
            replay.onRecalled(sequence, buffer, offset, count);
        }

        return true;
    }

    @Override
    public boolean onEnd(final long ticket)
    {
        final Replay replay = replayOf(ticket);
        if (replay != null)
        {
            replay.onRecalledAll();
        }

        return true;
    }

    @Override
    public boolean onAbsent(final long ticket)
    {
        final Replay replay = replayOf(ticket);
        if (replay != null)
        {
            replay.onAbsent();
        }

        return true;
    }

    private Replay replayOf(final long ticket)
    {
        for (int i = 0; i < running.size(); i++)
        {
            if (running.get(i).ticket() == ticket)
            {
                return running.get(i);
            }
        }

        return null;
    }
}
