package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.MapWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts a lane's messages and gaps into the frame ring, once in each encoding that is wanted. All encodings find room or
 * none is written, so that a lane has one place up to which it was told. Never waits.
 * Thread: pipeline-<k>
 */
final class LaneSender
{
    private final FrameRing ring;
    private final FrameSealer sealer;
    private final Messages messages;
    private final CounterSheet counters;
    private final boolean isRecorded;
    private final long[] scratch = new long[UpdateValues.LENGTH];
    private long nowNs;
    private long timeNs;
    private final ViewSender views;
    private long publishTimeNs;
    private int keptEntries;
    private int keptBytes;

    /**
     * @param isRecorded whether ticks tell the time.
     */
    LaneSender(
        final FrameRing ring,
        final FrameSealer sealer,
        final Messages messages,
        final CounterSheet counters,
        final boolean isRecorded)
    {
        this.isRecorded = isRecorded;
        this.ring = ring;
        this.sealer = sealer;
        this.messages = messages;
        this.counters = counters;
        this.views = new ViewSender(this, counters);
    }

    /**
     * The time of the batch that begins: {@code t_out} of all that is sent in it.
     */
    void beginBatch(final long nowNs)
    {
        this.nowNs = nowNs;
        timeNs = isRecorded ? timeNs : nowNs;
    }

    /**
     * A tick says what time it is.
     */
    void onTime(final long tickNs)
    {
        timeNs = isRecorded ? Math.max(timeNs, tickNs) : timeNs;
    }

    /**
     * The time of the market: what intervals go by.
     */
    long timeNs()
    {
        return timeNs;
    }

    /**
     * Ticks of another time follow.
     */
    void startOver()
    {
        timeNs = 0;
    }

    /**
     * Whether a tick that comes now finds room, however much there is to tell of it.
     */
    boolean hasRoomForTick()
    {
        return ring.hasRoom(ring.slots() >> 1, ring.maxFrameBytes() << 1);
    }

    /**
     * The tick that what is sent next comes from was published at this time.
     */
    void causedAt(final long publishTimeNs)
    {
        this.publishTimeNs = publishTimeNs;
    }

    /**
     * Whether raw lanes leave a part of the ring to others, who found no room.
     */
    void keepRoom(final boolean isKept)
    {
        keptEntries = isKept ? Subscriptions.MAX_ANSWER_ENTRIES + (ring.slots() >> 2) : 0;
        keptBytes = isKept ? Subscriptions.MAX_ANSWER_BYTES + ring.maxFrameBytes() : 0;
    }

    long nowNs()
    {
        return nowNs;
    }

    /**
     * Say when an entry was caused, and when it is made.
     */
    FrameSlot describe(final FrameSlot slot)
    {
        return slot.timed(publishTimeNs, nowNs);
    }

    int headerBytes(final int payloadBytes)
    {
        return sealer.headerBytes(payloadBytes);
    }

    /**
     * Make a payload in the ring's buffer a frame.
     *
     * @return its length.
     */
    int seal(final int offset, final int reserved, final int payloadBytes, final boolean isText)
    {
        return FrameText.seal(sealer, ring.buffer(), offset, reserved, payloadBytes, isText);
    }

    FrameRing ring()
    {
        return ring;
    }

    Messages messages()
    {
        return messages;
    }

    ViewSender views()
    {
        return views;
    }

    /**
     * Whether there is room for the answer to a command.
     */
    boolean hasRoomForAnswer()
    {
        return ring.hasRoom(Subscriptions.MAX_ANSWER_ENTRIES, Subscriptions.MAX_ANSWER_BYTES);
    }

    /**
     * Send what a lane owes, whatever it is.
     *
     * @return false where there was no room for all of it.
     */
    boolean send(final Lane lane)
    {
        final Stream stream = lane.stream();

        return stream instanceof final MarketStream market ? sendMarket(lane, market) :
            stream instanceof final ViewStream view ? views.send(lane, view) : sendNotices(lane);
    }

    /**
     * Whether there is room for several frames of a class; raw ones leave some of it to others.
     */
    boolean hasRoomFor(final int frames, final int bytes, final Conflation conflation)
    {
        return conflation.merges() ?
            ring.hasRoom(frames, bytes) : ring.hasRoom(frames + keptEntries, bytes + keptBytes);
    }

    /**
     * Send what a lane owes: its gap, then its newest values.
     *
     * @return false where there was no room for all of it.
     */
    boolean sendMarket(final Lane lane, final MarketStream stream)
    {
        if (!lane.owes())
        {
            return sendNotices(lane);
        }
        if (lane.notices() > 1 && !sendNotices(lane))
        {
            return false;
        }

        final int encodings = lane.encodings();
        final Conflation conflation = lane.conflation();
        final boolean isEnveloped = conflation.merges();
        if (!hasRoom(lane))
        {
            counters.increment(EngineCounter.FRAMES_DEFERRED);
            return false;
        }
        if (lane.notices() != 0)
        {
            sendNotices(lane);
        }

        final long[] values = stream.values();
        final long told = lane.told();
        final long sequence = stream.sequence();
        UpdateValues.stamp(values, sequence, told, nowNs);
        if (isEnveloped)
        {
            lane.owed().writeTo(values);
        }

        for (final Encoding encoding : Encoding.ofBits(encodings))
        {
            put(FrameKind.DATA, stream, conflation, encoding, values);
        }

        lane.settle();
        counters.add(EngineCounter.FRAMES_ENCODED, Integer.bitCount(encodings));
        if (sequence - told > 1)
        {
            counters.add(EngineCounter.TICKS_MERGED, sequence - told - 1);
        }

        return true;
    }

    /**
     * Tell that a lane is stale, and its gap, as far as there is either.
     *
     * @return false where there was no room for it.
     */
    boolean sendNotices(final Lane lane)
    {
        final int entries = lane.notices() * Integer.bitCount(lane.encodings());
        if (entries == 0)
        {
            return true;
        }
        if (!ring.hasRoom(entries, entries * Messages.MAX_NOTICE_BYTES))
        {
            counters.increment(EngineCounter.FRAMES_DEFERRED);
            return false;
        }

        if (lane.stale() != null)
        {
            putStale(lane);
        }
        if (lane.hasGap())
        {
            putGap(lane);
        }

        return true;
    }

    private void putStale(final Lane lane)
    {
        final Stream stream = lane.stream();
        for (final Encoding encoding : Encoding.ofBits(lane.encodings()))
        {
            final UnsafeBuffer buffer = ring.buffer();
            final int offset = ring.claim(Messages.MAX_NOTICE_BYTES);
            final int reserved = sealer.headerBytes(Messages.MAX_NOTICE_BYTES);
            final MapWriter writer = messages.writerOf(encoding);
            messages.writeStale(writer, buffer, offset + reserved, stream.streamId(), lane.stale());
            ring.slot().is(FrameKind.STALE, stream.streamId(), lane.conflation(), encoding)
                .covers(lane.told(), lane.told())
                .timed(0, nowNs);
            ring.commit(seal(offset, reserved, writer.end(), Messages.isText(encoding)));
        }
        lane.staleTold();
        counters.increment(EngineCounter.STALES_ANNOUNCED);
    }

    private void putGap(final Lane lane)
    {
        final Stream stream = lane.stream();
        final int encodings = lane.encodings();
        final Messages.GapReason reason =
            lane.isFeedLoss() ? Messages.GapReason.FEED_LOSS : Messages.GapReason.BACK_PRESSURE;
        for (final Encoding encoding : Encoding.ofBits(encodings))
        {
            putGap(FrameKind.GAP, stream, lane.conflation(), encoding, lane.gapFrom(), lane.told(), reason);
        }

        lane.gapTold();
        counters.increment(EngineCounter.GAPS_ANNOUNCED);
    }

    /**
     * Send one recipient a stream's state. There must be room.
     */
    void putSnapshot(
        final MarketStream stream, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        final long[] values = scratch;
        System.arraycopy(stream.values(), 0, values, 0, values.length);
        // It builds on nothing, and merges nothing that is news.
        UpdateValues.stamp(values, stream.sequence(), 0, nowNs);
        UpdateValues.envelop(
            values,
            0,
            values[UpdateValues.TICK_HIGH],
            values[UpdateValues.TICK_LOW],
            values[UpdateValues.TICK_FIRST],
            0);
        putAddressed(FrameKind.SNAPSHOT, stream, conflation, encoding, recipient, values);
        counters.increment(EngineCounter.SNAPSHOTS_ENCODED);
    }

    /**
     * Send one recipient a message that it missed or asked for. There must be room.
     *
     * @param values already stamped.
     * @return its entry.
     */
    FrameSlot putAddressed(
        final FrameKind kind,
        final MarketStream stream,
        final Conflation conflation,
        final Encoding encoding,
        final int recipient,
        final long[] values)
    {
        return put(kind, stream, conflation, encoding, values).timed(0, nowNs).addressedTo(recipient);
    }

    /**
     * Write a gap message. There must be room.
     *
     * @return its entry, for the caller to address.
     */
    FrameSlot putGap(
        final FrameKind kind,
        final Stream stream,
        final Conflation conflation,
        final Encoding encoding,
        final long from,
        final long to,
        final Messages.GapReason reason)
    {
        final UnsafeBuffer buffer = ring.buffer();
        final int offset = ring.claim(Messages.MAX_NOTICE_BYTES);
        final FrameSlot slot = ring.slot();
        final int reserved = sealer.headerBytes(Messages.MAX_NOTICE_BYTES);
        final MapWriter writer = messages.writerOf(encoding);
        messages.writeGap(writer, buffer, offset + reserved, stream.streamId(), from, to, reason);
        final int length = seal(offset, reserved, writer.end(), Messages.isText(encoding));
        slot.is(kind, stream.streamId(), conflation, encoding)
            .covers(from, to)
            .timed(0, nowNs);
        ring.commit(length);

        return slot;
    }

    /**
     * Write an entry without bytes. There must be room.
     *
     * @return the entry, for the caller to fill in.
     */
    FrameSlot putMarker(
        final FrameKind kind, final int streamId, final Conflation conflation, final Encoding encoding)
    {
        ring.claim(0);
        final FrameSlot slot = ring.slot().is(kind, streamId, conflation, encoding).timed(0, nowNs);
        ring.commit(0);

        return slot;
    }

    /** A notice alone would only be one of many, and take the room of others. */
    private boolean hasRoom(final Lane lane)
    {
        final int frames = Integer.bitCount(lane.encodings());
        final int notices = frames * lane.notices();
        final int entries = frames + notices;
        final int bytes = lane.maxBytes() + notices * Messages.MAX_NOTICE_BYTES;

        return hasRoomFor(entries, bytes, lane.conflation());
    }

    private FrameSlot put(
        final FrameKind kind,
        final MarketStream stream,
        final Conflation conflation,
        final Encoding encoding,
        final long[] values)
    {
        final StreamFrames frames = stream.frames();
        final boolean isEnveloped = conflation.merges();
        final int offset = ring.claim(frames.maxBytes(encoding, isEnveloped));
        final FrameSlot slot = describe(ring.slot().is(kind, stream.streamId(), conflation, encoding))
            .covers(values[UpdateValues.PREVIOUS], values[UpdateValues.SEQUENCE]);
        ring.commit(frames.write(encoding, isEnveloped, ring.buffer(), offset, values));

        return slot;
    }
}
