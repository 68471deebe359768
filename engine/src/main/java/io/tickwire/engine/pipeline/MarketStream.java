package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.ReplayWindow;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * A public channel of a symbol at a venue: its newest values, and how to encode them.
 * Thread: pipeline-<k>
 */
final class MarketStream extends Stream
{
    private static final int CLOSED = UpdateValues.FIELDS + 7;

    private final UpdateLayout layout;
    private final StreamFrames frames;
    private final long[] values = new long[UpdateValues.LENGTH];
    private long newestRecord = ReplayWindow.NONE;
    private long keptUntilNs;
    private boolean isKept;
    private boolean hasValues;
    private boolean isUntold;
    private long toldUntilNs;
    private boolean isTold;

    MarketStream(final int streamId, final UpdateLayout layout, final StreamFrames frames)
    {
        super(streamId);
        this.layout = layout;
        this.frames = frames;
    }

    UpdateLayout layout()
    {
        return layout;
    }

    /**
     * Whether the newest values are the last of what they tell: a candle that has closed.
     */
    boolean isFinal()
    {
        return layout == UpdateLayout.CANDLE && values[CLOSED] != 0;
    }

    /**
     * Whether there are values to show.
     */
    boolean hasValues()
    {
        return hasValues;
    }

    void hasValues(final boolean hasValues)
    {
        this.hasValues = hasValues;
    }

    /**
     * Whether ticks of another time have come, and none of them was told yet.
     */
    boolean isUntold()
    {
        return isUntold;
    }

    void told()
    {
        isUntold = false;
    }

    /**
     * The values are void: ticks of another time follow.
     */
    void startOver()
    {
        hasValues = false;
        isUntold = true;
    }

    StreamFrames frames()
    {
        return frames;
    }

    /**
     * The newest values, as {@link UpdateValues} places them.
     */
    long[] values()
    {
        return values;
    }

    /**
     * The position of the newest message in the replay window.
     */
    long newestRecord()
    {
        return newestRecord;
    }

    /**
     * From now on the stream's messages are kept, too, for those who come back.
     */
    @Override
    void want(final Conflation conflation)
    {
        super.want(conflation);
        isKept = true;
        isTold = true;
    }

    @Override
    int maxFrameBytes(final int encodings, final Conflation conflation)
    {
        int bytes = 0;
        for (final Encoding encoding : Encoding.ofBits(encodings))
        {
            bytes += frames.maxBytes(encoding, conflation.merges());
        }

        return bytes;
    }

    /**
     * Nobody wants it, but who was here last may still come back for a while.
     *
     * @param untilNs     until then its messages are kept in the window, ...
     * @param toldUntilNs ... and until then by whoever keeps the past.
     */
    void keepUntil(final long untilNs, final long toldUntilNs)
    {
        keptUntilNs = untilNs;
        this.toldUntilNs = toldUntilNs;
    }

    /**
     * Keep it from its first message on, though nobody wants it yet.
     */
    void keep()
    {
        isKept = true;
        isTold = true;
    }

    /**
     * Whether its messages are for whoever keeps the past.
     */
    boolean isTold(final long nowNs)
    {
        if (isTold && !isWanted() && nowNs - toldUntilNs > 0)
        {
            isTold = false;
        }

        return isTold;
    }

    /**
     * The first of the messages that the window holds up to the newest without a hole; the one to come, where it holds
     * none.
     */
    long oldestHeld(final ReplayWindow window, final long nowNs)
    {
        final long oldest = window.oldest(newestRecord, nowNs);

        return oldest == ReplayWindow.NONE ? sequence() + 1 : oldest;
    }

    /**
     * Messages are missing between those that are kept and those to come: nobody can be caught up over that.
     */
    void breakRecords()
    {
        newestRecord = ReplayWindow.NONE;
    }

    /**
     * Keep the newest message, if someone wants the stream or wanted it of late: only they can ask for it.
     */
    void remember(final ReplayWindow window, final long nowNs)
    {
        if (!isKept)
        {
            return;
        }
        if (!isWanted() && nowNs - keptUntilNs > 0)
        {
            isKept = false;
            breakRecords();
            return;
        }

        newestRecord = window.append(
            newestRecord,
            nowNs,
            sequence(),
            values,
            UpdateValues.GLOBAL,
            keptValues());
    }

    /**
     * So many values, from {@link UpdateValues#GLOBAL} on, are what a message is made of.
     */
    int keptValues()
    {
        return UpdateValues.FIELDS - UpdateValues.GLOBAL + layout.valueCount();
    }
}
