package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.transport.session.Slab;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a shard does with each entry of a frame ring: hands it to the outboxes of those it is for, and has them written
 * at the end of the batch.
 * Thread: io-<n>
 */
final class Delivery implements FrameHandler
{
    private final Audiences audiences;
    private final Outlet outlet;
    private final SlowDelivery slow;
    private final Answers answers;
    private final EpochNanoClock clock;
    private final StageTimer frameToWritten;
    private final Slab slab;
    private final FrameRun run = new FrameRun();
    private long sealTimeNs;
    private int frames;

    /**
     * @param slab of the ring that it reads.
     */
    Delivery(
        final Audiences audiences,
        final Outlet outlet,
        final SlowDelivery slow,
        final Answers answers,
        final EpochNanoClock clock,
        final StageTimer frameToWritten,
        final Slab slab)
    {
        this.audiences = audiences;
        this.outlet = outlet;
        this.slow = slow;
        this.answers = answers;
        this.clock = clock;
        this.frameToWritten = frameToWritten;
        this.slab = slab;
    }

    @Override
    public void onFrame(final FrameSlot slot, final boolean endOfBatch)
    {
        try
        {
            if (slot.kind() == FrameKind.DATA)
            {
                toAudience(slot);
            }
            else
            {
                endRun();
                toOthers(slot);
            }
            if (endOfBatch)
            {
                endRun();
            }
        }
        finally
        {
            if (endOfBatch)
            {
                endBatch();
            }
        }
    }

    private void toOthers(final FrameSlot slot)
    {
        if (slot.kind().isAddressed())
        {
            toRecipient(slot);
        }
        else
        {
            notice(slot);
        }
    }

    private void endBatch()
    {
        if (outlet.flush() > 0 && frames > 0)
        {
            frameToWritten.record(clock.nanoTime() - sealTimeNs, frames);
        }
        frames = 0;
    }

    private void toAudience(final FrameSlot slot)
    {
        if (run.extend(slot))
        {
            return;
        }
        endRun();
        final Audience audience = audiences.of(slot);
        if (audience != null)
        {
            if (frames == 0)
            {
                sealTimeNs = slot.sealTimeNs();
            }
            run.begin(audience, slot);
        }
    }

    /**
     * Hand the frames that follow each other to those they are for.
     */
    private void endRun()
    {
        if (run.isEmpty())
        {
            return;
        }

        frames += run.count();
        try
        {
            handOverRun(run.audience());
        }
        finally
        {
            // Where a client failed, those after it miss the run, rather than that those before it get it twice.
            run.clear();
        }
    }

    private void handOverRun(final Audience audience)
    {
        final Link[] links = audience.links();
        for (int i = audience.count() - 1; i >= 0; i--)
        {
            final Link link = links[i];
            final Client client = link.client();
            if (client.outbox().isBackedUp() || link.isBlocked())
            {
                handToSlow(link);
            }
            else
            {
                outlet.frames(client, slab, run.offset(), run.length(), run.count(), false);
            }
        }
        if (audience.isOwing())
        {
            audience.keepLatest(run.last());
        }
    }

    private void handToSlow(final Link link)
    {
        for (int i = 0; i < run.count(); i++)
        {
            slow.onFrame(link, run.slot(i));
        }
    }

    private void deliver(final Link link, final FrameSlot slot)
    {
        final Client client = link.client();
        if (client.outbox().isBackedUp() || link.isBlocked())
        {
            slow.onFrame(link, slot);
        }
        else
        {
            outlet.frames(client, slab, slot.offset(), slot.length(), 1, false);
        }
    }

    /**
     * Gaps, and streams that went stale.
     */
    private void notice(final FrameSlot slot)
    {
        final Audience audience = audiences.of(slot);
        if (audience == null)
        {
            return;
        }
        if (audience.isOwing() && slot.kind() == FrameKind.STALE)
        {
            audience.keepLatest(slot);
        }
        final Link[] links = audience.links();
        for (int i = audience.count() - 1; i >= 0; i--)
        {
            if (slot.kind() != FrameKind.GAP || links[i].openedSequence() < slot.sequence())
            {
                deliver(links[i], slot);
            }
        }
    }

    private void toRecipient(final FrameSlot slot)
    {
        final Recipient recipient = audiences.recipient(slot.recipient());
        if (recipient instanceof final Recipient.OfLink owner)
        {
            toLink(owner.link(), slot);
        }
        else if (recipient instanceof final Recipient.OfProbe asker)
        {
            toProbe(asker, slot);
        }
    }

    private void toLink(final Link link, final FrameSlot slot)
    {
        switch (slot.kind())
        {
            case OPENED:
                answers.onOpened(link, slot);
                break;

            case LIVE:
                link.audience().add(link);
                answers.onLive(link, slot);
                break;

            case SNAPSHOT:
                link.awaitSnapshot(false);
                addressed(link, slot);
                break;

            default:
                addressed(link, slot);
                break;
        }
    }

    private void addressed(final Link link, final FrameSlot slot)
    {
        final Client client = link.client();
        if (client.outbox().isBackedUp() || link.group() != null)
        {
            slow.onAddressed(link, slot);
        }
        else
        {
            outlet.frames(client, slab, slot.offset(), slot.length(), 1, true);
        }
    }

    private void toProbe(final Recipient.OfProbe asker, final FrameSlot slot)
    {
        if (slot.kind() == FrameKind.SNAPSHOT || slot.kind() == FrameKind.HISTORY)
        {
            asker.probe().onMessage(slot);
        }
        else if (slot.kind() == FrameKind.LIVE || slot.kind() == FrameKind.ANSWERED)
        {
            audiences.endProbe(asker.probe(), asker.number());
            asker.probe().end();
        }
    }
}
