package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.StreamKind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens streams whose messages are numbered one by one, for those who are new and for those who come back. A resumption
 * is all or nothing: exactly the missed messages, or the state with {@code recovered: false}. In a class that merges,
 * the missed ticks come as one message whose envelope covers them.
 * Thread: pipeline-<k>
 */
final class Resumptions
{
    private static final int MAX_REPLAYS = 32;
    private static final int MESSAGES_PER_CYCLE = 64;

    private final long epoch;
    private final StreamTable streams;
    private final LaneSender sender;
    private final CounterSheet counters;
    private final Markers markers;
    private final Recalls recalls;
    private final ArrayDeque<Replay> idle = new ArrayDeque<>(MAX_REPLAYS);
    private final List<Replay> running = new ArrayList<>(MAX_REPLAYS);

    Resumptions(
        final long epoch,
        final StreamTable streams,
        final LaneSender sender,
        final Keeping keeping,
        final CounterSheet counters)
    {
        this.epoch = epoch;
        this.streams = streams;
        this.sender = sender;
        this.counters = counters;
        this.markers = new Markers(sender);
        this.recalls = new Recalls(keeping, sender, running);
        for (int i = 0; i < MAX_REPLAYS + keeping.maxQuestions(); i++)
        {
            idle.add(new Replay(keeping, sender, markers, counters));
        }
    }

    /**
     * Whether there is room for the answer to one more command.
     */
    boolean canTake()
    {
        return !idle.isEmpty() && sender.hasRoomForAnswer();
    }

    boolean isRunning()
    {
        return !running.isEmpty();
    }

    /**
     * Go on with the resumptions that run.
     *
     * @return how much there was to do.
     */
    int proceed()
    {
        int work = recalls.take();
        final int count = running.size();
        for (int i = count - 1; i >= 0; i--)
        {
            final Replay replay = running.get(i);
            if (replay.ticket() == 0)
            {
                work++;
                if (replay.isHopeless() ? giveUp(replay) : replay.proceed(Math.max(1, MESSAGES_PER_CYCLE / count)))
                {
                    retire(i);
                }
            }
        }

        return work;
    }

    /**
     * Open a subscription.
     *
     * @return false where that can not be granted yet.
     */
    boolean open(final Stream stream, final Subscription subscription)
    {
        final Lane lane = stream.lane(subscription.conflation());
        if (lane != null && lane.encodings() != 0 && lane.place() != stream.sequence())
        {
            if (!catchUp(lane))
            {
                return false;
            }
            if (subscription.resumes() && subscription.sinceEpoch() == epoch &&
                subscription.sinceSequence() > lane.place() &&
                subscription.sinceSequence() <= stream.sequence() && !flush(lane, (MarketStream)stream))
            {
                return false;
            }
        }

        streams.want(stream, subscription.conflation(), subscription.encoding());
        if (!subscription.resumes())
        {
            open(stream, subscription, Subscription.FROM_NOW, null);
        }
        else if (subscription.sinceEpoch() == epoch && subscription.sinceSequence() <= stream.sequence())
        {
            resume(stream, subscription);
        }
        else
        {
            startOver(stream, subscription);
        }

        return true;
    }

    /**
     * A recipient wants no more of it.
     */
    void cancel(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        for (int i = running.size() - 1; i >= 0; i--)
        {
            if (running.get(i).isOf(streamId, conflation, encoding, recipient))
            {
                running.get(i).cancel();
                retire(i);
                return;
            }
        }
    }

    /**
     * Whether a stream has a state to show.
     */
    static boolean isShown(final MarketStream stream)
    {
        return stream.channel().kind() == StreamKind.STATE && stream.hasValues();
    }

    /** A raw lane owes what found no room, or what an error kept from being told. */
    private boolean catchUp(final Lane lane)
    {
        if (lane.conflation().merges())
        {
            return true;
        }
        if (lane.isEvent() && lane.owes())
        {
            counters.add(EngineCounter.EVENTS_DROPPED, lane.stream().sequence() - lane.told());
            lane.giveUp();
        }

        return sender.send(lane) && canTake();
    }

    private boolean flush(final Lane lane, final MarketStream stream)
    {
        final int frames = Integer.bitCount(lane.encodings());
        final int notices = lane.notices() * frames;
        final int entries = Subscriptions.MAX_ANSWER_ENTRIES + notices + (lane.owes() ? frames : 0);

        return sender.ring().hasRoom(
            entries, Subscriptions.MAX_ANSWER_BYTES + lane.maxBytes() + notices * Messages.MAX_NOTICE_BYTES) &&
            sender.sendMarket(lane, stream);
    }

    private void resume(final Stream stream, final Subscription subscription)
    {
        final long missed = Markers.placeOf(stream, subscription, true) - subscription.sinceSequence();
        if (missed == 0)
        {
            counters.increment(EngineCounter.REPLAYS_RECOVERED);
            markers.open(stream, subscription, true, 0);
            markers.live(stream, subscription, Markers.placeOf(stream, subscription, true), true, 0);
        }
        else if (!(stream instanceof final MarketStream market && begin(market, subscription)))
        {
            startOver(stream, subscription);
        }
    }

    private boolean begin(final MarketStream stream, final Subscription subscription)
    {
        final Replay replay = idle.poll();
        if (!replay.begin(subscription, stream))
        {
            idle.add(replay);
            return false;
        }
        // In a class that merges it is one message, for which there is room.
        if (subscription.conflation().merges() && replay.ticket() == 0 && replay.proceed(1))
        {
            idle.add(replay);
        }
        else
        {
            running.add(replay);
        }

        return true;
    }

    /** What was missed can not be had after all. */
    private boolean giveUp(final Replay replay)
    {
        final Subscription subscription = replay.subscription();
        final Lane lane = replay.stream().lane(subscription.conflation());
        if (!sender.hasRoomForAnswer() ||
            lane.place() != replay.stream().sequence() && !catchUp(lane))
        {
            return false;
        }
        startOver(replay.stream(), subscription);

        return true;
    }

    private void startOver(final Stream stream, final Subscription subscription)
    {
        counters.increment(EngineCounter.REPLAYS_UNRECOVERABLE);
        final long from = subscription.sinceSequence() + 1;
        final boolean isNumbered =
            subscription.sinceEpoch() == epoch && from <= Markers.placeOf(stream, subscription, false);
        open(
            stream,
            subscription,
            from,
            !isNumbered || stream.channel().kind() != StreamKind.EVENT ? null :
                stream.isBeforeHole(from) ? Messages.GapReason.RESTART : Messages.GapReason.UNRECOVERABLE);
    }

    /**
     * Open without what was missed.
     *
     * @param gapFrom the first message that is missing.
     * @param gap     why messages are missing; null where none are.
     */
    private void open(
        final Stream stream, final Subscription subscription, final long gapFrom, final Messages.GapReason gap)
    {
        markers.open(stream, subscription, false, 0);
        if (gap != null)
        {
            sender.putGap(
                FrameKind.REPLAY_GAP,
                stream,
                subscription.conflation(),
                subscription.encoding(),
                gapFrom,
                Markers.placeOf(stream, subscription, false),
                gap).addressedTo(subscription.recipient());
        }
        if (subscription.wantSnapshot() && stream instanceof MarketStream market && isShown(market))
        {
            sender.putSnapshot(market, subscription.conflation(), subscription.encoding(), subscription.recipient());
        }
        markers.live(stream, subscription, Markers.placeOf(stream, subscription, false), false, 0);
    }

    private void retire(final int index)
    {
        idle.add(running.remove(index));
    }
}
