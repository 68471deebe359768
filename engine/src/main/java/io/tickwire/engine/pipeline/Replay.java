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

/**
 * The resumption of one recipient, message by message and some at a time, so that the others do not wait for it. The
 * recipient becomes live when it has caught up with the stream, between two messages of it.
 * Thread: pipeline-<k>
 */
final class Replay
{
    private final ReplayWindow window;
    private final LaneSender sender;
    private final CounterSheet counters;
    private final long[] positions;
    private final long[] values = new long[UpdateValues.LENGTH];
    private Subscription subscription;
    private MarketStream stream;
    private int left;
    private long last;
    private long sent;

    Replay(final ReplayWindow window, final LaneSender sender, final CounterSheet counters)
    {
        this.window = window;
        this.sender = sender;
        this.counters = counters;
        this.positions = new long[window.maxMessages()];
    }

    /**
     * Begin, if the window holds all that was missed.
     *
     * @return how many messages that is, or -1 where it does not.
     */
    int begin(final Subscription subscription, final MarketStream stream)
    {
        this.subscription = subscription;
        this.stream = stream;
        last = subscription.sinceSequence();
        sent = 0;
        left = window.find(stream.newestRecord(), last, sender.nowNs(), positions);

        return left;
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

    /**
     * Send some.
     *
     * @return whether the recipient is live now.
     */
    boolean proceed(final int limit)
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
                left = window.find(stream.newestRecord(), last, sender.nowNs(), positions);
            }
            if (left <= 0 || !window.holds(positions[left - 1]))
            {
                if (stream.lane(subscription.conflation()).place() != stream.sequence())
                {
                    return false;
                }
                breakOff();
                return true;
            }

            sendNext();
        }

        return false;
    }

    private void sendNext()
    {
        final long position = positions[--left];
        window.read(position, values, UpdateValues.GLOBAL);
        UpdateValues.stamp(values, last + 1, last, sender.nowNs());
        last++;
        sent++;
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
        sender
            .putMarker(FrameKind.LIVE, stream.streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), last)
            .recovers(isRecovered, sent)
            .addressedTo(subscription.recipient());
    }

    private void breakOff()
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
    }
}
