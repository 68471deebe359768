package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.DepthCursor;
import io.tickwire.engine.book.LevelChanges;
import io.tickwire.engine.book.OrderBook;
import io.tickwire.engine.encode.BookWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * Puts books into the frame ring: what a lane's cursor says that it was not told yet, or the whole view.
 * Thread: pipeline-<k>
 */
final class BookSender
{
    private final LaneSender sender;
    private final CounterSheet counters;
    private final LevelChanges levels = new LevelChanges();

    BookSender(final LaneSender sender, final CounterSheet counters)
    {
        this.sender = sender;
        this.counters = counters;
    }

    /**
     * How many levels of a side a frame has room for.
     */
    static int maxLevels(final int maxFrameBytes, final BookWriter longest)
    {
        final int fixed = longest.maxBytes(0, 0) + FrameSealer.MAX_HEADER_BYTES;
        final int perLevel = longest.maxBytes(1, 1) - longest.maxBytes(0, 0);

        return Math.max(1, (maxFrameBytes - fixed) / perLevel);
    }

    /**
     * Tell a lane what it was not told of its book.
     *
     * @return false where there was no room for it.
     */
    boolean send(final Lane lane, final BookStream stream)
    {
        if (!stream.state().isLive())
        {
            return sender.sendNotices(lane);
        }
        if (lane.notices() != 0 && !sender.sendNotices(lane) || !hasRoom(lane, stream))
        {
            return false;
        }

        final OrderBook book = stream.state().book();
        final DepthCursor cursor = stream.cursorOf(lane.conflation());
        final boolean isChanges = cursor.changes(book, levels);
        if (isChanges && levels.isEmpty())
        {
            return true;
        }
        final boolean isSnapshot = !stream.isDelta() || !isChanges;
        if (isSnapshot)
        {
            levels.view(book, stream.depth());
            cursor.reset(book);
        }
        if (stream.sequence() == lane.told())
        {
            stream.advance(1);
        }

        stream.state().tell(stream.values());
        UpdateValues.stamp(stream.values(), stream.sequence(), lane.told(), sender.nowNs());
        final long checksum = stream.nextChecksum(lane.conflation(), sender.nowNs());
        for (final Encoding encoding : Encoding.ofBits(lane.encodings()))
        {
            put(FrameKind.DATA, stream, lane.conflation(), encoding, isSnapshot, checksum);
        }
        lane.settle();
        counters.add(EngineCounter.FRAMES_ENCODED, Integer.bitCount(lane.encodings()));

        return true;
    }

    /**
     * Whether there is room for a snapshot for one recipient, besides an answer to a command.
     */
    boolean hasRoomForSnapshot(final BookStream stream, final Encoding encoding)
    {
        return sender.ring().hasRoom(
            Subscriptions.MAX_ANSWER_ENTRIES + 1,
            Subscriptions.MAX_ANSWER_BYTES + FrameSealer.MAX_HEADER_BYTES +
                stream.maxBytes(encoding.bit(), stream.viewBids(), stream.viewAsks()));
    }

    /**
     * Send one recipient the whole view, as its lane knows it: the lane has been told all. There must be room.
     */
    void putSnapshot(final Lane lane, final BookStream stream, final Encoding encoding, final int recipient)
    {
        levels.view(stream.state().book(), stream.depth());
        stream.state().tell(stream.values());
        UpdateValues.stamp(stream.values(), lane.told(), 0, sender.nowNs());
        put(FrameKind.SNAPSHOT, stream, lane.conflation(), encoding, true, BookWriter.NO_CHECKSUM)
            .timed(0, sender.nowNs())
            .addressedTo(recipient);
        counters.increment(EngineCounter.SNAPSHOTS_ENCODED);
    }

    private boolean hasRoom(final Lane lane, final BookStream stream)
    {
        final int frames = Integer.bitCount(lane.encodings());
        final int bytes = stream.maxBytes(lane.encodings(), stream.viewBids(), stream.viewAsks());
        if (sender.hasRoomFor(frames, bytes + frames * FrameSealer.MAX_HEADER_BYTES, lane.conflation()))
        {
            return true;
        }
        counters.increment(EngineCounter.FRAMES_DEFERRED);

        return false;
    }

    private FrameSlot put(
        final FrameKind kind,
        final BookStream stream,
        final Conflation conflation,
        final Encoding encoding,
        final boolean isSnapshot,
        final long checksum)
    {
        final FrameRing ring = sender.ring();
        final BookWriter writer = stream.writerOf(encoding);
        final long[] values = stream.values();
        final int maxBytes = writer.maxBytes(levels.bids(), levels.asks());
        final int reserved = sender.headerBytes(maxBytes);
        final int offset = ring.claim(reserved + maxBytes);
        final FrameSlot slot = sender.describe(ring.slot().is(kind, stream.streamId(), conflation, encoding))
            .covers(values[UpdateValues.PREVIOUS], values[UpdateValues.SEQUENCE]);
        final int length =
            writer.write(ring.buffer(), offset + reserved, values, levels.levels(), isSnapshot, checksum);
        ring.commit(sender.seal(offset, reserved, length, encoding.isText()));

        return slot;
    }
}
