package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.DemandHandler;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * Opens and ends what recipients ask for, between two ticks: OPENED, then the stream's state or what was missed, then
 * LIVE.
 * Thread: pipeline-<k>
 */
final class Subscriptions implements DemandHandler
{
    /** An answer to one command takes at most so many entries ... */
    static final int MAX_ANSWER_ENTRIES = 4;

    /** ... and so many bytes. */
    static final int MAX_ANSWER_BYTES = 2 * StreamFrames.MAX_FRAME_BYTES;

    private final StreamTable streams;
    private final LaneSender sender;
    private final Keeping keeping;
    private final HistoryAnswers histories;
    private final CounterSheet counters;
    private final Resumptions resumptions;
    private final ViewSubscriptions views;

    Subscriptions(
        final long epoch,
        final StreamTable streams,
        final LaneSender sender,
        final Keeping keeping,
        final HistoryAnswers histories,
        final CounterSheet counters)
    {
        this.streams = streams;
        this.sender = sender;
        this.keeping = keeping;
        this.histories = histories;
        this.counters = counters;
        this.resumptions = new Resumptions(epoch, streams, sender, keeping, counters);
        this.views = new ViewSubscriptions(streams, sender, counters);
    }

    /**
     * Whether there is room for the answer to one more command.
     */
    boolean canTake()
    {
        return resumptions.canTake();
    }

    /**
     * Whether answers are under way, and find no room.
     */
    boolean isStarved()
    {
        return (resumptions.isRunning() || histories.isRunning()) && !sender.hasRoomForAnswer();
    }

    /**
     * Go on with the answers that are under way.
     *
     * @return how many there are.
     */
    int proceed()
    {
        return resumptions.proceed() + histories.proceed();
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

        final boolean isOpen = stream instanceof final ViewStream view ?
            views.open(view, subscription) : resumptions.open(stream, subscription);
        if (isOpen)
        {
            counters.increment(EngineCounter.SUBSCRIPTIONS_OPENED);
        }

        return isOpen;
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

        resumptions.cancel(streamId, conflation, encoding, recipient);
        if (lane.encodings() == 0)
        {
            lane.gapTold();
            lane.staleTold();
            stream.forget(conflation);
            if (stream instanceof MarketStream market && !stream.isWanted())
            {
                keeping.onUnwanted(market);
            }
        }
        counters.increment(EngineCounter.SUBSCRIPTIONS_CLOSED);
    }

    @Override
    public boolean onResync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final Stream stream = streams.of(streamId);
        final Lane lane = stream == null ? null : stream.lane(conflation);
        if (stream instanceof final ViewStream view && lane != null && view.isShown())
        {
            return views.resync(view, lane, encoding, recipient);
        }
        if (stream instanceof final MarketStream market && Resumptions.isShown(market))
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

    @Override
    public boolean onHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        return histories.begin(streamId, encoding, recipient, most);
    }
}
