package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.ReplayWindow;
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
    private final ReplayWindow window;
    private final CounterSheet counters;
    private final ArrayDeque<Replay> idle = new ArrayDeque<>(MAX_REPLAYS);
    private final List<Replay> running = new ArrayList<>(MAX_REPLAYS);
    private final long[] positions;
    private final long[] values = new long[UpdateValues.LENGTH];
    private final Envelope merged = new Envelope();

    Resumptions(
        final long epoch,
        final StreamTable streams,
        final LaneSender sender,
        final ReplayWindow window,
        final CounterSheet counters)
    {
        this.epoch = epoch;
        this.streams = streams;
        this.sender = sender;
        this.window = window;
        this.counters = counters;
        this.positions = new long[window.maxMessages()];
        for (int i = 0; i < MAX_REPLAYS; i++)
        {
            idle.add(new Replay(window, sender, counters));
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
     * @return how many there are.
     */
    int proceed()
    {
        final int count = running.size();
        for (int i = count - 1; i >= 0; i--)
        {
            final Replay replay = running.get(i);
            if (replay.proceed(Math.max(1, MESSAGES_PER_CYCLE / count)))
            {
                retire(i);
            }
        }

        return count;
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
            if (!subscription.conflation().merges() && !catchUp(lane))
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
            open(stream, subscription, false, 0);
            finish(stream, subscription, false, 0);
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
        final long missed = placeOf(stream, subscription, true) - subscription.sinceSequence();
        if (missed == 0)
        {
            recovered(stream, subscription, 0);
            finish(stream, subscription, true, 0);
        }
        else if (!(stream instanceof MarketStream market))
        {
            startOver(stream, subscription);
        }
        else if (subscription.conflation().merges())
        {
            resumeMerged(market, subscription);
        }
        else
        {
            resumeRaw(market, subscription);
        }
    }

    private void resumeRaw(final MarketStream stream, final Subscription subscription)
    {
        final Replay replay = idle.poll();
        final int missed = replay.begin(subscription, stream);
        if (missed < 0)
        {
            idle.add(replay);
            startOver(stream, subscription);
        }
        else
        {
            recovered(stream, subscription, missed);
            running.add(replay);
        }
    }

    private void resumeMerged(final MarketStream stream, final Subscription subscription)
    {
        final long since = subscription.sinceSequence();
        final int missed = window.find(stream.newestRecord(), since, sender.nowNs(), positions);
        if (missed < 0)
        {
            startOver(stream, subscription);
            return;
        }

        final long place = placeOf(stream, subscription, true);
        merged.clear();
        for (int i = missed - 1; i >= stream.sequence() - place; i--)
        {
            window.read(positions[i], values, UpdateValues.GLOBAL);
            merged.merge(values);
        }
        UpdateValues.stamp(values, place, since, sender.nowNs());
        merged.writeTo(values);

        recovered(stream, subscription, 1);
        sender.putAddressed(
            FrameKind.REPLAY,
            stream,
            subscription.conflation(),
            subscription.encoding(),
            subscription.recipient(),
            values);
        finish(stream, subscription, true, 1);
    }

    private void recovered(final Stream stream, final Subscription subscription, final long messages)
    {
        counters.increment(EngineCounter.REPLAYS_RECOVERED);
        sender
            .putMarker(FrameKind.OPENED, stream.streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), placeOf(stream, subscription, true))
            .recovers(true, messages)
            .addressedTo(subscription.recipient());
    }

    private void startOver(final Stream stream, final Subscription subscription)
    {
        counters.increment(EngineCounter.REPLAYS_UNRECOVERABLE);
        final long from = subscription.sinceSequence() + 1;
        final boolean isNumbered = subscription.sinceEpoch() == epoch && from <= placeOf(stream, subscription, false);
        open(stream, subscription, isNumbered && stream.channel().kind() == StreamKind.EVENT, from);
        finish(stream, subscription, false, 0);
    }

    private void open(
        final Stream stream, final Subscription subscription, final boolean hasGap, final long gapFrom)
    {
        sender
            .putMarker(FrameKind.OPENED, stream.streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), placeOf(stream, subscription, false))
            .addressedTo(subscription.recipient());
        if (hasGap)
        {
            sender.putGap(
                FrameKind.REPLAY_GAP,
                stream,
                subscription.conflation(),
                subscription.encoding(),
                gapFrom,
                placeOf(stream, subscription, false),
                Messages.GapReason.UNRECOVERABLE).addressedTo(subscription.recipient());
        }
        if (subscription.wantSnapshot() && stream instanceof MarketStream market && isShown(market))
        {
            sender.putSnapshot(market, subscription.conflation(), subscription.encoding(), subscription.recipient());
        }
    }

    private void finish(
        final Stream stream, final Subscription subscription, final boolean isRecovered, final long messages)
    {
        sender
            .putMarker(FrameKind.LIVE, stream.streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), placeOf(stream, subscription, isRecovered))
            .recovers(isRecovered, messages)
            .addressedTo(subscription.recipient());
    }

    /** Where in the stream the recipient joins those who are told already: behind its snapshot, if it gets one. */
    private static long placeOf(final Stream stream, final Subscription subscription, final boolean isRecovered)
    {
        return stream instanceof MarketStream && stream.channel().kind() == StreamKind.STATE && !isRecovered ?
            stream.sequence() : stream.lane(subscription.conflation()).place();
    }

    private void retire(final int index)
    {
        idle.add(running.remove(index));
    }
}
