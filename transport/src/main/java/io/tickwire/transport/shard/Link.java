package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.StreamKind;

/**
 * A client's subscription to one stream, from the wish to its end. The engine knows it by its number.
 * Thread: io-<n>
 */
final class Link
{
    /** The link is in no audience. */
    static final int NOWHERE = -1;

    private final int number;
    private final Client client;
    private final Entry entry;
    private final int streamId;
    private final Audience audience;

    private SubscribeGroup group;
    private int place = NOWHERE;
    private long openedSequence;
    private boolean isOpened;
    private boolean isRecovered;
    private boolean isEnded;

    // Only of those whose client does not keep up.
    private boolean isOwed;
    private boolean isAwaitingSnapshot;
    private boolean isSnapshotAsked;
    private boolean isRecalled;
    private long snapshotAskedNs;
    private long gapFrom;
    private long gapTo;
    private long resyncedNs;
    private boolean isResynced;

    Link(
        final int number,
        final Client client,
        final Entry entry,
        final int streamId,
        final Audience audience,
        final SubscribeGroup group)
    {
        this.number = number;
        this.client = client;
        this.entry = entry;
        this.streamId = streamId;
        this.audience = audience;
        this.group = group;
    }

    int number()
    {
        return number;
    }

    Client client()
    {
        return client;
    }

    Entry entry()
    {
        return entry;
    }

    int streamId()
    {
        return streamId;
    }

    Audience audience()
    {
        return audience;
    }

    Channel channel()
    {
        return StreamId.channel(streamId);
    }

    Conflation conflation()
    {
        return audience.conflation();
    }

    /**
     * Whether a newer message makes an older one worthless to this subscriber.
     */
    boolean isConflated()
    {
        return audience.isConflated();
    }

    /**
     * Whether a message tells only what has changed, so that none can be passed over without a snapshot.
     */
    boolean isIncremental()
    {
        return audience.isIncremental();
    }

    boolean isEvent()
    {
        return channel().kind() == StreamKind.EVENT;
    }

    /**
     * Whether frames may not go straight into the client's batch.
     */
    boolean isBlocked()
    {
        return isOwed || isAwaitingSnapshot || group != null;
    }

    /**
     * The group whose answer the link's frames wait for, or null.
     */
    SubscribeGroup group()
    {
        return group;
    }

    void leaveGroup()
    {
        group = null;
    }

    void onOpened(final long sequence, final boolean isRecovered)
    {
        isOpened = true;
        openedSequence = sequence;
        this.isRecovered = isRecovered;
    }

    boolean isOpened()
    {
        return isOpened;
    }

    long openedSequence()
    {
        return openedSequence;
    }

    boolean isRecovered()
    {
        return isRecovered;
    }

    int place()
    {
        return place;
    }

    void placeAt(final int place)
    {
        this.place = place;
    }

    boolean isLive()
    {
        return place != NOWHERE;
    }

    void end()
    {
        isEnded = true;
    }

    boolean isEnded()
    {
        return isEnded;
    }

    /**
     * The stream's state is to be asked for again.
     *
     * @return 0, or in how many ns that may be.
     */
    long takeResync(final long nowNs, final long leastNs)
    {
        if (isResynced && nowNs - resyncedNs < leastNs)
        {
            return leastNs - (nowNs - resyncedNs);
        }
        isResynced = true;
        resyncedNs = nowNs;

        return 0;
    }

    boolean isOwed()
    {
        return isOwed;
    }

    void owed(final boolean isOwed)
    {
        this.isOwed = isOwed;
    }

    boolean isAwaitingSnapshot()
    {
        return isAwaitingSnapshot;
    }

    void awaitSnapshot(final boolean isAwaitingSnapshot)
    {
        this.isAwaitingSnapshot = isAwaitingSnapshot;
        isSnapshotAsked = false;
    }

    void snapshotAsked(final long nowNs)
    {
        isSnapshotAsked = true;
        snapshotAskedNs = nowNs;
    }

    /**
     * Whether a snapshot was asked for that long ago, and has not come.
     */
    boolean isSnapshotOverdue(final long nowNs, final long afterNs)
    {
        return isSnapshotAsked && nowNs - snapshotAskedNs > afterNs;
    }

    /**
     * Whether it stands in the list of those whose snapshot is to be asked for once more if it does not come.
     */
    boolean isRecalled()
    {
        return isRecalled;
    }

    void recall(final boolean isRecalled)
    {
        this.isRecalled = isRecalled;
    }

    /**
     * Some events will not be told.
     */
    void miss(final long from, final long to)
    {
        if (gapTo == 0)
        {
            gapFrom = from;
        }
        gapTo = Math.max(gapTo, to);
    }

    long gapFrom()
    {
        return gapFrom;
    }

    long gapTo()
    {
        return gapTo;
    }

    void clearGap()
    {
        gapFrom = 0;
        gapTo = 0;
    }
}
