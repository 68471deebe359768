package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.session.Outbox;
import io.tickwire.transport.stats.ServerCounter;
import io.tickwire.transport.stats.ServerCounters;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.NanoClock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a frame whose client's socket is full, or whose subscription is not yet answered.
 * <ul>
 * <li>Of a stream of states that is conflated only the newest is kept, one for all slow clients of an audience.
 * <li>All else is kept in the client's residue while that is below the high-water mark, in bytes and in age. Above it,
 *     raw states become newest only, before which the client is told that it is slow; changes of a book or of the
 *     market are passed over until a snapshot comes in their stead; events become a gap, or the end of the connection.
 * </ul>
 * What the client is owed goes out once the socket has taken all that was kept.
 * Thread: io-<n>
 */
final class SlowDelivery
{
    private static final int SETTLED_BYTES = 1 << 15;
    private static final long SNAPSHOT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RECALL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final String REASON = "slow_consumer";

    private final Outlet outlet;
    private final Audiences audiences;
    private final Answers answers;
    private final Names names;
    private final ServerCounters counters;
    private final NanoClock clock;
    private final SlowNotices notices;
    private final int highWaterBytes;
    private final long highWaterAgeNs;
    private final List<Client> doomed = new ArrayList<>();
    private final List<SubscribeGroup> refused = new ArrayList<>();
    private final ArrayDeque<Link> recalled = new ArrayDeque<>();
    private long recalledNs;

    SlowDelivery(
        final Outlet outlet,
        final Audiences audiences,
        final Answers answers,
        final Names names,
        final ServerCounters counters,
        final NanoClock clock,
        final Limits.Slow limits)
    {
        this.outlet = outlet;
        this.audiences = audiences;
        this.answers = answers;
        this.names = names;
        this.counters = counters;
        this.clock = clock;
        this.notices = new SlowNotices(outlet, counters);
        this.highWaterBytes = limits.highWaterBytes();
        this.highWaterAgeNs = TimeUnit.MILLISECONDS.toNanos(limits.highWaterAgeMs());
        recalledNs = clock.nanoTime();
    }

    /**
     * A frame for all of an audience, for one of them.
     */
    void onFrame(final Link link, final FrameSlot slot)
    {
        if (link.group() != null)
        {
            hold(link, slot);
        }
        else if (link.isAwaitingSnapshot())
        {
            awaitOn(link, slot);
        }
        else if (link.isOwed())
        {
            passOver(link, slot);
        }
        else if (slot.kind() == FrameKind.DATA && link.isConflated() || isAbove(link, slot.length()))
        {
            beginPassing(link, slot);
        }
        else
        {
            outlet.copy(link.client(), slot, false);
        }
    }

    /**
     * A frame for one subscription: its state, or what it missed. None of these is ever passed over.
     */
    void onAddressed(final Link link, final FrameSlot slot)
    {
        if (link.group() != null)
        {
            hold(link, slot);
        }
        else if (link.client().outbox().canKeep(slot.length()))
        {
            outlet.copy(link.client(), slot, true);
        }
        else
        {
            doomed.add(link.client());
        }
    }

    /**
     * The socket has taken all that was kept: tell what the client is owed, piece by piece, while the socket takes it.
     *
     * @return whether nothing more is owed.
     */
    boolean settle(final Client client)
    {
        final ArrayDeque<Link> owed = client.owed();
        while (!owed.isEmpty() && !client.outbox().isBackedUp())
        {
            int bytes = 0;
            while (!owed.isEmpty() && bytes < SETTLED_BYTES)
            {
                bytes += settle(owed.poll());
            }
            outlet.flush();
        }
        if (owed.isEmpty())
        {
            client.settled();
        }

        return owed.isEmpty();
    }

    /**
     * Ask once more for snapshots that have not come, where messages were passed over meanwhile: no other message may
     * come for long that would be the occasion to ask.
     */
    void recall()
    {
        final long nowNs = clock.nanoTime();
        if (nowNs - recalledNs < RECALL_NS)
        {
            return;
        }
        recalledNs = nowNs;
        for (int i = recalled.size(); i > 0; i--)
        {
            final Link link = recalled.poll();
            if (link.isEnded() || !link.isAwaitingSnapshot())
            {
                link.recall(false);
            }
            else if (!link.client().outbox().isBackedUp() && link.isSnapshotOverdue(nowNs, SNAPSHOT_NS))
            {
                link.recall(false);
                askForSnapshot(link);
            }
            else
            {
                recalled.add(link);
            }
        }
    }

    /**
     * Clients that asked to be closed rather than miss something, or for whom there is no memory; to be closed, and the
     * list to be cleared.
     */
    List<Client> doomed()
    {
        return doomed;
    }

    /**
     * Subscriptions that there is no room for; to be ended, and the list to be cleared.
     */
    List<SubscribeGroup> refused()
    {
        return refused;
    }

    private void hold(final Link link, final FrameSlot slot)
    {
        final SubscribeGroup group = link.group();
        if (group.isRefused())
        {
            return;
        }
        if (!group.hasRoomFor(slot.length()))
        {
            group.refuse();
            refused.add(group);
        }
        else if (!group.hold(link, slot.buffer(), slot.offset(), slot.length()))
        {
            answers.answer(group);
        }
    }

    private boolean isAbove(final Link link, final int length)
    {
        final Outbox outbox = link.client().outbox();
        final long maxAgeNs = link.entry().maxAgeNs();
        final long ageNs = outbox.ageNs();

        return outbox.queuedBytes() + length > highWaterBytes ||
            ageNs > highWaterAgeNs ||
            maxAgeNs > 0 && ageNs > maxAgeNs ||
            !outbox.canKeep(length);
    }

    private void beginPassing(final Link link, final FrameSlot slot)
    {
        if (link.isEvent() && link.entry().wish().disconnectsOnSlow())
        {
            doomed.add(link.client());

            return;
        }
        link.client().owed().add(link);
        if (link.isIncremental())
        {
            link.awaitSnapshot(true);
            awaitOn(link, slot);

            return;
        }
        link.audience().owe(link);
        if (link.isEvent())
        {
            passOver(link, slot);
        }
        else
        {
            if (!link.isConflated())
            {
                notices.tell(link.client(), clock.nanoTime());
            }
            link.audience().keepLatest(slot);
        }
    }

    /**
     * A snapshot is to come in this frame's stead. The engine has none to give of a book that it can not trust: there
     * is one once it tells of that book again, which this frame may be.
     */
    private void awaitOn(final Link link, final FrameSlot slot)
    {
        if (slot.kind() != FrameKind.DATA)
        {
            return;
        }
        counters.increment(ServerCounter.DELTAS_DROPPED);
        if (!link.isRecalled())
        {
            link.recall(true);
            recalled.add(link);
        }
    }

    private void askForSnapshot(final Link link)
    {
        link.snapshotAsked(clock.nanoTime());
        counters.increment(ServerCounter.SNAPSHOTS_FOR_SLOW);
        audiences.resync(link);
    }

    private void passOver(final Link link, final FrameSlot slot)
    {
        if (link.isEvent())
        {
            final long from = slot.kind() == FrameKind.GAP ? slot.fromSequence() : slot.fromSequence() + 1;
            link.miss(from, slot.sequence());
            counters.add(ServerCounter.EVENTS_DROPPED, slot.kind() == FrameKind.DATA ? slot.sequence() - from + 1 : 0);
        }
        else if (slot.kind() == FrameKind.DATA)
        {
            counters.increment(ServerCounter.FRAMES_CONFLATED);
        }
    }

    private int settle(final Link link)
    {
        if (link.isEnded())
        {
            return 0;
        }
        if (link.isAwaitingSnapshot())
        {
            askForSnapshot(link);
        }
        if (!link.isOwed())
        {
            // The snapshot is on its way, or came meanwhile: the client had asked for one itself.
            return 0;
        }

        final Audience audience = link.audience();
        int bytes = 0;
        if (link.isEvent())
        {
            tellGap(link);
        }
        else
        {
            final DirectBuffer latest = audience.latest();
            bytes = audience.latestLength();
            outlet.copy(link.client(), latest, 0, bytes, false);
        }
        audience.settle(link);

        return bytes;
    }

    private void tellGap(final Link link)
    {
        final int streamId = link.streamId();
        final Reply gap = Reply.of("gap").with("channel", link.channel().wireName());
        if (link.channel().isPrivate())
        {
            gap.with("account", names.accounts().nameOf(StreamId.subjectId(streamId)));
        }
        else
        {
            gap.with("symbol", names.symbols().get(StreamId.subjectId(streamId)).name());
            gap.with("venue", names.venues().nameOf(StreamId.venueId(streamId)));
        }
        counters.increment(ServerCounter.GAPS_TOLD);
        outlet.tell(link.client(), gap
            .with("from", link.gapFrom())
            .with("to", link.gapTo())
            .with("reason", REASON));
        link.clearGap();
    }
}
