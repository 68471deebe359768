package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * Opens streams of views: who joins gets the whole view, and then what changes. Whoever is told already gets to the
 * newest first, so that all of a lane go on from one place.
 * Thread: pipeline-<k>
 */
final class ViewSubscriptions
{
    private final StreamTable streams;
    private final LaneSender sender;
    private final CounterSheet counters;

    ViewSubscriptions(final StreamTable streams, final LaneSender sender, final CounterSheet counters)
    {
        this.streams = streams;
        this.sender = sender;
        this.counters = counters;
    }

    /**
     * Open a subscription; where it wants to go on from somewhere, it begins anew.
     *
     * @return false where there is no room for it yet.
     */
    boolean open(final ViewStream stream, final Subscription subscription)
    {
        final Conflation conflation = subscription.conflation();
        final Encoding encoding = subscription.encoding();
        final Lane before = stream.lane(conflation);
        final boolean isFirst = before == null || before.encodings() == 0;
        if (!isFirst && !sender.send(before) || !sender.views().hasRoomForSnapshot(stream, encoding))
        {
            return false;
        }

        final Lane lane = streams.want(stream, conflation, encoding);
        if (isFirst)
        {
            stream.begin(conflation);
        }
        if (subscription.resumes())
        {
            counters.increment(EngineCounter.REPLAYS_UNRECOVERABLE);
        }
        put(FrameKind.OPENED, lane, subscription);
        if (stream.isShown() && (subscription.wantSnapshot() || stream.isDelta()))
        {
            sender.views().putSnapshot(lane, stream, encoding, subscription.recipient());
        }
        put(FrameKind.LIVE, lane, subscription);

        return true;
    }

    /**
     * Send a subscribed recipient the whole view again.
     *
     * @return false where there is no room for it yet.
     */
    boolean resync(final ViewStream stream, final Lane lane, final Encoding encoding, final int recipient)
    {
        if (!sender.send(lane) || !sender.views().hasRoomForSnapshot(stream, encoding))
        {
            return false;
        }
        sender.views().putSnapshot(lane, stream, encoding, recipient);

        return true;
    }

    private void put(final FrameKind kind, final Lane lane, final Subscription subscription)
    {
        sender
            .putMarker(kind, lane.stream().streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), lane.place())
            .addressedTo(subscription.recipient());
    }
}
