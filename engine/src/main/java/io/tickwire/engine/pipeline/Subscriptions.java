package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.DemandHandler;
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
 * Opens, resumes and ends what recipients ask for, between two ticks: OPENED, then the stream's state or what was
 * missed, then LIVE. A resumption is all or nothing: exactly the missed messages, or the state with
 * {@code recovered: false}. In a class that merges, the missed ticks come as one message whose envelope covers them.
 * Thread: pipeline-<k>
 */
final class Subscriptions implements DemandHandler
{
    /** An answer to one command takes at most so many entries ... */
    static final int MAX_ANSWER_ENTRIES = 4;

    /** ... and so many bytes. */
    static final int MAX_ANSWER_BYTES = 2 * StreamFrames.MAX_FRAME_BYTES;

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

    Subscriptions(
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
        return !idle.isEmpty() && hasRoom();
    }

    /**
     * Whether the ring has room for an answer.
     */
    boolean hasRoom()
    {
        return sender.ring().hasRoom(MAX_ANSWER_ENTRIES, MAX_ANSWER_BYTES);
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

    @Override
    public boolean onSubscribe(final Subscription subscription)
    {
        final Stream stream = streams.of(subscription.streamId());
        if (stream == null)
        {
            counters.increment(EngineCounter.COMMANDS_REFUSED);
            return true;
        }
        if (stream instanceof final BookStream book)
        {
            return openBook(book, subscription);
        }
        if (stream instanceof final BatchStream batch)
        {
            return openBatch(batch, subscription);
        }
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

        want(stream, subscription);
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

    @Override
    public void onUnsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final Stream stream = streams.of(streamId);
        final Lane lane = stream == null ? null : stream.lane(conflation);
        if (lane == null || !lane.remove(encoding))
        {
            counters.increment(EngineCounter.COMMANDS_REFUSED);
            return;
        }

        cancel(streamId, conflation, encoding, recipient);
        measure(lane);
        if (lane.encodings() == 0)
        {
            lane.gapTold();
            lane.staleTold();
            stream.forget(conflation);
            if (stream instanceof MarketStream market && stream.wanted() == 0)
            {
                market.keepUntil(sender.nowNs() + window.maxAgeNs());
            }
        }
        counters.increment(EngineCounter.SUBSCRIPTIONS_CLOSED);
    }

    @Override
    public boolean onResync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final Stream stream = streams.of(streamId);
        if (stream instanceof final BookStream book && book.lane(conflation) != null && book.state().isLive())
        {
            final Lane lane = book.lane(conflation);
            if (!sender.send(lane) || !sender.books().hasRoomForSnapshot(book, encoding))
            {
                return false;
            }
            sender.books().putSnapshot(lane, book, encoding, recipient);
        }
        else if (stream instanceof final BatchStream batch && batch.lane(conflation) != null)
        {
            final Lane lane = batch.lane(conflation);
            if (!sender.send(lane) || !sender.batches().hasRoomForAll(batch, encoding))
            {
                return false;
            }
            sender.batches().putAll(batch, lane, encoding, recipient);
        }
        else if (stream instanceof final MarketStream market && isShown(market))
        {
            market.frames().maxBytes(encoding, conflation.merges());
            sender.putSnapshot(market, conflation, encoding, recipient);
        }
        else
        {
            counters.increment(EngineCounter.COMMANDS_REFUSED);
        }

        return true;
    }

    /** The whole market: whoever joins gets all symbols, and then what changes. */
    private boolean openBatch(final BatchStream stream, final Subscription subscription)
    {
        final Lane before = stream.lane(subscription.conflation());
        final boolean isFirst = before == null || before.encodings() == 0;
        if (!isFirst && !sender.send(before) ||
            !sender.batches().hasRoomForAll(stream, subscription.encoding()))
        {
            return false;
        }

        want(stream, subscription);
        final Lane lane = stream.lane(subscription.conflation());
        if (isFirst)
        {
            final DirtySet stale = stream.changedOf(subscription.conflation());
            stale.removeFirst(stale.size());
        }
        sender
            .putMarker(FrameKind.OPENED, stream, subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), lane.told())
            .addressedTo(subscription.recipient());
        if (subscription.wantSnapshot())
        {
            sender.batches().putAll(stream, lane, subscription.encoding(), subscription.recipient());
        }
        finish(stream, subscription, false, 0);

        return true;
    }

    /** Whoever is told already gets to the newest first, so that all of a lane go on from one place. */
    private boolean openBook(final BookStream stream, final Subscription subscription)
    {
        final Lane before = stream.lane(subscription.conflation());
        final boolean isFirst = before == null || before.encodings() == 0;
        final boolean isLive = stream.state().isLive();
        if (!isFirst && !sender.send(before) ||
            !sender.books().hasRoomForSnapshot(stream, subscription.encoding()))
        {
            return false;
        }

        want(stream, subscription);
        final Lane lane = stream.lane(subscription.conflation());
        if (isFirst && isLive)
        {
            stream.cursorOf(subscription.conflation()).reset(stream.state().book());
        }
        if (subscription.resumes())
        {
            counters.increment(EngineCounter.REPLAYS_UNRECOVERABLE);
        }
        sender
            .putMarker(FrameKind.OPENED, stream, subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), lane.told())
            .addressedTo(subscription.recipient());
        if (isLive && (subscription.wantSnapshot() || stream.isDelta()))
        {
            sender.books().putSnapshot(lane, stream, subscription.encoding(), subscription.recipient());
        }
        finish(stream, subscription, false, 0);

        return true;
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
        final int entries = MAX_ANSWER_ENTRIES + notices + (lane.owes() ? frames : 0);

        return sender.ring().hasRoom(
            entries, MAX_ANSWER_BYTES + lane.maxBytes() + notices * Messages.MAX_NOTICE_BYTES) &&
            sender.sendMarket(lane, stream);
    }

    private void want(final Stream stream, final Subscription subscription)
    {
        final Lane lane = streams.laneOf(stream, subscription.conflation());
        lane.add(subscription.encoding());
        measure(lane);
        stream.want(subscription.conflation());
        if (stream instanceof MarketStream market)
        {
            market.keep();
        }
        counters.increment(EngineCounter.SUBSCRIPTIONS_OPENED);
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
        sender.putReplay(
            stream, subscription.conflation(), subscription.encoding(), subscription.recipient(), values);
        finish(stream, subscription, true, 1);
    }

    private void recovered(final Stream stream, final Subscription subscription, final long messages)
    {
        counters.increment(EngineCounter.REPLAYS_RECOVERED);
        sender
            .putMarker(FrameKind.OPENED, stream, subscription.conflation(), subscription.encoding())
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
            .putMarker(FrameKind.OPENED, stream, subscription.conflation(), subscription.encoding())
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
            .putMarker(FrameKind.LIVE, stream, subscription.conflation(), subscription.encoding())
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

    private void cancel(
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

    private void retire(final int index)
    {
        idle.add(running.remove(index));
    }

    private static boolean isShown(final MarketStream stream)
    {
        return stream.channel().kind() == StreamKind.STATE && stream.sequence() > 0;
    }

    private static void measure(final Lane lane)
    {
        if (lane.stream() instanceof MarketStream market)
        {
            int bytes = 0;
            int left = lane.encodings();
            while (left != 0)
            {
                final Encoding encoding = Encoding.ofOrdinal(Integer.numberOfTrailingZeros(left));
                left &= left - 1;
                bytes += market.frames().maxBytes(encoding, lane.conflation().merges());
            }
            lane.maxBytes(bytes);
        }
    }
}
