package io.tickwire.engine.pipeline;

import io.tickwire.engine.book.DepthCursor;
import io.tickwire.engine.encode.BookWriter;
import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.fanout.StreamId;

/**
 * A symbol's book at a venue to a depth: whole in each message, or what has changed. A message has a number only once
 * it is told, and only where the view of that depth has changed: each lane has a cursor that knows what it was told.
 * Where checksums were asked for, a lane's messages carry one at most once a second.
 * Thread: pipeline-<k>
 */
final class BookStream extends ViewStream
{
    private static final long CHECKSUM_INTERVAL_NS = 1_000_000_000L;

    private final BookState state;
    private final StreamLabel label;
    private final int depth;
    private final boolean hasChecksum;
    private final long[] checksumDueNs = new long[Conflation.COUNT];
    private final long[] values = new long[UpdateValues.LENGTH];
    private final DepthCursor[] cursors = new DepthCursor[Conflation.COUNT];
    private final BookWriter[] writers = new BookWriter[Encoding.COUNT];

    /**
     * @param maxLevels of a side, so that a message is not longer than a frame may be.
     */
    BookStream(final int streamId, final BookState state, final StreamLabel label, final int maxLevels)
    {
        super(streamId);
        this.state = state;
        this.label = label;
        state.streams().add(this);
        final int variant = StreamId.variant(streamId);
        this.depth = Math.min(maxLevels, BookDepth.ofVariant(variant));
        this.hasChecksum = BookDepth.hasChecksum(variant);
    }

    BookState state()
    {
        return state;
    }

    int depth()
    {
        return depth;
    }

    @Override
    void begin(final Conflation conflation)
    {
        if (state.isLive())
        {
            cursorOf(conflation).reset(state.book());
        }
    }

    @Override
    boolean isShown()
    {
        return state.isLive();
    }

    @Override
    boolean isDelta()
    {
        return channel() == Channel.BOOK_DELTA;
    }

    /**
     * Where the head of a message is made.
     */
    long[] values()
    {
        return values;
    }

    DepthCursor cursorOf(final Conflation conflation)
    {
        final int ordinal = conflation.ordinal();
        if (cursors[ordinal] == null)
        {
            cursors[ordinal] = new DepthCursor(depth);
        }

        return cursors[ordinal];
    }

    BookWriter writerOf(final Encoding encoding)
    {
        final int ordinal = encoding.ordinal();
        if (writers[ordinal] == null)
        {
            writers[ordinal] = BookWriter.of(label, encoding);
        }

        return writers[ordinal];
    }

    /**
     * How many bytes the payloads of one message take at the most, in several encodings.
     */
    int maxBytes(final int encodings, final int bids, final int asks)
    {
        int bytes = 0;
        for (final Encoding encoding : Encoding.ofBits(encodings))
        {
            bytes += writerOf(encoding).maxBytes(bids, asks);
        }

        return bytes;
    }

    /**
     * The checksum of a message that a lane is told now, where it has one: a second then passes before the next.
     */
    long nextChecksum(final Conflation conflation, final long nowNs)
    {
        final int ordinal = conflation.ordinal();
        if (!hasChecksum || nowNs - checksumDueNs[ordinal] < 0)
        {
            return BookWriter.NO_CHECKSUM;
        }
        checksumDueNs[ordinal] = nowNs + CHECKSUM_INTERVAL_NS;

        return state.book().checksum();
    }

    /** The levels of a view of the book as it is now. */
    int viewBids()
    {
        return Math.min(depth, state.book().bids());
    }

    int viewAsks()
    {
        return Math.min(depth, state.book().asks());
    }
}
