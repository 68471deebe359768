package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.StreamKind;
import org.agrona.DirectBuffer;

/**
 * The resumption of one recipient, message by message and some at a time, so that the others do not wait for it. What
 * the window does not hold is asked of the past, and spliced with what it holds. In a class that merges, all comes as
 * one message. The recipient becomes live when it has caught up with the stream, between two messages of it.
 * Thread: pipeline-<k>
 */
final class Replay
{
    private final Keeping keeping;
    private final LaneSender sender;
    private final Markers markers;
    private final CounterSheet counters;
    private final long[] positions;
    private final long[] values = new long[UpdateValues.LENGTH];
    private final Envelope merged = new Envelope();
    private Subscription subscription;
    private MarketStream stream;
    private int left;
    private long last;
    private long sent;
    private long ticket;
    private boolean isOpened;
    private boolean isBeyond;

    Replay(final Keeping keeping, final LaneSender sender, final Markers markers, final CounterSheet counters)
    {
        this.keeping = keeping;
        this.sender = sender;
        this.markers = markers;
        this.counters = counters;
        this.positions = new long[keeping.window().maxMessages()];
    }

    /**
     * Begin, if all that was missed is held, or can be asked for.
     *
     * @return false where it is not.
     */
    boolean begin(final Subscription subscription, final MarketStream stream)
    {
        this.subscription = subscription;
        this.stream = stream;
        last = subscription.sinceSequence();
        sent = 0;
        ticket = 0;
        isOpened = false;
        isBeyond = false;
        merged.clear();
        left = find();
        if (left < 0)
        {
            return ask();
        }
        if (!subscription.conflation().merges())
        {
            open();
        }

        return true;
    }

    boolean isOf(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return subscription.streamId() == streamId && subscription.conflation() == conflation &&
            subscription.encoding() == encoding && subscription.recipient() == recipient;
    }

    Subscription subscription()
    {
        return subscription;
    }

    MarketStream stream()
    {
        return stream;
    }

    /**
     * What the answer of the past will come with, where this waits for one; else 0.
     */
    long ticket()
    {
        return ticket;
    }

    /**
     * Whether what was missed is not to be had, and the recipient was told nothing yet: it starts over.
     */
    boolean isHopeless()
    {
        return isBeyond && !isOpened;
    }

    /**
     * Send some.
     *
     * @return whether the recipient is live now.
     */
    boolean proceed(final int limit)
    {
        return subscription.conflation().merges() ? proceedMerged() : proceedRaw(limit);
    }

    /**
     * All that was asked for is there, and follows. There must be room for a marker.
     */
    void onFound()
    {
        if (!isOpened && !subscription.conflation().merges())
        {
            open();
        }
    }

    /**
     * A message that was asked for. There must be room for it.
     */
    void onRecalled(final long sequence, final DirectBuffer buffer, final int offset, final int count)
    {
        if (sequence != last + 1 || count != stream.keptValues())
        {
            onAbsent();
            return;
        }
        for (int i = 0; i < count; i++)
        {
            values[UpdateValues.GLOBAL + i] = buffer.getLong(offset + i * Long.BYTES);
        }
        if (subscription.conflation().merges())
        {
            merged.merge(values);
            last++;
        }
        else
        {
            putLast();
        }
    }

    /**
     * The past has given all that was asked for; the rest is held here, or can be asked for.
     */
    void onRecalledAll()
    {
        endQuestion();
    }

    /**
     * The past does not have it.
     */
    void onAbsent()
    {
        endQuestion();
        isBeyond = true;
    }

    /**
     * Nobody wants it any more.
     */
    void cancel()
    {
        if (ticket != 0)
        {
            keeping.withdraw(ticket);
            endQuestion();
        }
    }

    private void endQuestion()
    {
        keeping.endQuestion();
        ticket = 0;
        left = 0;
    }

    private boolean proceedRaw(final int limit)
    {
        for (int i = 0; i < limit && sender.ring().hasRoom(2, 2 * StreamFrames.MAX_FRAME_BYTES); i++)
        {
            if (left == 0 && last == stream.sequence())
            {
                if (stream.lane(subscription.conflation()).place() != last)
                {
                    return false;
                }
                goLive(true);
                return true;
            }
            if (left == 0)
            {
                left = find();
            }
            if (left <= 0 || !keeping.window().holds(positions[left - 1]))
            {
                left = 0;
                return !ask() && stream.lane(subscription.conflation()).place() == stream.sequence() && breakOff();
            }

            keeping.window().read(positions[--left], values, UpdateValues.GLOBAL);
            putLast();
        }

        return false;
    }

    private boolean proceedMerged()
    {
        if (!sender.hasRoomForAnswer())
        {
            return false;
        }

        final long place = Markers.placeOf(stream, subscription, true);
        left = last == place ? 0 : find();
        if (left < 0)
        {
            isBeyond = !ask();
            return false;
        }
        for (int i = left - 1; i >= stream.sequence() - place; i--)
        {
            keeping.window().read(positions[i], values, UpdateValues.GLOBAL);
            merged.merge(values);
        }
        UpdateValues.stamp(values, place, subscription.sinceSequence(), sender.nowNs());
        merged.writeTo(values);
        last = place;
        sent = 1;

        counters.increment(EngineCounter.REPLAYS_RECOVERED);
        markers.open(stream, subscription, true, 1);
        put();
        goLive(true);

        return true;
    }

    private void open()
    {
        isOpened = true;
        counters.increment(EngineCounter.REPLAYS_RECOVERED);
        markers.open(
            stream,
            subscription,
            true,
            Markers.placeOf(stream, subscription, true) - subscription.sinceSequence());
    }

    private int find()
    {
        return keeping.window().find(stream.newestRecord(), last, sender.nowNs(), positions);
    }

    /** Ask the past for what is before the window. */
    private boolean ask()
    {
        if (isBeyond)
        {
            return false;
        }

        final long held = stream.oldestHeld(keeping.window(), sender.nowNs());
        final long to = subscription.conflation().merges() ?
            Math.min(held - 1, Markers.placeOf(stream, subscription, true)) : held - 1;
        ticket = keeping.ask(stream, last + 1, to);

        return ticket != 0;
    }

    private void putLast()
    {
        UpdateValues.stamp(values, last + 1, last, sender.nowNs());
        last++;
        sent++;
        put();
    }

    private void put()
    {
        sender.putAddressed(
            FrameKind.REPLAY,
            stream,
            subscription.conflation(),
            subscription.encoding(),
            subscription.recipient(),
            values);
    }

    private void goLive(final boolean isRecovered)
    {
        markers.live(stream, subscription, last, isRecovered, sent);
    }

    private boolean breakOff()
    {
        // The window went on over what was still to come: say so, and go on from here.
        counters.increment(EngineCounter.REPLAYS_OVERRUN);
        if (stream.channel().kind() == StreamKind.EVENT)
        {
            sender.putGap(
                FrameKind.REPLAY_GAP,
                stream,
                subscription.conflation(),
                subscription.encoding(),
                last + 1,
                stream.sequence(),
                Messages.GapReason.UNRECOVERABLE).addressedTo(subscription.recipient());
        }
        else
        {
            sender.putSnapshot(stream, subscription.conflation(), subscription.encoding(), subscription.recipient());
        }

        last = stream.sequence();
        goLive(false);

        return true;
    }
}
