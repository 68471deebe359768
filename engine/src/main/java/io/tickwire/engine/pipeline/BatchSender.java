package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.MarketBatchWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameRing;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * Puts messages about the whole market into the frame ring, in pages of so many symbols.
 * Thread: pipeline-<k>
 */
final class BatchSender
{
    /** A message shows at most so many symbols. */
    static final int PAGE_SYMBOLS = 256;

    private final LaneSender sender;
    private final CounterSheet counters;

    BatchSender(final LaneSender sender, final CounterSheet counters)
    {
        this.sender = sender;
        this.counters = counters;
    }

    /**
     * Tell a lane the symbols that have changed.
     *
     * @return false where there was no room for all of them.
     */
    boolean send(final Lane lane, final BatchStream stream)
    {
        if (lane.notices() != 0 && !sender.sendNotices(lane))
        {
            return false;
        }

        final DirtySet changed = stream.changedOf(lane.conflation());
        while (changed.size() > 0)
        {
            final int count = Math.min(PAGE_SYMBOLS, changed.size());
            final int frames = Integer.bitCount(lane.encodings());
            if (!sender.hasRoomFor(frames, bytesOf(stream, lane.encodings(), changed, 0, count), lane.conflation()))
            {
                counters.increment(EngineCounter.FRAMES_DEFERRED);
                return false;
            }

            stream.advance(1);
            stamp(stream, stream.sequence(), lane.told());
            for (final Encoding encoding : Encoding.ofBits(lane.encodings()))
            {
                put(FrameKind.DATA, stream, lane.conflation(), encoding, changed, 0, count, false);
            }
            lane.settle();
            changed.removeFirst(count);
            counters.add(EngineCounter.FRAMES_ENCODED, frames);
        }

        return true;
    }

    /**
     * Whether there is room to tell one recipient all symbols, besides an answer to a command.
     */
    boolean hasRoomForSnapshot(final BatchStream stream, final Encoding encoding)
    {
        final DirtySet symbols = stream.table().symbols();
        final int pages = 1 + symbols.size() / PAGE_SYMBOLS;

        return sender.ring().hasRoom(
            Subscriptions.MAX_ANSWER_ENTRIES + pages,
            Subscriptions.MAX_ANSWER_BYTES + pages * stream.writerOf(encoding).maxBytes() +
                bytesOf(stream, encoding.bit(), symbols, 0, symbols.size()));
    }

    /**
     * Tell one recipient all symbols: initial_data, and what finds no place in that as updates. There must be room.
     */
    void putSnapshot(final Lane lane, final BatchStream stream, final Encoding encoding, final int recipient)
    {
        final DirtySet symbols = stream.table().symbols();
        int from = 0;
        do
        {
            final int count = Math.min(PAGE_SYMBOLS, symbols.size() - from);
            stamp(stream, lane.told(), 0);
            put(FrameKind.SNAPSHOT, stream, lane.conflation(), encoding, symbols, from, count, from == 0)
                .addressedTo(recipient);
            from += count;
        }
        while (from < symbols.size());
        counters.increment(EngineCounter.SNAPSHOTS_ENCODED);
    }

    private void stamp(final BatchStream stream, final long sequence, final long previous)
    {
        final long[] values = stream.values();
        values[UpdateValues.EXCHANGE_NS] = NULL;
        values[UpdateValues.RECEIVE_NS] = sender.timeNs();
        values[UpdateValues.GLOBAL] = stream.table().global();
        UpdateValues.stamp(values, sequence, previous, sender.nowNs());
    }

    private static int bytesOf(
        final BatchStream stream, final int encodings, final DirtySet symbols, final int from, final int count)
    {
        int bytes = 0;
        for (final Encoding encoding : Encoding.ofBits(encodings))
        {
            final MarketBatchWriter writer = stream.writerOf(encoding);
            bytes += writer.maxBytes() + FrameSealer.MAX_HEADER_BYTES;
            for (int i = from; i < from + count; i++)
            {
                bytes += writer.maxEntryBytes(stream.table().nameOf(symbols.at(i)));
            }
        }

        return bytes;
    }

    private FrameSlot put(
        final FrameKind kind,
        final BatchStream stream,
        final Conflation conflation,
        final Encoding encoding,
        final DirtySet symbols,
        final int from,
        final int count,
        final boolean isInitial)
    {
        final FrameRing ring = sender.ring();
        final MarketBatchWriter writer = stream.writerOf(encoding);
        final MarketTable table = stream.table();
        final int maxBytes = bytesOf(stream, encoding.bit(), symbols, from, count);
        final int reserved = sender.headerBytes(maxBytes);
        final int offset = ring.claim(reserved + maxBytes);
        final long[] values = stream.values();
        final FrameSlot slot = ring.slot()
            .is(kind, stream.streamId(), conflation, encoding)
            .covers(values[UpdateValues.PREVIOUS], values[UpdateValues.SEQUENCE])
            .timed(0, sender.nowNs());
        writer.begin(
            ring.buffer(), offset + reserved, isInitial, StreamId.wireId(stream.streamId()), values);
        for (int i = from; i < from + count; i++)
        {
            final int symbolId = symbols.at(i);
            writer.add(
                table.nameOf(symbolId),
                table.priceExponentOf(symbolId),
                table.quantityExponentOf(symbolId),
                table.price(symbolId),
                table.change(symbolId),
                table.volume(symbolId),
                table.timestampMs(symbolId));
        }
        ring.commit(sender.seal(offset, reserved, writer.end(), encoding.isText()));

        return slot;
    }
}
