package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.StreamKind;

/**
 * The entries without bytes between which a recipient gets what it asked for.
 * Thread: pipeline-<k>
 */
final class Markers
{
    private final LaneSender sender;

    Markers(final LaneSender sender)
    {
        this.sender = sender;
    }

    /**
     * A subscription is granted.
     *
     * @param messages that follow, of those that were missed.
     */
    void open(
        final Stream stream, final Subscription subscription, final boolean isRecovered, final long messages)
    {
        put(FrameKind.OPENED, stream, subscription, placeOf(stream, subscription, isRecovered), isRecovered, messages);
    }

    /**
     * The recipient has what everybody has up to a place.
     *
     * @param messages that it got, of those that it missed.
     */
    void live(
        final Stream stream,
        final Subscription subscription,
        final long place,
        final boolean isRecovered,
        final long messages)
    {
        put(FrameKind.LIVE, stream, subscription, place, isRecovered, messages);
    }

    /** Where in the stream the recipient joins those who are told already: behind its snapshot, if it gets one. */
    static long placeOf(final Stream stream, final Subscription subscription, final boolean isRecovered)
    {
        return stream instanceof MarketStream && stream.channel().kind() == StreamKind.STATE && !isRecovered ?
            stream.sequence() : stream.lane(subscription.conflation()).place();
    }

    private void put(
        final FrameKind kind,
        final Stream stream,
        final Subscription subscription,
        final long place,
        final boolean isRecovered,
        final long messages)
    {
        sender
            .putMarker(kind, stream.streamId(), subscription.conflation(), subscription.encoding())
            .covers(subscription.sinceSequence(), place)
            .recovers(isRecovered, messages)
            .addressedTo(subscription.recipient());
    }
}
